"""Where in a rendered part something does not fit together, in words that an owner can look for."""

from kumareport.document.anchors import without_marks
from kumareport.office.package.package import breach_of
from kumareport.patterns import regex

_HOLDERS = regex(r"<(/?)w:(tbl|footnote|endnote|txbxContent|sdt)(?=[\s>/])[^>]*?(/?)>")
_NAMES = {
    "tbl": "表の中", "footnote": "脚注", "endnote": "文末脚注", "txbxContent": "文字枠", "sdt": "コンテンツ コントロール",
}  # fmt: skip
_TEXT = regex(r"<w:t(?:\s[^>]*)?>([^<]*)")
_LONGEST = 30


def place_of_breach(xml: str, part: str) -> str:
    """The place of the first thing that is not well-formed; empty where the part is sound.

    Args:
        xml: a part as rendered.
        part: what the part is called, in Japanese.
    """
    breach = breach_of(xml)
    return "" if breach is None else place_at(xml, _offset(xml, *breach), part)


def _offset(xml: str, line: int, column: int) -> int:
    lines = xml.split("\n")
    return sum(len(one) + 1 for one in lines[: line - 1]) + column


def place_at(xml: str, offset: int, part: str) -> str:
    """The part, what the place stands in there, and the nearest words before it."""
    before = xml[:offset]
    open_holders: list[str] = []
    for closes, name, is_empty in _HOLDERS.findall(before):
        if closes and name in open_holders:
            open_holders.remove(name)
        elif not closes and not is_empty:
            open_holders.append(name)
    words = [w for w in map(without_marks, _TEXT.findall(before)) if w.strip()]
    near = words[-1].strip()[-_LONGEST:] if words else ""
    inside = _NAMES[open_holders[-1]] if open_holders else "段落"
    return f"{part}の{inside}" + (f"「{near}」のあたり" if near else "")
