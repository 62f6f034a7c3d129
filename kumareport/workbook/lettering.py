"""What a cell's text says by how its letters stand: m² with a raised 2, words in bold, furigana.

Texts keep it (:mod:`kumareport.model.lettering`). A value, a unit or a choice is read as plain letters;
what that loses is told.
"""

import unicodedata
from collections.abc import Iterator

from kumareport.model.lettering import (
    PLAIN,
    SHIFTED,
    LetterLook,
    cut,
    lettered,
    pieces_of,
    shifted,
    standing_out,
    stretches_of,
)
from kumareport.model.location import Location
from kumareport.model.problem import Problem, ProblemKind
from kumareport.office.excel.spreadsheet import Cell
from kumareport.office.package.text import printable
from kumareport.patterns import regex
from kumareport.workbook.seen import seen

_STRESSED = LetterLook.BOLD | LetterLook.ITALIC | LetterLook.UNDERLINE
_STEM = regex(r"[A-Za-z0-9.Ａ-Ｚａ-ｚ０-９]{1,8}$|[^\s、。，．]{1,2}$")


def _standing(cell: Cell) -> str:
    if len(cell.runs) == 1:
        return printable(cell.kept)
    kept = (run for run in cell.runs if not run.font.struck)
    return standing_out((printable(run.text), run.font.look) for run in kept)


def text_of(cell: Cell) -> str:
    """A text cell as people see it, with how its letters stand, without what is struck through and
    without characters that cannot be printed."""
    kept = cell.kept
    shown = seen(cell) or kept
    if len(cell.runs) == 1 and shown == kept:
        return printable(shown)
    text, shown = _standing(cell), printable(shown)
    # A number format may add words around the text, or leave out blanks.
    if text == shown:
        return text
    at = text.find(shown)
    if at >= 0:
        return cut(text, at, at + len(shown))
    at = shown.find(text)
    if at < 0:
        return shown
    return lettered([(shown[:at], PLAIN), *pieces_of(text), (shown[at + len(text) :], PLAIN)])


def _raised(cell: Cell) -> Iterator[tuple[str, str, LetterLook]]:
    """The raised and lowered pieces: what stands before them, their letters, and how they stand.

    A cell of which every letter is raised says nothing by it.
    """
    text = _standing(cell)
    for stretch in stretches_of(text):
        letters = str(text[stretch.start : stretch.end]).strip()
        if stretch.look & SHIFTED and letters:
            stem = _STEM.search(text[: stretch.start])
            yield stem[0] if stem else "", letters, stretch.look & SHIFTED


def is_plain(cell: Cell) -> bool:
    """Whether nothing but its words says something: no letters stand out, none are read aloud."""
    return not cell.furigana and not stretches_of(_standing(cell))


def raises_digits(cell: Cell) -> bool:
    """Whether a raised or lowered piece begins with a digit: the number is another one than it reads.

    A raised ※1 behind a value is a note.
    """
    return any(unicodedata.normalize("NFKC", said)[0].isdecimal() for _, said, _ in _raised(cell))


def said_of_scripts(cell: Cell) -> str:
    """What to tell people of raised and lowered letters where only letters are read; empty where Unicode
    has letters for all of them."""
    lost = [
        f"「{stem}{letters}」"
        for stem, letters, look in _raised(cell)
        if shifted(letters, look) is None
    ]
    read = "".join(dict.fromkeys(lost))
    return f"上付き・下付きの文字は、普通の文字になります（{read}と載ります）" if read else ""


def said_of_raised_digits(cell: Cell) -> str:
    """Why a value with raised or lowered digits is none; empty where it has none."""
    if not raises_digits(cell):
        return ""
    return f"上付き・下付きの数字があるため、数値として読めません（「{cell.kept.strip()}」）"


def stressed(cell: Cell) -> str:
    """The words that are bold, italic or underlined where others in the cell are not."""
    text = _standing(cell)
    words, last = list[str](), -1
    for stretch in stretches_of(text):
        if stretch.look & _STRESSED:
            piece = str(text[stretch.start : stretch.end])
            if stretch.start == last:
                words[-1] += piece
            else:
                words.append(piece)
            last = stretch.end
    return "…".join(word.strip() for word in words if word.strip())


def furigana_problems(cell: Cell, location: Location) -> Iterator[Problem]:
    """What the report will not show of a text that it prints."""
    if cell.furigana:
        yield Problem(ProblemKind.FURIGANA, location, seen=cell.furigana)


def lettering_problems(cell: Cell, location: Location) -> Iterator[Problem]:
    """What the report will not show of a cell that it prints in plain letters."""
    if len(cell.runs) == 1:
        # Nothing stands out of a single piece.
        yield from furigana_problems(cell, location)
        return
    scripted, words = said_of_scripts(cell), stressed(cell)
    if scripted:
        yield Problem(ProblemKind.SCRIPT, location, scripted, cell.kept)
    if words:
        yield Problem(ProblemKind.STRESSED, location, seen=words)
    yield from furigana_problems(cell, location)
