"""Text that an Office file can hold."""

from functools import lru_cache
from html import escape

from kumareport.patterns import regex

# XML 1.0, production 2 (Char), without the noncharacters U+FDD0–U+FDEF: those are never text, and
# rendering marks places with them.
# Said as what is left out: re takes a set of a million letters apart one by one.
UNPRINTABLE = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


_ODD = regex(f'[&<>"\\s]|{UNPRINTABLE.pattern}')
_IN_TEXT = str.maketrans({"\r": "&#13;"})
_IN_QUOTES = str.maketrans({'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"})


def printable(text: str) -> str:
    """A text without the characters that no Office file can hold."""
    # Nearly every text is plain, and says so at once.
    return text if text.isprintable() else UNPRINTABLE.sub("", text)


def shown(text: str) -> str:
    """A text as XML."""
    return escape(printable(text), quote=False).translate(_IN_TEXT) if _ODD.search(text) else text


# The names of places and kinds come again and again.
@lru_cache(4096)
def quoted(text: str) -> str:
    """A text as the value of an XML attribute, between double quotes."""
    return escape(printable(text), quote=False).translate(_IN_QUOTES) if _ODD.search(text) else text
