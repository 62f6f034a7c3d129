"""Beginning with a new plan."""

import shutil
from pathlib import Path

from kumareport.pipeline.targets import check_is_new
from kumareport.workbook.starting import Plan, starting_workbook

WORKBOOK_NAME = "input.xlsx"


def init(folder: Path, plan: Plan, template: Path) -> tuple[Path, ...]:
    """Make a folder with an empty workbook for a plan and a copy of the Word template.

    Args:
        folder: made where it is missing. What is in it already is never overwritten.
        plan: what is evaluated, and how.
        template: the Word template to copy.

    Returns:
        The files made.

    Raises:
        OutputFileError: one of the files is there already, or cannot be written.
    """
    from kumareport.output import replacing
    from kumareport.workbook.write import write_workbook

    book = folder / WORKBOOK_NAME
    copy = folder / "templates" / "report.docx"
    for path in (book, copy):
        check_is_new(path)
    with template.open("rb") as source, replacing(copy) as target:
        shutil.copyfileobj(source, target)
    write_workbook(starting_workbook(plan), book)
    return book, copy
