"""Beginning with a new plan."""

from pathlib import Path
from typing import TYPE_CHECKING

from kumareport.pipeline.targets import check_is_new
from kumareport.regular_file import check_regular

if TYPE_CHECKING:
    from kumareport.workbook.starting import Plan

WORKBOOK_NAME = "input.xlsx"
TEMPLATE_NAME, LETTER_NAME = "templates/report.docx", "templates/letter.docx"


def init(
    folder: Path, plan: "Plan", template: Path, letter: Path | None = None
) -> tuple[Path, ...]:
    """Make a folder with an empty workbook for a plan and copies of the Word templates.

    Args:
        folder: made where it is missing. What is in it already is never overwritten.
        plan: what is evaluated, and how.
        template: the Word template of the report to copy.
        letter: that of the letters; None copies none.

    Returns:
        The files made.

    Raises:
        OutputFileError: one of the files is there already, or cannot be written.
    """
    from kumareport.output import filling
    from kumareport.workbook.starting import starting_workbook
    from kumareport.workbook.write import write_workbook

    copies = {TEMPLATE_NAME: template} | ({LETTER_NAME: letter} if letter else {})
    contents: dict[str, bytes] = {}
    for name, path in copies.items():
        check_regular(path)
        contents[name] = path.read_bytes()
    book = folder / WORKBOOK_NAME
    check_is_new(book)
    for name, data in contents.items():
        # One that an interrupted run has put there is the same.
        if not (folder / name).is_file() or (folder / name).read_bytes() != data:
            check_is_new(folder / name)
    with filling(folder, last=WORKBOOK_NAME) as new:
        for name, data in contents.items():
            (new / name).parent.mkdir(exist_ok=True)
            (new / name).write_bytes(data)
        write_workbook(starting_workbook(plan), new / WORKBOOK_NAME)
    return book, *(folder / name for name in contents)
