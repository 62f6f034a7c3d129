"""Excel tables follow the rows and columns: range, filter, names of columns, formulas."""

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from kumareport.office.excel.workbook_patch import WorkbookPatch
from tests.make_package import pack, parts
from tests.outside import integrity_problems, load, validator_problems

HEADERS = ("区分", "実績\nR4", "実績\nR5", "備考")
Step = tuple[str, tuple[Any, ...]]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A table B3:E6; its third column is computed from C, outside of it stands G."""
    return book(tmp_path / "元.xlsx")


def book(path: Path, **options: Any) -> Path:
    """A workbook with a table."""
    file: Any = xlsxwriter.Workbook(path)
    sheet = file.add_worksheet("表")
    columns: list[dict[str, Any]] = [{"header": name} for name in HEADERS]
    columns[2]["formula"] = "=$G$4*2"
    sheet.add_table("B3:E6", {"columns": columns, "name": "一覧", **options})
    sheet.write("B4", "甲")
    sheet.write("G4", 7)
    file.close()
    return path


def table(path: Path) -> Any:
    """The table as openpyxl reads it."""
    return load(path)["表"].tables["一覧"]


def names(path: Path) -> list[str]:
    """The names of its columns, and that the cells of its header say the same."""
    found = [column.name.replace("_x000a_", "\n") for column in table(path).tableColumns]
    (header,) = load(path)["表"][table(path).ref.split(":")[0] : header_end(path)]
    assert [cell.value for cell in header] == found
    return found


def header_end(path: Path) -> str:
    """The last cell of its header."""
    start, end = table(path).ref.split(":")
    return "".join(filter(str.isalpha, end)) + "".join(filter(str.isdigit, start))


def changed(source: Path, *steps: Step) -> Path:
    """The workbook after calls of the patch."""
    target = source.with_name("後.xlsx")
    with WorkbookPatch(source) as patch:
        for method, arguments in steps:
            getattr(patch, method)("表", *arguments)
        patch.save(target)
    return target


@pytest.mark.parametrize(
    ("steps", "area", "headers"),
    [
        # Between its columns: with a name of its own, until its header is written.
        ([("insert_column", (4, 3))], "B3:F6", ["区分", "実績\nR4", "列1", "実績\nR5", "備考"]),
        (
            [("insert_column", (5, 4)), ("set_value", (3, 5, "実績\nR6"))],
            "B3:F6",
            ["区分", "実績\nR4", "実績\nR5", "実績\nR6", "備考"],
        ),
        # Behind its last one, in its looks: it belongs to the table, or sorting would leave it.
        ([("insert_column", (6, 5))], "B3:F6", [*HEADERS, "列1"]),
        ([("insert_column", (6, 5)), ("insert_column", (7, 3))], "B3:G6", [*HEADERS, "列1", "列2"]),
        # Beside it, in the looks of none of its columns, or before it.
        ([("insert_column", (6, 0))], "B3:E6", list(HEADERS)),
        ([("insert_column", (2, 3))], "C3:F6", list(HEADERS)),
        # Its header written again; a cell that is no header is none.
        ([("set_value", (3, 5, "注")), ("set_value", (4, 5, "文"))], "B3:E6", [*HEADERS[:3], "注"]),
        # Rows.
        ([("insert_row", (5, 4))], "B3:E7", list(HEADERS)),
        ([("insert_row", (7, 6))], "B3:E7", list(HEADERS)),
        ([("insert_row", (7, 9))], "B3:E6", list(HEADERS)),
        ([("insert_row", (2, 6))], "B4:E7", list(HEADERS)),
        ([("delete_row", (5,))], "B3:E5", list(HEADERS)),
        ([("move_row", (6, 4))], "B3:E6", list(HEADERS)),
    ],
)
def test_a_table_follows(source: Path, steps: list[Step], area: str, headers: list[str]) -> None:
    target = changed(source, *steps)
    assert table(target).ref == table(target).autoFilter.ref == area
    assert names(target) == headers


def test_independent_validators_find_nothing_new(source: Path) -> None:
    target = changed(
        source, ("insert_column", (4, 3)), ("insert_column", (7, 6)), ("insert_row", (7, 6)),
        ("set_value", (3, 7, "前年度の記載")),
    )  # fmt: skip
    assert names(target)[-1] == "前年度の記載"
    assert not validator_problems(target) - validator_problems(source)
    assert not integrity_problems(target) - integrity_problems(source)


def test_each_column_has_a_number_of_its_own(source: Path) -> None:
    columns = table(changed(source, ("insert_column", (3, 2)))).tableColumns
    assert [column.id for column in columns] == [1, 5, 2, 3, 4]


def test_what_a_column_is_computed_by_follows(source: Path) -> None:
    target = changed(source, ("insert_column", (4, 3)))
    (formula,) = [
        column.calculatedColumnFormula.attr_text
        for column in table(target).tableColumns
        if column.calculatedColumnFormula
    ]
    assert formula == "$H$4*2"


def test_what_is_sifted_follows(source: Path) -> None:
    content = dict(parts(source))
    name = next(name for name in content if name.startswith("xl/tables/"))
    sifted = (
        '<autoFilter ref="B3:E6"><filterColumn colId="{}"><filters><filter val="あ"/></filters>'
    )
    end = "</filterColumn></autoFilter>"
    old = content[name].decode().replace('<autoFilter ref="B3:E6"/>', sifted.format(2) + end)
    pack(source, {**content, name: old})
    target = changed(source, ("insert_column", (4, 3)))
    (column,) = table(target).autoFilter.filterColumn
    assert column.colId == 3


def test_a_row_of_totals_stays_the_last(tmp_path: Path) -> None:
    target = changed(book(tmp_path / "計.xlsx", total_row=True), ("insert_row", (7, 6)))
    assert table(target).ref == "B3:E6"


def test_a_table_without_header_gets_no_cell(tmp_path: Path) -> None:
    source = book(tmp_path / "無.xlsx", header_row=False)
    target = changed(source, ("insert_column", (4, 3)), ("set_value", (3, 3, "文")))
    assert [column.id for column in table(target).tableColumns] == [1, 2, 5, 3, 4]
    assert load(target)["表"]["D3"].value is None
