"""Zips are written letter by letter as zipfile writes them."""

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from kumareport.office.package.package_writing import write_package

NAMES = st.text(st.sampled_from("abc/章．é"), min_size=1, max_size=12)
ENDINGS = st.sampled_from((".xml", ".xlsx", ".png", ".rels"))
DATA = st.one_of(st.binary(max_size=300), st.text(max_size=40).map(lambda t: t.encode() * 200))


@given(st.dictionaries(st.builds(str.__add__, NAMES, ENDINGS), DATA, max_size=6))
def test_the_same_bytes(parts: dict[str, bytes]) -> None:
    ours, theirs = io.BytesIO(), io.BytesIO()
    write_package(parts.items(), ours, is_result=False)
    with zipfile.ZipFile(theirs, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            is_packed = name.endswith((".xlsx", ".png"))
            info.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
            info.create_system = 0
            package.writestr(info, data)
    assert ours.getvalue() == theirs.getvalue()
    with zipfile.ZipFile(ours) as package:
        assert {name: package.read(name) for name in package.namelist()} == parts
