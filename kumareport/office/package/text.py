"""Text that an Office file can hold."""

from kumareport.patterns import regex

# XML 1.0, production 2 (Char), without the noncharacters U+FDD0–U+FDEF: those are never text, and
# rendering marks places with them.
# Said as what is left out: re takes a set of a million letters apart one by one.
UNPRINTABLE = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def printable(text: str) -> str:
    """A text without the characters that no Office file can hold."""
    return UNPRINTABLE.sub("", text)
