"""Zips of parts that were packed before are what the writer of packages makes."""

import io

from hypothesis import given
from hypothesis import strategies as st

from kumareport.office.package.package_writing import write_package
from kumareport.office.package.packed_part import PackedPart, zip_of

NAMES = st.text("abcxyz/_.-0189[] ", min_size=1, max_size=40)


@given(st.dictionaries(NAMES, st.text(max_size=400), max_size=8))
def test_the_bytes_are_the_package_writers(texts: dict[str, str]) -> None:
    written = io.BytesIO()
    parts = [(name, text.encode()) for name, text in texts.items()]
    write_package(parts, written, is_result=False)
    packed = (PackedPart.of(name, data.decode()) for name, data in parts)
    assert zip_of(packed) == written.getvalue()
