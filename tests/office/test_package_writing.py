"""Zips of parts: letter by letter what zipfile writes."""

import io
import zipfile
from typing import IO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumareport.office.package import package_writing
from kumareport.office.package.package_writing import write_package

NAMES = st.lists(
    st.sampled_from(["a.xml", "本文.xml", "b/c.xml", "e.png", "f.xlsx", "g"]), unique=True
)
PARTS = NAMES.flatmap(
    lambda names: st.tuples(*(st.tuples(st.just(name), st.binary(max_size=99)) for name in names))
)


def plainly(parts: tuple[tuple[str, bytes], ...], file: IO[bytes]) -> None:
    """What zipfile makes of the parts by itself."""
    with zipfile.ZipFile(file, "w") as out:
        for name, data in parts:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 0
            is_packed = name.endswith((".xlsx", ".png"))
            out.writestr(info, data, zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED, 6)


@pytest.mark.parametrize("remembered", [0, 50, 100])
@given(parts=PARTS)
def test_a_part_is_packed_as_zipfile_packs_it(
    remembered: int, parts: tuple[tuple[str, bytes], ...]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(package_writing, "_REMEMBERED", remembered)
        # Again, and the parts are known.
        for _ in range(2):
            ours, theirs = io.BytesIO(), io.BytesIO()
            write_package(parts, ours, is_result=False)
            plainly(parts, theirs)
            assert ours.getvalue() == theirs.getvalue()
