"""Names of departments as names of folders and files, on any system."""

import unicodedata
from collections.abc import Iterable

from pathvalidate import sanitize_filename

_LONGEST = 40
"""Letters: 120 bytes in UTF-8, and leaves room in the 260 letters of a Windows path."""
_NAMELESS = "名称なし"


def folder_names(departments: Iterable[str]) -> dict[str, str]:
    """A folder name for each department: safe on Windows, macOS and Linux, and no two alike.

    What cannot stand in a name becomes a full-width look-alike or an underscore; names that differ
    by case or width alone get a number.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for department in departments:
        name = _safe(department)
        made, count = name, 1
        while _key(made) in taken:
            count += 1
            made = f"{name}（{count}）"
        taken.add(_key(made))
        names[department] = made
    return names


_WIDE = str.maketrans('/\\:*?"<>|.', "／＼：＊？”＜＞｜．")


def _safe(department: str) -> str:
    # Invisible letters (joiners, direction marks) would make two names that look alike.
    text = unicodedata.normalize("NFC", department)
    text = "".join(
        char for char in text if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co")
    )
    text = text.translate(_WIDE).strip(" 　．")[:_LONGEST].strip(" 　．")
    return sanitize_filename(text, replacement_text="＿", platform="universal") or _NAMELESS


def _key(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
