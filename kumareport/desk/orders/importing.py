"""The order that makes a workbook from what the office has."""

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from kumareport.desk.orders.order import written_lines
from kumareport.desk.outcome import ResultTable, WorkResult

if TYPE_CHECKING:
    from kumareport.pipeline.progress import Progress


class ImportOrder(Struct, frozen=True):
    """Read files: the first time write 取込対応表, the second time the workbook.

    Attributes:
        sources: the files, or a folder of them.
        folder: where the results go.
    """

    sources: tuple[Path, ...]
    folder: Path
    title: str = "取り込み"

    def run(self, tell: "Progress") -> WorkResult:
        """Read them."""
        from kumareport import pipeline

        tell("ファイルを読んでいます")
        done = pipeline.import_files(self.sources, self.folder)
        lines = [f"{name}　{count}" for name, count in done.counts]
        unread = ResultTable("読めなかったファイル", ("ファイル", "わけ"), tuple(done.unread))
        tables = (unread,) if done.unread else ()
        if done.mapping is not None:
            lines += written_lines(done.mapping)
            lines.append(f"確かめてほしい行：{done.doubtful}")
            hint = (
                "次は「対応表を確かめる」です。どの列を何として読むかを直すと、ブックができます。"
            )
            made = (done.mapping.path,)
            return WorkResult(True, tuple(lines), hint, made, tables, mapping=done.mapping.path)
        written = [one for one in (done.book, done.result) if one is not None]
        lines += written_lines(*written)
        if done.doubtful:
            lines.append(f"対応表にない {done.doubtful} 種類を、推測で取り込みました。")
        hint = "取込結果の「取り込まなかったもの」を見てから、ブックを点検してください。"
        files = tuple(one.path for one in written)
        book = done.book.path if done.book is not None else None
        return WorkResult(True, tuple(lines), hint, files, tables, book=book)
