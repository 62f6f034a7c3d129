"""What is shown by markup that is no plain text: symbols, raised letters, fields, equations.

Each function gives the nearest plain text. Where that does not say all that a person sees, the caller
keeps the markup beside it, so that it can be told.
"""

import re
import unicodedata

from kumareport.ooxml.package import XmlElement
from kumareport.ooxml.word_names import attribute, local, w

UNKNOWN = "〓"
"""The printers' sign for a character that is not at hand."""
SYMBOL_FONTS = {"symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings"}
_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x75: "◆",
    0x76: "❖", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→",
    0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xFB: "✗",
    0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **{0x81 + number: chr(0x2460 + number) for number in range(10)},
    **{0x8C + number: chr(0x2776 + number) for number in range(10)},
}  # fmt: skip
_SYMBOL = {
    **{0x41 + n: c for n, c in enumerate("ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ")},
    **{0x61 + n: c for n, c in enumerate("αβχδεφγηιϕκλμνοπθρστυϖωξψζ")},
    **{ord(c): c for c in " !%()+,./0123456789:;<=>?[]_{}|"},
    0xA3: "≤", 0xA5: "∞", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±",
    0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD6: "√", 0xE5: "∑",
}  # fmt: skip
_TABLES = {"wingdings": _WINGDINGS, "symbol": _SYMBOL}
_PRIVATE = re.compile("[\ue000-\uf8ff]")


def _shifted(tag: str) -> dict[str, str]:
    """Unicode's raised or lowered characters, by the plain ones."""
    found = {
        unicodedata.normalize("NFKC", chr(code)): chr(code)
        for code in (0xB2, 0xB3, 0xB9, *range(0x2070, 0x2090))
        if unicodedata.decomposition(chr(code)).startswith(tag)
    }
    return found | {"-": found["\u2212"]}


_RAISED = {"superscript": _shifted("<super>"), "subscript": _shifted("<sub>")}


def symbol(font: str, code: str) -> str:
    """A character of a symbol font (``w:sym``, 17.3.3.30) in Unicode; 〓 where it has none here."""
    try:
        number = int(code, 16)
    except ValueError:
        return UNKNOWN
    table = _TABLES.get(font.lower())
    if table is not None or 0xE000 <= number <= 0xF8FF:
        return (table or {}).get(number & 0xFF, UNKNOWN)
    return chr(number) if 0x20 <= number < 0xD800 or 0xDFFF < number < 0x110000 else UNKNOWN


def in_font(text: str, font: str) -> str:
    """A text set in a font, as it looks: in Wingdings ``ü`` is ✓."""
    if font.lower() in SYMBOL_FONTS:
        return "".join(
            c if c.isspace() or (ord(c) >= 0x3000 and not _PRIVATE.match(c)) else symbol(font, f"{ord(c):X}")
            for c in text
        )  # fmt: skip
    return text


def shifted(text: str, shift: str) -> str | None:
    """A raised or lowered text in Unicode: 10³, CO₂; None where Unicode lacks one of its characters."""
    table = _RAISED[shift]
    plain = unicodedata.normalize("NFKC", text)
    return "".join(table[c] for c in plain) if all(c in table for c in plain) else None


# --- fields without a result (17.16.5) ------------------------------------------------------------

_SWITCH = re.compile(r'\\\*\s+(?:MERGEFORMAT|"[^"]*"|\S+)')
_RAISED_PART = re.compile(r"\\s\\(?:up|do)\s*\d*\s*\([^()]*\)[,;]?", re.IGNORECASE)
_FRACTION = re.compile(r"\\f\s*\(([^()]*?)[,;]([^()]*)\)", re.IGNORECASE)
_COMMAND = re.compile(r"\\[a-zA-Z]+\d*")
_RINGS = set("○□△◇〇")


def field_text(code: str, form: XmlElement | None) -> str:
    """What a field without a result shows.

    Args:
        code: such as ``eq \\o\\ac(○,秘)`` (Word's 囲い文字) or ``SYMBOL 224 \\f Wingdings``.
        form: its ``w:ffData``, for check boxes and lists.
    """
    name, _, rest = code.strip().partition(" ")
    if name.upper() == "EQ":
        return _equation_field(rest)
    if name.upper() == "SYMBOL":
        return _symbol_field(rest)
    if name.upper() in ("MACROBUTTON", "GOTOBUTTON"):
        return rest.strip().partition(" ")[2]
    if name.upper() == "FORMCHECKBOX":
        return "☑" if form is not None and _is_checked(form) else "☐"
    if name.upper() == "FORMDROPDOWN" and form is not None:
        return _chosen(form)
    return ""


def _equation_field(rest: str) -> str:
    rest = _FRACTION.sub(r"\1/\2", _RAISED_PART.sub("", _SWITCH.sub("", rest)))
    words = re.split(r"[(),;]", _COMMAND.sub("", rest))
    kept = [word.strip() for word in words if word.strip()]
    letters = [word for word in kept if word not in _RINGS]
    return "".join(letters or kept)


def _symbol_field(rest: str) -> str:
    words = rest.split()
    font = re.search(r'\\f\s+(?:"([^"]*)"|(\S+))', rest)
    number = words[0] if words else ""
    try:
        code = int(number, 0)
    except ValueError:
        return number.strip('"')
    return symbol((font[1] or font[2]) if font else "", f"{code:X}")


def _is_checked(form: XmlElement) -> bool:
    for name in ("checked", "default"):
        element = next(form.iter(w(name)), None)
        if element is not None:
            return attribute(element, "val") not in ("0", "false", "off")
    return False


def _chosen(form: XmlElement) -> str:
    entries = [attribute(element, "val") for element in form.iter(w("listEntry"))]
    chosen = next((e for name in ("result", "default") for e in form.iter(w(name))), None)
    number = attribute(chosen, "val") if chosen is not None else "0"
    at = int(number) if number.isdecimal() else 0
    return entries[at] if at < len(entries) else ""


# --- equations (22.1) -----------------------------------------------------------------------------


def linear(math: XmlElement) -> str:
    """An equation on one line: ½ is 1/2, a square root √(x)."""
    name = local(math)
    if name in ("t", "delText"):
        return math.text or ""
    if name in ("del", "moveFrom") or name.endswith("Pr"):
        return ""
    parts = {local(child): linear(child) for child in math}
    if name == "f":
        return f"{_grouped(parts.get('num', ''))}/{_grouped(parts.get('den', ''))}"
    if name in ("sSup", "sSub", "sSubSup", "sPre"):
        lowered, raised = parts.get("sub", ""), parts.get("sup", "")
        low = (shifted(lowered, "subscript") or f"_{_grouped(lowered)}") if lowered else ""
        high = (shifted(raised, "superscript") or f"^{_grouped(raised)}") if raised else ""
        return f"{parts.get('e', '')}{low}{high}"
    if name == "rad":
        return f"{parts.get('deg', '')}√({parts.get('e', '')})"
    if name == "d":
        return f"({'、'.join(linear(e) for e in math if local(e) == 'e')})"
    return "".join(linear(child) for child in math)


def _grouped(text: str) -> str:
    return text if re.fullmatch(r"[\w.]*", text) else f"({text})"
