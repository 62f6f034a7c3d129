"""The new report with all that differs from the old one as tracked changes.

Accepting all of them gives the new report, rejecting all gives the old one: its texts, paragraphs,
tables, rows and pictures. The layout (widths, heights, spacing) is the new report's throughout.
"""

import datetime
from pathlib import Path

from kumareport.document.redline_paragraph import ParagraphWriter
from kumareport.document.redline_pictures import Pictures
from kumareport.document.redline_story import StoryWriter
from kumareport.office.package.editable_package import EditablePackage
from kumareport.office.package.namespaces import w
from kumareport.office.package.package import Package
from kumareport.office.package.package_writing import write_package
from kumareport.office.word.revision_marks import RevisionMarks
from kumareport.office.word.word_document import main_part
from kumareport.office.word.word_names import attribute, local
from kumareport.output import Written, write_result

_KIND = "Word 文書"
_OTHER_STORIES = ("header", "footer")
_CHANGES = (w("ins"), w("del"))


def redline(
    old: Path, new: Path, target: Path, author: str, at: datetime.datetime
) -> tuple[int, Written]:
    """Write the new report with its differences from the old one as tracked changes.

    Args:
        old, new: two reports made with the same template.
        target: the Word file.
        author: who the changes are by, as Word shows it.
        at: when, as Word shows it.

    Returns:
        How many tracked changes there are, and the file.

    Raises:
        InputFileError: a file is no Word document.
        OutputFileError: the file cannot be written.
    """
    with Package(old, _KIND) as old_package, Package(new, _KIND) as new_package:
        package = EditablePackage(new_package)
        pairs = _stories(old_package, new_package)
        changes = sum(
            _merge(EditablePackage(old_package), package, *names, author, at) for names in pairs
        )
        written = write_result(target, lambda file: write_package(package.parts(), file))
    return changes, written


def _stories(old: Package, new: Package) -> list[tuple[str, str]]:
    """The parts that hold text, old and new: the body, and headers and footers by their names."""
    mains = main_part(old), main_part(new)
    parts = [
        {
            name
            for kind, name in package.relationships(main).values()
            if kind.endswith(_OTHER_STORIES)
        }
        for package, main in zip((old, new), mains, strict=True)
    ]
    shared = sorted(parts[0] & parts[1])
    return [mains, *((name, name) for name in shared if old.read(name) != new.read(name))]


def _merge(
    old: EditablePackage,
    new: EditablePackage,
    old_name: str,
    new_name: str,
    author: str,
    at: datetime.datetime,
) -> int:
    before, after = old.look(old_name), new.edit(new_name)
    taken = {attribute(e, "id") for e in after.iter() if attribute(e, "id")}
    pictures = Pictures(old, new, old_name, new_name)
    marks = RevisionMarks(author, at, taken)
    writer = StoryWriter(
        marks, ParagraphWriter(marks, pictures.adopt), pictures.name_old, pictures.name_new
    )
    stories = [
        next((child for child in root if local(child) == "body"), root) for root in (before, after)
    ]
    writer.merge(*stories)
    return sum(1 for _ in after.iter(*_CHANGES))
