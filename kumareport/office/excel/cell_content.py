"""Writing a constant into a cell element."""

from decimal import Decimal

from lxml import etree

from kumareport.errors import OutputFileError
from kumareport.model.lettering import bases, pieces_of, stretches_of
from kumareport.office.excel.rich_runs import run_properties
from kumareport.office.excel.spreadsheet_parts import MAIN
from kumareport.office.package.package import XmlElement
from kumareport.patterns import regex

MAX_TEXT = 32_767
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# What XML 1.0 cannot hold; a lone surrogate counts as one.
_UNWRITABLE = "[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]"
_UNWRITABLE_PATTERN = regex(_UNWRITABLE)
_LOOKS_ESCAPED = regex(f"_(?=x[0-9A-Fa-f]{{4}}(?:_|{_UNWRITABLE}))")


def escape_text(text: str) -> str:
    """Text as SpreadsheetML stores it (ECMA-376 Part 1, 22.9.2.19): the way back of ``unescape``."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _LOOKS_ESCAPED.sub("_x005F_", text)
    return _UNWRITABLE_PATTERN.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def looks_like_formula(text: str) -> bool:
    """Whether Excel would take the text for a formula, should somebody type it.

    Programs that trim what they paste or import take it for one behind blanks too; a sign alone
    stays text. Such a cell needs the format quotePrefix: without it, the text turns into a formula
    when somebody edits the cell.
    """
    bare = text.strip()
    return len(bare) > 1 and bare[0] in "=+-@"


def add_text(parent: XmlElement, text: str) -> None:
    """Append a ``t`` element."""
    element = etree.SubElement(parent, f"{MAIN}t")
    element.text = escape_text(text)
    element.set(_XML_SPACE, "preserve")


def check_content(value: Decimal | str | None, place: str) -> None:
    """Whether a cell can hold a value.

    Raises:
        ValueError: a number that is not finite.
        OutputFileError: more text than a cell holds; the message names the place.
    """
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError(f"no number for a cell: {value}")
    if isinstance(value, str) and len(value) > MAX_TEXT:
        raise OutputFileError(
            f"{place} に入れる文章が {len(value):,} 字あります。",
            f"Excel のセルに入るのは {MAX_TEXT:,} 字までです。文章を短くしてください。",
        )


def write_content(
    cell: XmlElement, value: Decimal | str | None, font: XmlElement | None = None
) -> None:
    """Replace a cell's content; its style stays. Nothing and empty text empty it.

    Args:
        cell: the ``c`` element.
        value: the content; how a text's letters stand is written with them.
        font: the cell's own ``font`` element, which letters that stand out keep beside.
    """
    for name in ("f", "v", "is"):
        for old in cell.findall(f"{MAIN}{name}"):
            cell.remove(old)
    # cm and vm tie the cell to a dynamic array or a data type (a stock, a place) that is gone now.
    for attribute in ("t", "cm", "vm"):
        cell.attrib.pop(attribute, None)
    if isinstance(value, Decimal):
        content = cell.makeelement(f"{MAIN}v")
        content.text = f"{value:f}"
        cell.insert(0, content)
    elif value:
        cell.set("t", "inlineStr")
        content = cell.makeelement(f"{MAIN}is")
        cell.insert(0, content)
        if not stretches_of(value):
            add_text(content, value)
            return
        for piece, look in pieces_of(value):
            run = etree.SubElement(content, f"{MAIN}r")
            if look:
                run.append(run_properties(run, look, font))
            add_text(run, bases(piece, look))
