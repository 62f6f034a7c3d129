"""What stands in a workbook beside its cells: the second, simple reading of the package.

It walks from the workbook to every part that a sheet refers to and lists what people can put there.
What our own readers take (cells, comments) is not listed; what nobody knows is listed by name.
"""

import html
import re
from collections.abc import Callable, Iterator

from kumareport.errors import InputFileError
from kumareport.model.holding import Holding
from kumareport.model.location import Location
from kumareport.office.excel.references import REFERENCE, column_number
from kumareport.office.excel.sheet_links import addresses
from kumareport.office.excel.spreadsheet_parts import children, first_child, stream
from kumareport.office.package.drawing_holdings import (
    digest_of,
    drawing_holdings,
    held,
    unreadable,
    vml_holdings,
)
from kumareport.office.package.package import Package
from kumareport.patterns import regex

EDGE = "ヘッダー・フッター"
_BOOK = "xl/workbook.xml"
_KNOWN = regex(
    r"\[Content_Types\]\.xml|_rels/.*|docProps/.*|docMetadata/.*|_xmlsignatures/.*|xl/workbook\.xml"
    r"|xl/(?:styles|sharedStrings|calcChain|metadata|connections|volatileDependencies|vbaProject\w*)\.\w+"
    r"|xl/(?:_rels|worksheets|chartsheets|dialogsheets|macrosheets|theme|drawings|media|charts|diagrams"
    r"|embeddings|ctrlProps|activeX|comments|threadedComments|persons|printerSettings|tables|richData"
    r"|customProperty|queryTables|externalLinks|ink|slicers|slicerCaches|timelines|timelineCaches"
    r"|pivotTables|pivotCache|featurePropertyBag|worksheets/_rels|revisions|model|webextensions"
    r"|namedSheetViews|documenttasks)/.*|xl/comments\d*\.xml|customXml/(?:_rels/.*|itemProps\d+\.xml)|.*/",
    re.IGNORECASE,
)
# What SharePoint and sensitivity labels put into every file that is saved there.
_SERVER_XML = re.compile(
    rb"schemas\.microsoft\.com/(?:office/2006/metadata|sharepoint|office/infopath|Office/2006/metadata)"
    rb"|relationships/bibliography|officeDocument/2006/bibliography|LabelInfo"
)
_FIELDS = regex(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d+|[LCRPNDTAFZGBIUESXYOH&])')
_EDGE = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)\b[^>]*>([^<]*)</")
_MOST_WORDS = 1_000_000
_PAGE_WORDS = regex(r"ページ|頁|Page|of|[\s/／\-－―・（）()]+", re.IGNORECASE)


def workbook_holdings(package: Package) -> list[Holding]:
    """Everything that stands beside the cells, sheet by sheet, then what belongs to none."""
    found: list[Holding] = []
    relationships = package.relationships(_BOOK)
    for element in package.xml(_BOOK).iter("{*}sheet"):
        name = element.get("name", "")
        rel = next((str(v) for k, v in element.attrib.items() if str(k).endswith("}id")), "")
        kind, part = relationships.get(rel, ("", ""))
        if part in package:
            found += _of_sheet(package, name, kind, part)
    return found + _of_nothing(package)


def _of_sheet(package: Package, name: str, kind: str, part: str) -> list[Holding]:
    found: list[Holding] = []
    if kind.endswith("/worksheet"):
        data = package.read(part)
        found += _in_cells(package, part, name) if b' vm="' in data else []
        found += _struck_by_condition(package, part, name) if b"<conditionalF" in data else []
        found += _at_the_edge(data, name)
        found += addresses(package, part, name) if b"hyperlink " in data else []
    for relation, target in package.relationships(part).values():
        if target not in package:
            continue
        try:
            found += _RELATED.get(relation.rsplit("/", 1)[-1], _nothing)(package, target, name)
        except InputFileError as error:
            found.append(unreadable(error, target, name))
    if not (found or kind.endswith("/worksheet")):
        found.append(held("グラフなどのシート", Location(name)))
    return found


