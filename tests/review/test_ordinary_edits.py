"""What a department ordinarily does to its Excel form gives just those proposals, and nothing else."""

import shutil
import tempfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import scaled
from tests.review.office import Office, columns, in_brief, put, row_of
from tests.review.test_collect import delete

# Not measured (docs/テスト.md): it goes through the whole program, whose lines have examples of their own.
pytestmark = pytest.mark.no_cover

TEXT, OPINION, A = "項目名・本文", "事務局への意見", "企画課"
WORDS = st.text(
    "市民と企業の割合は増減したｶﾞａｚ&<>\"'㎜〇12,.％（）【】―～=+-@_x0041_", min_size=1, max_size=40
).map(lambda text: f"{text}と書いた。")
VALUES: dict[str, tuple[object, str, str]] = {
    "number": (61.25, "0.00", "61.25"), "whole": (1234, "#,##0", "1234"), "typed": ("７７．７", "", "７７．７"),
    "minus": ("▲3.2", "", "▲3.2"), "minus number": (-3.2, "0.0;▲0.0", "-3.2"),
    "about": ("48（概数）", "", "48（概数）"), "none": ("未集計", "", "未集計"), "dash": ("－", "", "－"),
    "year": ("41（H26）", "", "41（H26）"), "at least": ("7,000以上", "", "7,000以上"),
    "blank": (None, "", ""),
}  # fmt: skip
"""What is typed: the cell's value, its number format, and what is proposed."""
BULLETS = ("1-1-検1", "1-1-検2", "1-1-検3", "1-1-方1")
EDITS = st.fixed_dictionaries(
    {},
    optional={
        **{("値", f"実績 {year}"): st.sampled_from(sorted(VALUES)) for year in ("R4", "R5")},
        **{
            ("文", key): WORDS | st.sampled_from(["（空にする）", "（行を消す）"])
            for key in BULLETS
        },
        **{("意見", key): WORDS for key in (*BULLETS, "1-1-指1")},
        **{("追加", kind): WORDS for kind in ("検証と課題", "方向性")},
    },
)


def spare_row(book: openpyxl.Workbook, kind: str) -> int:
    """A blank row that the form has below the bullets of a kind of the first section."""
    sheet = book["第１章"]
    last = row_of(sheet, "1-1-検3" if kind == "検証と課題" else "1-1-方1")
    assert sheet.cell(last + 1, 1).value == kind
    assert sheet.cell(last + 1, columns(sheet)[TEXT]).value is None
    return last + 1


@scaled(0.3)
@given(edits=EDITS)
def test_ordinary_edits_are_proposed_exactly(
    issued: Office, edits: dict[tuple[str, str], str]
) -> None:
    wanted: list[tuple[str, ...]] = []
    opinions: list[str] = []

    def change(book: openpyxl.Workbook) -> None:
        sheet = book["第１章"]
        for (what, key), said in edits.items():
            if what == "値":
                value, code, proposed = VALUES[said]
                put(book, "1-1-指1", key, value, code)
                wanted.append(("値", "1-1-指1", key, proposed, A))
            elif what == "追加":
                sheet.cell(spare_row(book, key), columns(sheet)[TEXT], said).data_type = "s"
                wanted.append(("追加", "1-1", "", said, A))
            elif what == "意見" and edits.get(("文", key)) != "（行を消す）":
                put(book, key, OPINION, said)
                opinions.append(said)
            elif what == "文" and said == "（空にする）":
                put(book, key, TEXT, None)
                wanted.append(("削除", key, "", "", A))
            elif what == "文" and said != "（行を消す）":
                put(book, key, TEXT, said)
                wanted.append(("本文", key, TEXT, said, A))
        for (what, key), said in edits.items():
            if what == "文" and said == "（行を消す）":
                delete(key)(book)
                wanted.append(("削除", key, "", "", A))

    with tempfile.TemporaryDirectory() as name:
        form = Path(name) / "照会票.xlsx"
        shutil.copy(issued.form(A), form)
        issued.edit(A, change, form)
        collection = issued.collect(form, issued.list)
    assert sorted(in_brief(collection)) == sorted(wanted)
    assert sorted(opinion.text for opinion in collection.opinions) == sorted(opinions)
    assert collection.unread == ()
    assert collection.rejected == ()
