"""What a cell's text says by how its letters stand: m² with a raised 2, words in bold, furigana.

A report prints plain letters. Raised and lowered ones change what is said (10³ is not 103); Unicode
has letters of their own for most of them, which are offered.
"""

import re
import unicodedata
from collections.abc import Iterator

from kumareport.language.signs import DASHES, FULL_WIDTH_DASH
from kumareport.model.location import Location
from kumareport.model.problem import Problem, ProblemKind
from kumareport.ooxml.spreadsheet import Cell

_FORMS = {"superscript": "super", "subscript": "sub"}


def _letters() -> dict[tuple[str, str], str]:
    """The raised and lowered digits, signs and letters of Unicode, by what they are raised from."""
    # ª and º stand before ², ³ and ¹; the block Superscripts and Subscripts follows at U+2070.
    found: dict[tuple[str, str], str] = {}
    for code in (0xB2, 0xB3, 0xB9, *range(0x2070, 0x209D)):
        form, _, base = unicodedata.decomposition(chr(code)).partition(" ")
        if form in ("<super>", "<sub>"):
            found[form.strip("<>"), chr(int(base, 16))] = chr(code)
    return found


_LETTERS = _letters()
_STEM = re.compile(r"[A-Za-z0-9.Ａ-Ｚａ-ｚ０-９]{1,8}$|[^\s、。，．]{1,2}$")


def _is_mixed(marks: set[object]) -> bool:
    return len(marks) > 1


def scripts(cell: Cell) -> list[tuple[str, str]]:
    """The raised and lowered pieces with what stands before them.

    Returns:
        Each as it is read without its look (``m2``) and as it can be typed (``m²``); the second is
        empty where Unicode has no such letters. A cell of which every letter is raised says nothing
        by it.
    """
    runs = [run for run in cell.runs if run.text.strip() and not run.font.struck]
    if not _is_mixed({run.font.script for run in runs}):
        return []
    found: list[tuple[str, str]] = []
    before = ""
    for run in cell.runs:
        if run.font.struck:
            continue
        text = run.text.strip()
        if run.font.script and text:
            stem = _STEM.search(before)
            lead = stem[0] if stem else ""
            typed = _typed(text, run.font.script)
            found.append((lead + text, lead + typed if typed else ""))
        before += run.text
    return found


def _typed(text: str, script: str) -> str:
    form = _FORMS[script]
    letters = [_LETTERS.get((form, _bare(letter)), "") for letter in text]
    return "".join(letters) if all(letters) else ""


def _bare(letter: str) -> str:
    # U+2212 is what Unicode raises; offices type several others.
    return "−" if letter in DASHES + FULL_WIDTH_DASH else unicodedata.normalize("NFKC", letter)


def raises_digits(cell: Cell) -> bool:
    """Whether a raised or lowered piece begins with a digit: the number is another one than it reads.

    A raised ※1 behind a value is a note.
    """
    return bool(scripts(cell)) and any(
        run.font.script and run.text.strip()[:1].isdecimal() for run in cell.runs
    )


def said_of_scripts(cell: Cell) -> str:
    """What to tell people of raised and lowered letters; empty where there are none."""
    found = list(dict.fromkeys(scripts(cell)))
    if not found:
        return ""
    plain = "".join(f"「{read}」" for read, _ in found)
    typed = "".join(f"「{typed}」" for _, typed in found if typed)
    said = f"上付き・下付きの文字は、普通の文字になります（{plain}と載ります）"
    return f"{said}。{typed}と打ち直すと、そのまま載ります" if typed else said


def stressed(cell: Cell) -> str:
    """The words that are bold, italic or underlined where others in the cell are not."""
    runs = [run for run in cell.runs if run.text.strip() and not run.font.struck]
    if not _is_mixed({run.font.stressed for run in runs}):
        return ""
    return "…".join(_pieces(cell))


def _pieces(cell: Cell) -> Iterator[str]:
    piece = ""
    for run in cell.runs:
        if run.font.stressed and not run.font.struck:
            piece += run.text
            continue
        if piece.strip():
            yield piece.strip()
        piece = ""
    if piece.strip():
        yield piece.strip()


def lettering_problems(cell: Cell, location: Location) -> Iterator[Problem]:
    """What the report will not show of a cell that it prints."""
    scripted, words = said_of_scripts(cell), stressed(cell)
    if scripted:
        yield Problem(ProblemKind.SCRIPT, location, scripted, cell.kept)
    if words:
        yield Problem(ProblemKind.STRESSED, location, seen=words)
    if cell.furigana:
        yield Problem(ProblemKind.FURIGANA, location, seen=cell.furigana)
