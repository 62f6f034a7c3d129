"""Orders that make what decision makers and citizens get."""

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from kumareport.defaults import default_output, default_template
from kumareport.desk.orders.order import written_lines
from kumareport.desk.outcome import WorkResult
from kumareport.errors import ConverterError

if TYPE_CHECKING:
    from kumareport.pipeline import CheckResult
    from kumareport.pipeline.progress import Progress

_SEE = "「点検する」で、どこを直すかを見られます。案なら、エラーがあっても作れます。"


class BuildOrder(Struct, frozen=True):
    """Make the Word report, or a draft of it, and a PDF where one is wanted."""

    book: Path
    is_draft: bool
    pdf: bool
    chapters: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What is made."""
        return ("案" if self.is_draft else "報告書") + ("と PDF" if self.pdf else "")

    def run(self, tell: "Progress") -> WorkResult:
        """Make it."""
        from kumareport import pipeline

        target = default_output(self.book, draft=self.is_draft)
        try:
            result = pipeline.build(
                self.book,
                target,
                default_template(self.book),
                chapters=self.chapters,
                pdf=self.pdf,
                draft=self.is_draft,
                progress=tell,
                once=True,
            )
        except ConverterError as error:
            made = (target,) if target.is_file() else ()
            return WorkResult(False, (error.message,), error.hint, made)
        if result.template_is_faulty:
            line = "Word のテンプレートに誤りがあるため、作りませんでした。"
            return WorkResult(
                False, (line, *_errors(result.checked)), "テンプレートを直してください。"
            )
        if not result.written:
            line = "エラーがあるため、正式な報告書は作りませんでした。"
            return WorkResult(False, (line, *_errors(result.checked)), _SEE)
        lines = [*written_lines(*result.results)]
        if self.is_draft:
            count = len(result.checked.findings)
            lines.append(f"点検の結果 {count} 件を、それぞれの場所に Word のコメントで入れました。")
        lines += result.notices
        if result.missing_fonts:
            names = "、".join(result.missing_fonts)
            lines.append(f"テンプレートの書体がないため、PDF は別の書体になりました：{names}")
        return WorkResult(True, tuple(lines), files=result.written)


def _errors(checked: "CheckResult") -> tuple[str, ...]:
    from kumareport.model.finding import Severity
    from kumareport.present.place import shown

    errors = [f for f in checked.findings if f.severity is Severity.ERROR]
    told = tuple(f"{shown(f.location)}：{f.message}" for f in errors[:5])
    rest = len(errors) - len(told)
    return (*told, f"ほかに {rest} 件あります。") if rest else told


class PublishOrder(Struct, frozen=True):
    """Make the web pages."""

    book: Path
    previous: Path | None
    is_draft: bool
    folder: Path | None = None
    title: str = "ウェブページ"

    def run(self, tell: "Progress") -> WorkResult:
        """Make them."""
        from kumareport import pipeline

        result = pipeline.publish(
            self.book,
            self.folder or default_output(self.book).parent / "ウェブページ",
            default_template(self.book, "web/page.html").parent,
            previous=self.previous,
            draft=self.is_draft,
            progress=tell,
        )
        if result.folder is None:
            line = "エラーがあるため、ページは作りませんでした。"
            return WorkResult(False, (line, *_errors(result.checked)), _SEE)
        lines = (f"{len(result.pages)} ページとデータを作りました。", *written_lines(result.folder))
        hint = "フォルダーの中身をそのまま、市のホームページの担当に渡せます。"
        return WorkResult(True, lines, hint, (result.pages[0], result.folder.path))


class ExportOrder(Struct, frozen=True):
    """Write the report as data."""

    book: Path
    encoding: str
    title: str = "公開データ"

    def run(self, tell: "Progress") -> WorkResult:
        """Write it."""
        from kumareport import pipeline

        tell("表を書いています")
        folder = default_output(self.book).parent / "公開データ"
        result = pipeline.export(self.book, folder, encoding=self.encoding)
        lines = [*written_lines(result.folder), f"{len(result.written)} 個のファイルを作りました。"]
        if result.lacking:
            lines.append(f"この文字コードにない {len(result.lacking)} 種の文字は 〓 になりました。")
        return WorkResult(True, tuple(lines), files=(result.folder.path, *result.written))