def _nothing(package: Package, part: str, sheet: str) -> Iterator[Holding]:
    return iter(())


def _picture(package: Package, part: str, sheet: str) -> Iterator[Holding]:
    yield held("シートの背景の画像", Location(sheet), digest=digest_of(package, part))


def _embedded(package: Package, part: str, sheet: str) -> Iterator[Holding]:
    yield held(
        "埋め込みファイル", Location(sheet), part.rpartition("/")[2], digest_of(package, part)
    )


_RELATED: dict[str, Callable[[Package, str, str], Iterator[Holding]]] = {
    "drawing": drawing_holdings,
    "vmlDrawing": vml_holdings,
    "image": _picture,
    "oleObject": _embedded,
    "package": _embedded,
}


# --- in the sheet's own part ----------------------------------------------------------------------


def _in_cells(package: Package, part: str, sheet: str) -> list[Holding]:
    """The cells with a picture or a data type: Excel keeps ``#VALUE!`` in them for others."""
    found: list[Holding] = []
    for _, cell in stream(package, part, ("c",)):
        match = REFERENCE.fullmatch(cell.get("r", ""))
        if cell.get("vm") and match:
            place = Location(sheet, int(match[2]), column_number(match[1]))
            formula = first_child(cell, "f")
            text = "" if formula is None else f"={formula.text or ''}"
            found.append(held("セルの中の画像など", place, text))
    return found


def _struck_by_condition(package: Package, part: str, sheet: str) -> list[Holding]:
    """Ranges that a conditional format strikes through: whether it does now is not computed."""
    if "xl/styles.xml" not in package or b"strike" not in package.read("xl/styles.xml"):
        return []
    styles = package.xml("xl/styles.xml")
    formats = [f for group in children(styles, "dxfs") for f in children(group, "dxf")]
    striking = {
        str(number)
        for number, dxf in enumerate(formats)
        if (strike := first_child(first_child(dxf, "font"), "strike")) is not None
        and strike.get("val", "1") not in ("0", "false")
    }
    if not striking:
        return []
    return [
        held("条件付き書式の取り消し線", Location(sheet), element.get("sqref", ""))
        for _, element in stream(package, part, ("conditionalFormatting",))
        if any(rule.get("dxfId") in striking for rule in children(element, "cfRule"))
    ]


def _at_the_edge(data: bytes, sheet: str) -> list[Holding]:
    """What people wrote into headers and footers; page numbers and the like are fields."""
    if b"Header" not in data and b"Footer" not in data:
        return []
    texts = dict.fromkeys(
        html.unescape(match.decode("utf-8", "replace"))
        # They stand behind the cells. ECMA-376 Part 1, 18.3.1.99 (worksheet).
        for match in _EDGE.findall(data, max(data.rfind(b"</sheetData>"), 0))
    )
    words = {text: _FIELDS.sub(" ", text).strip() for text in texts}
    return [
        held(EDGE, Location(sheet), said) for said in words.values() if _PAGE_WORDS.sub("", said)
    ]


# --- in no sheet ----------------------------------------------------------------------------------


def _of_nothing(package: Package) -> list[Holding]:
    found: list[Holding] = []
    for name in sorted(package.names()):
        if name.startswith("customXml/item") and not _KNOWN.fullmatch(name):
            data = package.read(name)
            if not _SERVER_XML.search(data) and data.strip():
                found.append(Holding("付け加えられたデータ", name, _words(package, name)))
        elif not _KNOWN.fullmatch(name):
            words = _words(package, name)
            found.append(Holding("知らない部品", name, words, digest_of(package, name)))
    return found


def _words(package: Package, part: str) -> str:
    """The text of a part, where it is XML; its markup says nothing to people."""
    is_text = part.endswith((".xml", ".txt", ".html")) and package.size(part) <= _MOST_WORDS
    data = package.read(part).decode("utf-8", "replace") if is_text else ""
    return " ".join(html.unescape(regex(r"<[^>]*>").sub(" ", data)).split())
