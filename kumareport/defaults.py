"""Where results go and templates come from where nobody says."""

import os
import sys
from pathlib import Path


def default_output(source: Path, *, draft: bool = False) -> Path:
    """``output/<the workbook's name>.docx`` beside the workbook; a draft has a name of its own."""
    return source.parent / "output" / f"{source.stem}{'（案）' if draft else ''}.docx"


def default_template(source: Path, name: str = "report.docx") -> Path:
    """The template beside the workbook, else in this folder, else the built-in one."""
    places = (source.parent / "templates" / name, Path("templates") / name)
    return next((place for place in places if place.is_file()), builtin_template(name))


def letter_template(source: Path) -> bytes | None:
    """The template of the letters; None where there is none, as in a folder of an older version."""
    path = default_template(source, "letter.docx")
    return path.read_bytes() if path.is_file() else None


def builtin_template(name: str = "report.docx") -> Path:
    """The template that comes with the program: in its source, or where it was installed."""
    shared = os.environ.get("KUMAREPORT_SHARE") or Path(sys.prefix) / "share" / "kumareport"
    places = (
        Path(__file__).resolve().parent.parent / "templates" / name,
        Path(shared) / name,
    )
    return next((place for place in places if place.is_file()), places[0])
