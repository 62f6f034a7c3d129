"""What a text quotes: mottoes, titles, names, whose spelling is not its own."""

from kumareport.patterns import regex

_QUOTED = regex("「[^」]*」|『[^』]*』|“[^”]*”")


def blanked(text: str) -> str:
    """A text, as long as before, whose quotations say nothing."""
    return _QUOTED.sub(lambda quoted: "＊" * len(quoted[0]), text)
