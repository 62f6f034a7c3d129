"""How the letters of a returned form stand, where that says something: m² with a raised 2."""

from collections.abc import Callable, Collection, Sequence

from msgspec.structs import replace

from kumareport.model.location import Location
from kumareport.office.excel.spreadsheet import Cell, Sheet
from kumareport.review.merge.edits import Harvest, Sender, Unread
from kumareport.review.merge.sameness import is_period
from kumareport.workbook.lettering import is_plain, said_of_raised_digits, said_of_scripts, stressed
from kumareport.workbook.seen import quoted

_STRESSED = "太字・斜体・下線は取り込みません"


def tell_lettering(
    sheets: Sequence[Sheet],
    kept: Collection[tuple[str, int]],
    harvest: Harvest,
    sender: Callable[[str], Sender],
) -> None:
    """Say what the texts of a form do not say by themselves: beside the proposal or the opinion of
    the cell, else on its own. Emphasis without a proposal is told once a sheet.

    Args:
        sheets: the sheets as they were returned.
        kept: the columns, by sheet, of which proposals keep how the letters stand.
        harvest: what the first reading found; it is added to.
        sender: gives the sender for a place in the file.
    """
    for sheet in sheets:
        only_stressed: list[str] = []
        for (row, column), cell in sorted(sheet.cells.items()):
            if is_plain(cell):
                continue
            at = Location(sheet.name, row, column)
            own = sender(str(at))
            is_kept = (sheet.name, column) in kept
            raised = "" if is_kept else said_of_raised_digits(cell)
            if raised and _drop_value(harvest, own):
                harvest.unread.append(Unread(own, raised, quoted(cell)))
            scripted = "" if is_kept else said_of_scripts(cell)
            if scripted:
                _tell_scripts(cell, scripted, harvest, own)
            if cell.furigana:
                reason = "ふりがなは取り込みません"
                harvest.unread.append(Unread(own, reason, f"{cell.kept}（{cell.furigana}）"))
            words = "" if is_kept else stressed(cell)
            if words and not _remark(harvest, own, f"{_STRESSED}（{words}）"):
                only_stressed.append(at.cell)
        if only_stressed:
            first, rest = only_stressed[0], len(only_stressed) - 1
            more = f"ほか {rest} か所" if rest else ""
            harvest.notes.append(f"「{sheet.name}」の {first} {more}の{_STRESSED}")


def _drop_value(harvest: Harvest, own: Sender) -> bool:
    """Take back the proposal of a value: another number than its digits say is none."""
    for edit in list(harvest.edits):
        if edit.sender.source == own.source and is_period(edit.target.column):
            harvest.edits.remove(edit)
            return True
    return False


def _tell_scripts(cell: Cell, said: str, harvest: Harvest, own: Sender) -> None:
    if _remark(harvest, own, said):
        return
    for number, opinion in enumerate(harvest.opinions):
        if opinion.sender.source == own.source:
            harvest.opinions[number] = replace(opinion, text=f"{opinion.text}\n（{said}）")
            return
    harvest.unread.append(Unread(own, said, quoted(cell)))


def _remark(harvest: Harvest, own: Sender, said: str) -> bool:
    """Whether a proposal stands at the place; it gets the remark."""
    for number, edit in enumerate(harvest.edits):
        if edit.sender.source == own.source:
            harvest.edits[number] = replace(edit, remarks=(*edit.remarks, said))
            return True
    return False
