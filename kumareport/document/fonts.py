"""The fonts that a Word document names, and which of them this computer lacks."""

import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

from kumareport.office.package.package import Package, parse_xml

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SLOTS = ("ascii", "hAnsi", "eastAsia")
_PARTS = ("word/styles.xml", "word/document.xml")
# Windows lists its Japanese fonts by their English names.
_ENGLISH = {
    "BIZ UDPゴシック": "BIZ UDPGothic",
    "BIZ UDゴシック": "BIZ UDGothic",
    "BIZ UDP明朝": "BIZ UDPMincho",
    "BIZ UD明朝": "BIZ UDMincho",
    "MS ゴシック": "MS Gothic",
    "MS Pゴシック": "MS PGothic",
    "MS 明朝": "MS Mincho",
    "MS P明朝": "MS PMincho",
    "メイリオ": "Meiryo",
    "游ゴシック": "Yu Gothic",
    "游明朝": "Yu Mincho",
    "HG丸ゴシックM-PRO": "HGMaruGothicMPRO",
    "UD デジタル 教科書体 NK-R": "UD Digi Kyokasho NK-R",
}
_TIMEOUT = 20


def named_fonts(document: Path) -> tuple[str, ...]:
    """The fonts that the styles and the text of a document name, in the order they come.

    Raises:
        InputFileError: no Office file.
    """
    found: dict[str, None] = {}
    with Package(document, "Word 文書") as package:
        for part in _PARTS:
            if part not in package:
                continue
            for element in parse_xml(package.read(part), part).iter(f"{_W}rFonts", f"{_A}ea"):
                names = (element.get(f"{_W}{slot}") for slot in _SLOTS)
                found.update((name, None) for name in (*names, element.get("typeface")) if name)
    return tuple(name for name in found if not name.startswith("+"))


def missing_fonts(document: Path) -> tuple[str, ...] | None:
    """Those of :func:`named_fonts` that are not installed; None where that cannot be told."""
    installed = installed_fonts()
    if installed is None:
        return None
    return tuple(
        name
        for name in named_fonts(document)
        if not {_key(name), _key(_ENGLISH.get(unicodedata.normalize("NFKC", name), name))}
        & installed
    )


def installed_fonts() -> frozenset[str] | None:
    """The names of the fonts of this computer, folded; None where they cannot be listed."""
    names = _of_windows() if sys.platform == "win32" else _of_fontconfig()
    return None if names is None else frozenset(map(_key, names))


def _key(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _of_fontconfig() -> list[str] | None:
    program = shutil.which("fc-list")
    if program is None:
        return None
    try:
        listed = subprocess.run(
            [program, ":", "family"], capture_output=True, timeout=_TIMEOUT, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    lines = listed.stdout.decode("utf-8", "replace").replace("\\-", "-").splitlines()
    return [name for line in lines for name in line.split(",")]


def _of_windows() -> list[str] | None:
    """The registry's list: ``BIZ UDPGothic Bold & BIZ UDGothic Bold (TrueType)``."""
    if sys.platform != "win32":
        return None
    import winreg

    path = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
    found: list[str] = []
    for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
        try:
            with winreg.OpenKey(root, path) as key:
                count = winreg.QueryInfoKey(key)[1]
                values = [winreg.EnumValue(key, number)[0] for number in range(count)]
        except OSError:
            continue
        for value in values:
            found += [name.strip() for name in value.partition(" (")[0].split("&")]
    return found or None
