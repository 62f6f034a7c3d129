"""Typefaces that show signs instead of letters (Wingdings, Symbol): what a person sees, in Unicode."""

from kumareport.patterns import regex

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
_PRIVATE = regex("[\ue000-\uf8ff]")


def symbol(font: str, code: str) -> str:
    """A character of a symbol font (``w:sym``, 17.3.3.30) in Unicode; 〓 where it has none here."""
    try:
        number = int(code, 16)
    except ValueError:
        return UNKNOWN
    table = _TABLES.get(font.lower())
    if font.lower() in SYMBOL_FONTS or 0xE000 <= number <= 0xF8FF:
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
