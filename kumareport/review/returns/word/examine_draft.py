"""A returned Word file: edits, opinions, and what could not be placed."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from kumareport.model.anchor import Anchor, Kind
from kumareport.model.lettering import cut, joined, split_lines, stripped
from kumareport.model.record_kind import Shape
from kumareport.model.row import BLANK, Content, Row
from kumareport.patterns import regex
from kumareport.review.book.book import Book
from kumareport.review.book.draft_rows import column_of
from kumareport.review.issue.issued import Issued
from kumareport.review.merge.edits import Edit, EditKind, Harvest, Opinion, Sender, Unread
from kumareport.review.returns.word.draft_ground import Ground, plain_time
from kumareport.review.returns.word.examine_boxes import examine_boxes
from kumareport.review.returns.word.examine_moves import moves_of_indicators
from kumareport.review.returns.word.examine_rest import (
    note_looks,
    opinions_of_lost_comments,
    unread_things,
)
from kumareport.review.returns.word.returned_draft import ReturnedDraft
from kumareport.review.returns.word.word_comments import CommentGround, ReturnedComment
from kumareport.review.returns.word.word_matching import Found
from kumareport.review.returns.word.word_result import ReturnedText, UnplacedText
from kumareport.workbook.layout import Column
from kumareport.workbook.names import join_name, split_name

_NAMES = (Kind.NAME, Kind.NAME_NOTE)
_CELLS = (Kind.VALUE, Kind.UNIT, Kind.MARK, Kind.GROUP, Kind.FIELD)
_HEADINGS = (Kind.SECTION, Kind.SECTION_TITLE)
_OF_A_SECTION = (*_HEADINGS, Kind.FIELD)
_BY_OFFICE = {
    Kind.TITLE: "報告書の題名です。「設定」シートで直してください",
    Kind.LABEL: "資料の区分です。「設定」シートで直してください",
    Kind.DRAFT: "案の表示です",
    Kind.SUMMARY: "集計と概要のページは、進捗から自動で作ります",
    Kind.SYMBOL: "凡例の記号です。「設定」シートで直してください",
    Kind.LEGEND: "凡例です。「設定」シートで直してください",
    Kind.CHAPTER: "章の見出しです。「設定」シートの章一覧で直してください",
    Kind.CHAPTER_TITLE: "章の題名です。「設定」シートの章一覧で直してください",
    Kind.HEAD: "表の列の見出しです。章のシートの見出しで直してください",
}
_TABLE_ROW = regex(".*番目の表の [0-9]+ 行目")
_COMPUTED = "進捗は値から計算しています。採用すると、計算より優先する進捗として入ります（判定の理由も入れてください）"

_BY_FORMULA = "ほかの値から計算して載せる項目です。もとの値を直してください"


def examine_draft(
    draft: ReturnedDraft, issued: Issued, book: Book, today: dict[str, str]
) -> Harvest:
    """All that a returned Word file says.

    Args:
        draft: the file.
        issued: the rows that it printed, as issued.
        book: the workbook now: what it still prints as issued has the content that it had.
        today: the IDs that rows have now where these are others than when issued.
    """
    return _Examination(draft, Ground(draft, issued, book, today)).run()


class _Examination:
    def __init__(self, draft: ReturnedDraft, ground: Ground) -> None:
        self._word = draft.word
        self._ground = ground
        self._harvest = Harvest()
        self._by_record: dict[str, list[ReturnedText]] = {}

    def run(self) -> Harvest:
        for text in self._word.texts:
            if text.anchor.kind is not Kind.TEXT:
                self._by_record.setdefault(text.anchor.record, []).append(text)
        for record, texts in self._by_record.items():
            row = self._ground.rows.get(record)
            if row is None or not any(t.is_changed or t.is_dressed_anew for t in texts):
                self._read_office_texts(texts)
            elif row.shape is Shape.INDICATOR:
                self._read_indicator(row, texts)
            else:
                self._read_section(row, texts)
        examine_boxes(self._word, self._ground, self._harvest)
        self._harvest.edits.extend(moves_of_indicators(self._word, self._ground))
        self._quote_unplaced()
        note_looks(self._word, self._ground, self._harvest)
        self._harvest.unread.extend(unread_things(self._word, self._ground))
        self._harvest.opinions.extend(self._opinions())
        self._harvest.opinions.extend(opinions_of_lost_comments(self._word, self._ground))
        return self._harvest

    def _add(self, outcome: Edit | str | None, sender: Sender, said: str) -> None:
        if isinstance(outcome, str):
            self._harvest.unread.append(Unread(sender, outcome, said))
        elif outcome is not None:
            self._harvest.edits.append(outcome)

    # --- rows ---------------------------------------------------------------------------------

    def _read_office_texts(self, texts: Sequence[ReturnedText]) -> None:
        """What only the office changes, in the workbook itself."""
        for text in texts:
            if text.is_changed and text.found is not Found.UNREADABLE:
                reason = _BY_OFFICE.get(text.anchor.kind, "ブックに対応する行がありません")
                sender = self._ground.sender(text.anchor.label, text.revisions)
                self._harvest.unread.append(Unread(sender, reason, _change(text)))

    def _read_section(self, row: Row, texts: Sequence[ReturnedText]) -> None:
        self._read_office_texts([t for t in texts if t.anchor.kind not in _OF_A_SECTION])
        for text in texts:
            if text.is_changed and text.anchor.kind is Kind.FIELD:
                self._read_cell(row, text)
            is_new = text.is_changed or text.is_dressed_anew
            if not is_new or text.anchor.kind not in _HEADINGS:
                continue
            sender = self._ground.sender_of(row, text)
            title, reason = _section_title(text, self._ground.said_now(text))
            if reason:
                self._harvest.unread.append(Unread(sender, reason, _change(text)))
                continue
            before = self._ground.issued_content(text)
            edit = self._ground.cell_edit(row, Column.TEXT, before, Content(title), text)
            self._add(edit, sender, title)

    def _read_indicator(self, row: Row, texts: Sequence[ReturnedText]) -> None:
        own = [t for t in texts if t.anchor.kind in (*_NAMES, Kind.UNIT, Kind.VALUE)]
        if own and all(not t.current for t in own) and any(t.issued for t in own):
            self._harvest.edits.append(self._deletion(row, own))
            return
        self._read_name(row, [text for text in texts if text.anchor.kind in _NAMES])
        for text in texts:
            if text.is_changed and text.anchor.kind in _CELLS:
                self._read_cell(row, text)

    def _deletion(self, row: Row, texts: Sequence[ReturnedText]) -> Edit:
        now = self._ground.now(row.id)
        is_same = now is not None and all(self._ground.is_as_issued(text) for text in texts)
        cells = now.cells if now is not None and is_same else row.cells
        first = texts[0]
        revisions = tuple(r for text in texts for r in text.revisions)
        sender = self._ground.sender(f"{self._ground.heading(row.section)}　指標", revisions)
        return Edit(
            EditKind.DELETE,
            self._ground.target(row),
            sender,
            cells.get(Column.TEXT, BLANK),
            cells=tuple(sorted(cells.items())),
            remarks=(*self._ground.remarks(first), *self._ground.foreign(row)),
        )

    def _read_name(self, row: Row, texts: Sequence[ReturnedText]) -> None:
        """The name and its notes are one cell."""
        changed = [text for text in texts if text.is_changed or text.is_dressed_anew]
        if not changed:
            return
        names = [t for t in texts if t.anchor.kind is Kind.NAME]
        # A template may print the name twice: what was changed counts.
        name = next((t for t in names if t in changed), names[0] if names else None)
        notes = [t for t in texts if t.anchor.kind is Kind.NAME_NOTE]
        issued_notes = [text.issued for text in notes]
        now = self._ground.now(row.id)
        old_name = name.issued if name else ""
        before = Content(joined("\n", [old_name, *issued_notes]))
        if now is not None and split_name(now.text(Column.TEXT)) == (old_name, tuple(issued_notes)):
            before = now.cells.get(Column.TEXT, BLANK)
        new_name, below = split_name(self._ground.said_now(name) if name else "")
        said = (split_lines(self._ground.said_now(text)) for text in notes)
        new_notes = [*below, *(line for lines in said for line in lines if line)]
        after = Content(join_name(before.text, new_name, new_notes))
        edit = self._ground.cell_edit(row, Column.TEXT, before, after, changed[0])
        self._add(edit, self._ground.sender_of(row, changed[0]), after.text)

    def _read_cell(self, row: Row, text: ReturnedText) -> None:
        key = column_of(text.anchor)
        current = text.current or ""
        if text.anchor.kind is Kind.FIELD and self._ground.follows(key):
            self._add(_BY_FORMULA, self._ground.sender_of(row, text), _change(text))
            return
        # A bracket below a number is part of its notation: 41 ⏎ （H26）.
        typed = current.replace("\n（", "（").replace("\n(", "(")
        before, after = self._ground.issued_content(text), Content(typed)
        for member in self._group(row, text) if text.anchor.kind is Kind.GROUP else [row]:
            edit = self._ground.cell_edit(member, key, before, after, text)
            if isinstance(edit, Edit) and text.anchor.kind is Kind.MARK:
                edit = replace(edit, remarks=(*edit.remarks, _COMPUTED))
            if edit is None and text.issued and not current:
                # The workbook does not hold it: a computed mark.
                edit, current = "ブックの値から作る文字が削除されています", _change(text)
            self._add(edit, self._ground.sender_of(row, text), current)

    def _group(self, row: Row, text: ReturnedText) -> list[Row]:
        """The rows that share a name: it stands in the cells of all of them, or of the first."""
        rows = [r for r in self._ground.rows.values() if r.section == row.section]
        start = rows.index(row)
        members = [row]
        for other in rows[start + 1 :]:
            now = self._ground.now(other.id)
            if now is None or now.text(Column.GROUP).replace("\n", "") != text.issued:
                break
            members.append(other)
        return members

    # --- what has no place, and comments ------------------------------------------------------

    def _quote_unplaced(self) -> None:
        """What belongs together is quoted together: words of the form that were deleted, and the
        cells of a table row that is new."""
        for (where, reason), group in groupby(self._word.unplaced, key=_quoted_with):
            items = list(group)
            revisions = [revision for item in items for revision in item.revisions]
            said = " ／ ".join(_said(item) for item in items)
            sender = self._ground.sender(where, revisions)
            self._harvest.unread.append(Unread(sender, reason, said))

    def _opinions(self) -> Iterator[Opinion]:
        for comment in self._word.comments:
            thread = comment.thread
            if comment.is_silent:
                continue
            anchor = next(iter(comment.anchors), None)
            about, label = self._about(comment, anchor)
            notes = [thread.first, *thread.replies]
            last = thread.replies[-1] if comment.is_issued and thread.replies else thread.first
            own = self._ground.sender(comment.where)
            sender = Sender(
                own.department,
                (last.author if last is not thread.first or not comment.is_issued else "")
                or own.person,
                plain_time(last.when) or own.time,
                own.source,
            )
            lines = [
                f"{note.author}：{note.text}" if n and note.author else note.text
                for n, note in enumerate(notes)
            ]
            quoted = (
                [f"［{_GROUNDS.get(comment.ground, '')}「{comment.quoted}」］"]
                if comment.quoted
                else []
            )
            if comment.is_issued and not thread.replies:
                lines.append("（返信はなく、解決済みにされています）")
            lines += [
                f"（{thing.kind}：{thing.text or '文字のないもの'}）" for thing in thread.things
            ]
            yield Opinion(sender, about, label, "\n".join([*quoted, *lines]), thread.is_resolved)

    def _about(self, comment: ReturnedComment, anchor: Anchor | None) -> tuple[str, str]:
        place = anchor or comment.section
        if place is None:
            return "", "文書全体"
        record, label = self._ground.place_of(place)
        return record, "グラフ" if comment.ground is CommentGround.PICTURE else label


_GROUNDS = {CommentGround.DELETED: "削除された", CommentGround.PICTURE: "図："}


def _section_title(text: ReturnedText, current: str) -> tuple[str, str]:
    """A section's new title, or why it cannot be taken over."""
    if not current:
        return "", "節の見出しが削除されています。節の構成は事務局で変えてください"
    if text.anchor.kind is Kind.SECTION_TITLE:
        return joined("", split_lines(current)), ""
    number, _, _ = text.issued.partition(" ")
    if not current.startswith(number):
        return "", "節の番号が変えられています。節の構成は事務局で変えてください"
    title = cut(current, len(number), len(current))
    return stripped(joined("", split_lines(title))), ""


def _quoted_with(item: UnplacedText) -> tuple[str, str]:
    """Where a text without a place stands, and why it has none."""
    if not item.text:
        return item.where, "様式の決まった文字が削除されています"
    if item.issued:
        return item.where, "様式の決まった文字が変えられています"
    row = _TABLE_ROW.match(item.where)
    if row is None:
        return item.where, "どこの欄の文か決められません"
    return row[0], "どこの欄の文か決められません（新しい指標は、ブックに行を足してください）"


def _said(item: UnplacedText) -> str:
    if not item.text or not item.issued:
        return (item.text or item.issued).strip()
    return f"{item.issued} → {item.text}"


def _change(text: ReturnedText) -> str:
    return f"{text.issued} → {text.current or '（削除）'}"
