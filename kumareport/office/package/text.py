"""Text that an Office file can hold."""

import re

# XML 1.0, production 2 (Char), without the noncharacters U+FDD0–U+FDEF: those are never text, and
# rendering marks places with them.
UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """A text without the characters that no Office file can hold."""
    return UNPRINTABLE.sub("", text)
