"""Beginning with a new plan."""

from pathlib import Path

from kumareport.pipeline.targets import check_is_new
from kumareport.regular_file import check_regular
from kumareport.workbook.starting import Plan, starting_workbook

WORKBOOK_NAME = "input.xlsx"
TEMPLATE_NAME = "templates/report.docx"


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
    from kumareport.output import filling
    from kumareport.workbook.write import write_workbook

    check_regular(template)
    data = template.read_bytes()
    book, copy = folder / WORKBOOK_NAME, folder / TEMPLATE_NAME
    check_is_new(book)
    # One that an interrupted run has put there is the same.
    if not copy.is_file() or copy.read_bytes() != data:
        check_is_new(copy)
    with filling(folder, last=WORKBOOK_NAME) as new:
        (new / TEMPLATE_NAME).parent.mkdir()
        (new / TEMPLATE_NAME).write_bytes(data)
        write_workbook(starting_workbook(plan), new / WORKBOOK_NAME)
    return book, copy
