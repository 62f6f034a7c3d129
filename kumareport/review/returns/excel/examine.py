"""One return against what was issued: edits, opinions, and what could not be placed."""

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from difflib import SequenceMatcher

from kumareport.model.location import Location
from kumareport.model.row import BLANK, Row, RowSheet
from kumareport.office.excel.spreadsheet import Sheet
from kumareport.review.issue.issued import Issued
from kumareport.review.merge.edits import Harvest, Opinion, Sender, Unread
from kumareport.review.merge.matching import match_rows
from kumareport.review.merge.sameness import quote
from kumareport.review.returns.excel.examine_lettering import tell_lettering
from kumareport.review.returns.excel.examine_rows import RowExaminer
from kumareport.review.returns.excel.returned import ReturnedFile
from kumareport.review.returns.excel.weighing import overlooked
from kumareport.workbook.form_answers import ANSWER_CHOICES, Answer, answer_cells
from kumareport.workbook.layout import LETTERED_COLUMNS, OPINION_COLUMN, Column
from kumareport.workbook.seen import quoted

_MOST_QUOTES = 1_000
"""Lines that one file may add to 読取不能. What is beyond is counted."""


def examine(
    returned: ReturnedFile, department: str, issued: Issued, known: Collection[str] = ()
) -> Harvest:
    """All that a return says.

    Args:
        returned: the file.
        department: whose it is.
        issued: what it was issued with, or the best that is known of it.
        known: the IDs of the workbook's rows.
    """
    return _Examination(returned, department, issued, known).run()


