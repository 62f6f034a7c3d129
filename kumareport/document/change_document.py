"""The differences of two reports → 新旧対照表 in Word."""

import io
from pathlib import Path

from kumareport.document.change_page import TITLE_ALIGNMENT, new_document
from kumareport.document.change_table import add_table
from kumareport.document.names import CHANGE_NOTE
from kumareport.model.change import Comparison
from kumareport.office.package.package_writing import repack
from kumareport.office.package.text import printable
from kumareport.output import Written, write_result

TITLE = "新旧対照表"
NO_CHANGES = "変更はありません。"
_LONGEST_PROPERTY = 255  # python-docx refuses more


def write_comparison(comparison: Comparison, old: str, new: str, path: Path) -> Written:
    """Write the table of old and new.

    Args:
        comparison: what differs.
        old, new: the names of the compared files.
        path: the Word file that is wanted.

    Raises:
        OutputFileError: the file cannot be written.
    """
    document = new_document()
    document.add_paragraph(TITLE, "Title")
    if comparison.title:
        subtitle = document.add_paragraph(printable(comparison.title), CHANGE_NOTE)
        subtitle.alignment = TITLE_ALIGNMENT
    document.add_paragraph(printable(f"新：{new}\n旧：{old}"), CHANGE_NOTE)
    document.add_paragraph(_summary(comparison), CHANGE_NOTE)
    if comparison.chapters:
        add_table(document, comparison)
    properties = document.core_properties
    properties.title = printable(f"{TITLE}　{comparison.title}".strip())[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.language = "ja-JP"
    packed = io.BytesIO()
    document.save(packed)
    return write_result(path, lambda file: repack(packed, file))


def _summary(comparison: Comparison) -> str:
    counts = comparison.counts()
    if not counts:
        return NO_CHANGES
    parts = "、".join(f"{topic} {count} 件" for topic, count in counts.items())
    return f"変更 {sum(counts.values())} 件（{parts}）。下線は、変わったところです。"
