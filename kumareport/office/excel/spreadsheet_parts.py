"""What the sheets of a workbook share: strings, cell formats, and the way through a part's elements.

Cells themselves are in :mod:`kumareport.office.excel.spreadsheet`, which builds on this module.
"""

import re
from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from kumareport.errors import InputFileError
from kumareport.model.lettering import PLAIN, LetterLook
from kumareport.office.package.package import ZIP_ERRORS, Package, XmlElement, doctype_found
from kumareport.office.package.symbol_fonts import SYMBOL_FONTS
from kumareport.patterns import regex

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
ESCAPE = regex(r"_x([0-9A-Fa-f]{4})_")
_LOOKS = {"b": LetterLook.BOLD, "i": LetterLook.ITALIC, "u": LetterLook.UNDERLINE}
_SHIFTS = {"superscript": LetterLook.RAISED, "subscript": LetterLook.LOWERED}
_RED = regex(r"[0-9A-Fa-f]{2}(?:FF0000|C00000|E60012)", re.IGNORECASE)

# The formats that have a number but no code in the file, as Excel shows them in Japanese. ECMA-376
# Part 1, 18.8.30.
_PLAIN, _MONEY = "_ * #,##0{0}_ ;_ * -#,##0{0}_ ;_ * {1}_ ;_ @_ ", '"¥"#,##0{0};{1}"¥"-#,##0{0}'
_YEN = '_ "¥"* #,##0{0}_ ;_ "¥"* -#,##0{0}_ ;_ "¥"* {1}_ ;_ @_ '
_ERA, _LONG = "[$-411]ge.m.d", '[$-411]ggge"年"m"月"d"日"'
_MONTH, _DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
_BUILTIN_FORMATS = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: _MONEY.format("", ""), 6: _MONEY.format("", "[Red]"),
    7: _MONEY.format(".00", ""), 8: _MONEY.format(".00", "[Red]"), 9: "0%", 10: "0.00%",
    11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: _ERA, 28: _LONG, 29: _LONG, 30: "m/d/yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"時"mm"分"',
    33: 'h"時"mm"分"ss"秒"', 34: _MONTH, 35: _DAY, 36: _ERA, 37: "#,##0;-#,##0",
    38: "#,##0;[Red]-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;[Red]-#,##0.00",
    41: _PLAIN.format("", '"-"'), 42: _YEN.format("", '"-"'), 43: _PLAIN.format(".00", '"-"??'),
    44: _YEN.format(".00", '"-"??'), 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0",
    49: "@", 50: _ERA, 51: _LONG, 52: _MONTH, 53: _DAY, 54: _LONG, 55: _MONTH, 56: _DAY, 57: _ERA,
    58: _LONG,
}  # fmt: skip


class Font(Struct, frozen=True):
    """What a font says of a text, beyond how large and in which typeface it stands.

    Attributes:
        struck: whether it strikes through.
        red: whether it is red.
        look: how its letters stand: bold, raised …
        symbols: the typeface where that shows signs instead of letters (Wingdings); else empty.
    """

    struck: bool = False
    red: bool = False
    look: LetterLook = PLAIN
    symbols: str = ""


PLAIN_FONT = Font()

# A run of a shared string: its text, and its own font or None where it has the cell's.
RawRun = tuple[str, Font | None]


class StoredText(Struct, frozen=True):
    """A cell's text as it is stored.

    Attributes:
        runs: its pieces.
        furigana: how it is read. Japanese Excel stores that with whatever is typed, and shows it only
            where the cell or its row says so (``ph``).
    """

    runs: tuple[RawRun, ...] = ()
    furigana: str = ""


class Style(Struct, frozen=True):
    """A cell format: the format code of its numbers, its font, and whether its ground is coloured."""

    number_format: str
    font: Font = PLAIN_FONT
    is_filled: bool = False


def unescape(text: str) -> str:
    """Resolve ``_x000D_`` escapes (ECMA-376 Part 1, 22.9.2.19) and unify line breaks.

    Excel writes control characters so; ``_x005F_`` stands for an underscore that is no escape.
    """
    if "_x" in text:
        text = ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def stream(package: Package, name: str, tags: tuple[str, ...]) -> Iterator[tuple[str, XmlElement]]:
    """The elements with one of the local names, each dropped after use: memory stays flat."""
    wanted = {f"{space}{tag}": tag for space in (MAIN, STRICT) for tag in tags}
    try:
        with package.open(name) as file:
            events = etree.iterparse(
                file,
                events=("end",),
                tag=list(wanted),
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
                remove_comments=True,
                remove_pis=True,
            )
            for number, (_, element) in enumerate(events):
                if number == 0 and element.getroottree().docinfo.doctype:
                    raise doctype_found(name)
                yield wanted[str(element.tag)], element
                element.clear()
                parent = element.getparent()
                while parent is not None and element.getprevious() is not None:
                    del parent[0]
    except etree.XMLSyntaxError as error:
        raise InputFileError(
            f"ブックの中身（{name}）が壊れています：{package.path}",
            "Excel で開いて保存し直してください。",
        ) from error
    except ZIP_ERRORS as error:
        raise InputFileError(f"ブックの中身（{name}）を読めません：{package.path}") from error


