"""Orders of the round trip with the departments."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from kumareport.defaults import default_output, default_template, letter_template
from kumareport.desk.orders.order import counted, written_lines
from kumareport.desk.outcome import ResultTable, WorkResult

if TYPE_CHECKING:
    from kumareport.pipeline import CollectResult
    from kumareport.pipeline.progress import Progress


class DistributeOrder(Struct, frozen=True):
    """Make the forms, and Word drafts where they are wanted."""

    book: Path
    folder: Path
    name: str
    deadline: datetime.date
    contact: str
    word: bool
    allow_past: bool
    previous_round: Path | None = None
    departments: tuple[str, ...] = ()
    again: Path | None = None
    title: str = "照会票"

    def run(self, tell: "Progress") -> WorkResult:
        """Make them."""
        from kumareport import pipeline

        letters = self.folder.with_name(f"{self.folder.name}_依頼文")
        made = pipeline.distribute(
            self.book,
            self.folder,
            name=self.name,
            deadline=self.deadline,
            contact=self.contact,
            issued_at=datetime.datetime.now().astimezone(),
            progress=counted(tell, "照会票を作っています"),
            template=default_template(self.book) if self.word else None,
            allow_past=self.allow_past,
            letters=letters,
            letter_template=letter_template(self.book),
            previous_round=self.previous_round,
            departments=self.departments,
            again=self.again,
        )
        drafts = f"、報告書の案 {len(made.drafts)} 件" if made.drafts else ""
        lines = [f"{len(made.forms)} の課の照会票{drafts}を作りました。"]
        lines += [f"どの課にも配られません（所管課が空欄です）：{one}" for one in made.orphans]
        lines += [f"設定の所管課一覧にない課です：{one}" for one in made.unlisted]
        hint = (
            "課のフォルダーを、依頼文を付けて送ってください。"
            "「配付一覧.xlsx」は控えです。返ってくるまで、動かさずに残してください。"
        )
        return WorkResult(True, tuple(lines), hint, (self.folder, letters, made.list))


class CollectOrder(Struct, frozen=True):
    """Read what came back: write 反映案, or only see who has answered."""

    book: Path
    returned: tuple[Path, ...]
    only_status: bool
    title: str = "集める"

    def run(self, tell: "Progress") -> WorkResult:
        """Read it."""
        from kumareport import pipeline
        from kumareport.review.returns.status import deadline_text

        output = default_output(self.book).parent
        today = datetime.datetime.now().astimezone().date()
        letters = output / "回収状況" if self.only_status else None
        result = pipeline.collect(
            self.book,
            list(self.returned),
            None if self.only_status else output / "反映案.xlsx",
            today=today,
            progress=counted(tell, "返ってきたファイルを読んでいます"),
            letters=letters,
            letter_template=letter_template(self.book),
        )
        found = result.collection
        conflicts = sum(bool(one.conflict) for one in found.proposals)
        lines = [
            f"修正案 {len(found.proposals)} 件（うち競合 {conflicts} 件）、意見 {len(found.opinions)} 件、"
            f"読み取れなかったところ {len(found.unread)} 件"
        ]
        if found.round is not None:
            lines.insert(0, f"{found.round.name}　{deadline_text(found.round, found.answered)}")
        if result.carried_over:
            lines.append(f"前の反映案に記入されていた {result.carried_over} 件を引き継ぎました。")
        files = [] if letters is None else [letters]
        if result.written is not None:
            files.append(result.written.path)
            lines += written_lines(result.written)
        hint = "" if letters else "次は「反映案を決める」です。"
        tables = tuple(table for table in (_status(result, today), _rejected(result)) if table.rows)
        onward = None if letters else ("decide", "反映案を決める")
        return WorkResult(True, tuple(lines), hint, tuple(files), tables, onward=onward)


def _status(result: "CollectResult", today: datetime.date) -> ResultTable:
    from kumareport.review.returns.status import state_of

    found = result.collection
    rows = [
        (
            state_of(entry, found.round, today.isoformat()).label,
            entry.addressee.name,
            entry.addressee.contact,
            entry.time,
            str(entry.edits or ""),
            str(entry.opinions or ""),
            "、".join(entry.notes),
        )
        for entry in found.answered
    ]
    # Who has not answered comes first.
    rows.sort(key=lambda row: not row[0].startswith("未提出"))
    count = sum(entry.has_answered for entry in found.answered)
    caption = f"回収状況（{len(rows)} 課のうち {count} 課が提出）"
    header = ("状況", "課", "連絡先", "日時", "修正", "意見", "注意")
    return ResultTable(caption, header, tuple(rows))


def _rejected(result: "CollectResult") -> ResultTable:
    rows = tuple((file.name, file.reason) for file in result.collection.rejected)
    return ResultTable("取り込まなかったファイル", ("ファイル", "わけ"), rows)


class ApplyOrder(Struct, frozen=True):
    """Carry out what was accepted, in a copy of the workbook."""

    book: Path
    proposals: Path
    title: str = "反映"

    def run(self, tell: "Progress") -> WorkResult:
        """Carry it out."""
        from kumareport import pipeline

        tell("採用した修正を、ブックの写しに書いています")
        target = self.book.with_name(f"{self.book.stem}（反映後）{self.book.suffix}")
        at = datetime.datetime.now().astimezone()
        done = pipeline.apply(self.book, self.proposals, target, at)
        lines = [
            f"{done.carried_out} 件を反映しました（不採用 {done.rejected} 件、保留 {done.waiting} 件、"
            f"まだ決めていないもの {done.open} 件）。",
            f"元のブック「{self.book.name}」は変えていません。",
        ]
        if done.already:
            lines.append(f"もう反映されていたもの：{done.already} 件")
        if done.written is not None:
            lines += written_lines(done.written)
        if done.has_formulas:
            lines.append("数式があります。点検の前に、Excel で開いて上書き保存してください。")
        rows = tuple((one.number, one.reason) for one in done.refused)
        tables = (ResultTable("反映していないもの", ("No", "わけ"), rows),) if rows else ()
        path = done.written.path if done.written is not None else None
        files = () if path is None else (path,)
        return WorkResult(not rows, tuple(lines), "", files, tables, book=path)