class _Examination:
    def __init__(
        self, returned: ReturnedFile, department: str, issued: Issued, known: Collection[str]
    ) -> None:
        self._file = returned
        self._department = department
        self._issued = issued
        self._others = frozenset(known) - {row.id for row in issued.rows()}
        self._harvest = Harvest()
        self._rows: dict[tuple[str, int], str] = {}
        self._labels: dict[tuple[str, int], str] = {}

    def run(self) -> Harvest:
        paired = _pair_sheets(self._issued.sheets, self._file.sheets)
        for issued_sheet in self._issued.sheets:
            sheet = paired.get(issued_sheet.name)
            if sheet is None:
                self._harvest.notes.append(f"「{issued_sheet.name}」シートがありません")
                continue
            if _key(sheet.name) != _key(issued_sheet.name):
                note = f"「{issued_sheet.name}」のシート名が「{sheet.name}」に変わっています"
                self._harvest.notes.append(note)
            self._examine_sheet(issued_sheet, sheet)
        known = {id(sheet) for sheet in paired.values()}
        for sheet in self._file.sheets:
            if id(sheet) not in known:
                self._quote_rows(sheet)
        for sheet in self._file.others:
            self._quote_cells(sheet)
        left = {_key(sheet.name) for sheet in self._file.raw}
        for name in self._issued.fixed:
            if _key(name) not in left and name not in {s.name for s in self._issued.sheets}:
                self._harvest.notes.append(f"「{name}」シートがありません")
        self._take_opinions()
        tell_lettering(self._file.raw, self._kept_looks(), self._harvest, self._sender)
        for place, reason, text in list(overlooked(self._file, self._issued, self._harvest)):
            self._unread(place, reason, text)
        self._shorten()
        return self._harvest

    def _kept_looks(self) -> set[tuple[str, int]]:
        """The columns of which proposals keep how the letters stand, by sheet."""
        found = ((s.name, s.columns.get(c, 0)) for s in self._file.sheets for c in LETTERED_COLUMNS)
        return set(found)

    def _sender(self, source: str) -> Sender:
        at = f"{self._file.name}　{source}".strip("　")
        return Sender(self._department, self._file.person, self._file.time, at)

    # --- chapter sheets -----------------------------------------------------------------------

    def _examine_sheet(self, issued: RowSheet, sheet: RowSheet) -> None:
        matching = match_rows(issued.rows, sheet.rows)
        for index, place in matching.pairs.items():
            self._rows[sheet.name, sheet.rows[index].number] = issued.rows[place].id
        self._labels |= {(sheet.name, n): sheet.labels[key] for key, n in sheet.columns.items()}
        self._tell_headers(issued, sheet)
        if matching.by_text and len(matching.by_text) > len(matching.pairs) / 2:
            note = f"「{sheet.name}」の隠れた ID がないため、本文で照合しました"
            self._harvest.notes.append(note)
        open_rows, form = self._issued.open_rows, self._issued.form
        rows = RowExaminer(issued, sheet, matching, open_rows, form, self._harvest, self._sender)
        rows.run(self._others)
        for row in sheet.rows:
            opinion = quote(OPINION_COLUMN, "", row.cells.get(OPINION_COLUMN, BLANK))
            if opinion:
                about = self._rows.get((sheet.name, row.number), "")
                place = _place(sheet, row.number, OPINION_COLUMN)
                self._harvest.opinions.append(
                    Opinion(self._sender(place), about, OPINION_COLUMN, opinion)
                )
        fixed = self._fixed(issued.name)
        for (row, column), text in sheet.outside.items():
            if text.strip() and _bare(text) not in fixed:
                place = str(Location(sheet.name, row, column))
                self._unread(place, "表の外、または様式にない列に書かれています", text)

    def _tell_headers(self, issued: RowSheet, sheet: RowSheet) -> None:
        """Columns that were not issued: a header was typed anew, and what stands below it has no place."""
        fixed = self._fixed(issued.name)
        for key in sheet.columns:
            label = " ".join(sheet.labels[key].split())
            if fixed and _bare(label) not in fixed:
                self._harvest.notes.append(
                    f"「{sheet.name}」の見出し「{label}」は、配付したときにありません。この列の修正案は、ブックに列がなければ反映できません。"
                    "見出しが打ち直されているようなら、照会票の見出しを元に戻して、もう一度集めてください"
                )

    def _fixed(self, sheet: str) -> set[str]:
        return {_bare(text) for text in self._issued_texts(sheet)}

    def _issued_texts(self, sheet: str) -> Iterable[str]:
        """What the sheet was issued with around its rows."""
        fixed = self._issued.fixed.items()
        return next((texts for name, texts in fixed if _key(name) == _key(sheet)), ())

    def _quote_rows(self, sheet: RowSheet) -> None:
        """A sheet that was not issued: what is in it that was not issued either."""
        issued = {_bare(c.text) for row in self._issued.rows() for c in row.cells.values()}
        own = {row.id for row in self._issued.rows()}
        self._harvest.notes.append(f"「{sheet.name}」は、配付していないシートです")
        for row in sheet.rows:
            texts = [
                quote(key, "", row.cells[key])
                for key in row.cells
                if key not in (Column.ID, Column.KIND)
            ]
            if any(text.strip() and _bare(text) not in issued for text in texts):
                name = [] if row.id in own else [row.id]
                said = " ／ ".join(filter(None, (*name, *texts)))
                self._unread(f"{sheet.name} {row.number}行", "配付していないシートです", said)

    # --- other sheets -------------------------------------------------------------------------

    def _quote_cells(self, sheet: Sheet) -> None:
        answered = answer_cells(sheet)
        fixed = self._fixed(sheet.name)
        if not self._issued.fixed and (answered or _key(sheet.name) == _key("記入要領")):
            return
        lines: dict[int, list[str]] = {}
        for (row, column), cell in sorted(sheet.cells.items()):
            said = quoted(cell)
            if said.strip() and (row, column) not in answered and _bare(said) not in fixed:
                lines.setdefault(row, []).append(said)
        for row, texts in lines.items():
            reason = (
                "記入欄の外に書かれています" if answered or fixed else "配付していないシートです"
            )
            self._unread(f"{sheet.name} {row}行", reason, " ／ ".join(texts))
        typed = [text for texts in lines.values() for text in texts]
        for text in self._gone(sheet, typed):
            self._unread(sheet.name, "事務局の文が消されています", text)

    def _gone(self, sheet: Sheet, typed: Sequence[str]) -> list[str]:
        """What the sheet was issued with and lacks; a text that was typed accounts for the one that it
        is most like. Without the form's own record nobody knows which of all the forms' texts it had."""
        if self._file.issued is None:
            return []
        left = {_bare(quoted(cell)) for cell in sheet.cells.values()}
        left.add("")
        gone = sorted(t for t in self._issued_texts(sheet.name) if _bare(t) not in left)
        for new in typed[: len(gone)]:
            gone.remove(max(gone, key=lambda old: SequenceMatcher(None, old, new).ratio()))
        return gone

    def _take_opinions(self) -> None:
        said = self._file.answers.get(Answer.OPINION, "")
        if said:
            self._harvest.opinions.append(Opinion(self._sender("表紙"), "", Answer.OPINION, said))
        # What a drop-down does not offer is said in words of its own.
        result = self._file.result
        if result and result not in ANSWER_CHOICES:
            self._harvest.opinions.append(Opinion(self._sender("表紙"), "", Answer.RESULT, result))
        for comment in self._file.comments:
            place = str(Location(comment.sheet, comment.row, comment.column))
            first = comment.remarks[0]
            sender = self._sender(place)
            own = Sender(
                sender.department, first.author or sender.person, sender.time, sender.source
            )
            lines = [
                f"{r.author}：{r.text}" if n and r.author else r.text
                for n, r in enumerate(comment.remarks)
            ]
            about = self._rows.get((comment.sheet, comment.row), "")
            label = self._labels.get((comment.sheet, comment.column), "")
            self._harvest.opinions.append(
                Opinion(own, about, label or place, "\n".join(lines), comment.is_resolved)
            )

    def _unread(self, place: str, reason: str, text: str) -> None:
        self._harvest.unread.append(Unread(self._sender(place), reason, text))

    def _shorten(self) -> None:
        unread = self._harvest.unread
        if len(unread) > _MOST_QUOTES:
            rest = len(unread) - _MOST_QUOTES
            del unread[_MOST_QUOTES:]
            reason = f"ほかに {rest:,} か所あります。元のファイルを見てください"
            unread.append(Unread(self._sender(""), reason, ""))


def _pair_sheets(issued: Sequence[RowSheet], found: Sequence[RowSheet]) -> dict[str, RowSheet]:
    """The returned sheet of each issued one: by name, else by the IDs and texts that they share."""
    by_name = {_key(sheet.name): sheet for sheet in reversed(found)}
    paired = {s.name: by_name[_key(s.name)] for s in issued if _key(s.name) in by_name}
    for sheet in issued:
        if sheet.name in paired:
            continue
        taken = {id(other) for other in paired.values()}
        known = _known(sheet.rows)
        rest = [
            (len(known & _known(o.rows)), -n, o) for n, o in enumerate(found) if id(o) not in taken
        ]
        best = max(rest, key=lambda item: item[:2], default=None)
        if best is not None and best[0] * 3 >= len(sheet.rows):
            paired[sheet.name] = best[2]
    return paired


def _known(rows: Iterable[Row]) -> set[str]:
    return {text for row in rows for text in (row.id, row.text(Column.TEXT)) if text}


def _place(sheet: RowSheet, row: int, key: str) -> str:
    return str(Location(sheet.name, row, sheet.columns.get(key, 0)))


def _key(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold()


def _bare(text: str) -> str:
    return "".join(text.split())