def children(element: XmlElement, name: str) -> Iterator[XmlElement]:
    """The child elements with a local name, in the transitional or the strict namespace."""
    ending = "}" + name
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and tag.endswith(ending):
            yield child


def first_child(element: XmlElement | None, name: str) -> XmlElement | None:
    """The first child element with a local name; None where there is none, or no element."""
    if element is not None:
        ending = "}" + name
        for child in element:
            tag = child.tag
            if isinstance(tag, str) and tag.endswith(ending):
                return child
    return None


def _is_on(element: XmlElement | None) -> bool:
    return element is not None and element.get("val", "1") not in ("0", "false", "none")


def _font(properties: XmlElement | None) -> Font:
    """What a font says."""
    color = first_child(properties, "color")
    # Indexed colours 2 and 10 are the palette's red. ECMA-376 Part 1, 18.8.27.
    is_red = color is not None and (
        _RED.fullmatch(color.get("rgb", "")) is not None or color.get("indexed") in ("2", "10")
    )
    look = PLAIN
    for name, own in _LOOKS.items():
        look |= own if _is_on(first_child(properties, name)) else PLAIN
    shift = first_child(properties, "vertAlign")
    look |= PLAIN if shift is None else _SHIFTS.get(shift.get("val", ""), PLAIN)
    # A run calls its typeface rFont, a font of the styles name.
    faces = (first_child(properties, n) for n in ("rFont", "name"))
    named = next((face.get("val", "") for face in faces if face is not None), "")
    symbols = named if named.lower() in SYMBOL_FONTS else ""
    return Font(_is_on(first_child(properties, "strike")), is_red, look, symbols)


def text_runs(element: XmlElement) -> tuple[RawRun, ...]:
    """The runs of an ``si`` or ``is`` element, without furigana (``rPh``)."""
    plain = first_child(element, "t")
    if plain is not None:
        return ((unescape(plain.text or ""), None),)
    runs: list[RawRun] = []
    for run in children(element, "r"):
        text = first_child(run, "t")
        properties = first_child(run, "rPr")
        font = None if properties is None else _font(properties)
        runs.append(("" if text is None else unescape(text.text or ""), font))
    return tuple(runs)


def stored_text(element: XmlElement) -> StoredText:
    """The text of an ``si`` or ``is`` element."""
    if len(element) < 2:
        return StoredText(text_runs(element))
    readings = (first_child(phonetic, "t") for phonetic in children(element, "rPh"))
    furigana = "".join(unescape(t.text or "") for t in readings if t is not None)
    return StoredText(text_runs(element), furigana)


def shared_strings(package: Package, name: str, most: int) -> list[StoredText]:
    """The texts that cells refer to by number; none where the workbook has no such part.

    Raises:
        InputFileError: more texts than ``most``.
    """
    if name not in package:
        return []
    texts: list[StoredText] = []
    for _, element in stream(package, name, ("si",)):
        texts.append(stored_text(element))
        if len(texts) > most:
            raise InputFileError(
                f"文字のデータが多すぎるため、安全のため開きません：{package.path}",
                "評価・検証の様式のブックか確かめてください。",
            )
    return texts


def cell_styles(package: Package, name: str) -> list[Style]:
    """The formats that cells refer to by number; none where the workbook has no such part."""
    if name not in package:
        return []
    root = package.xml(name)
    codes = dict(_BUILTIN_FORMATS)
    for fmt in (f for group in children(root, "numFmts") for f in children(group, "numFmt")):
        codes[int(fmt.get("numFmtId", "0"))] = fmt.get("formatCode", "General")
    fonts = [_font(font) for group in children(root, "fonts") for font in children(group, "font")]
    fills = [
        _is_filled(fill) for group in children(root, "fills") for fill in children(group, "fill")
    ]
    styles: list[Style] = []
    for xf in (x for group in children(root, "cellXfs") for x in children(group, "xf")):
        font = int(xf.get("fontId", "0"))
        code = codes.get(int(xf.get("numFmtId", "0")), "General")
        fill = int(xf.get("fillId", "0"))
        is_filled = fill < len(fills) and fills[fill]
        styles.append(Style(code, fonts[font] if font < len(fonts) else PLAIN_FONT, is_filled))
    return styles


def _is_filled(fill: XmlElement) -> bool:
    """Whether a fill is a colour other than white. Theme colour 0 is the paper's white."""
    pattern = first_child(fill, "patternFill")
    color = first_child(pattern, "fgColor")
    if pattern is None or pattern.get("patternType") != "solid" or color is None:
        return False
    is_white = color.get("rgb", "")[-6:].upper() == "FFFFFF" or (
        color.get("theme") == "0" and not color.get("tint")
    )
    return not is_white
