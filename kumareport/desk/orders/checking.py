"""Orders on the workbook itself: check it, accept findings."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from kumareport.defaults import default_output
from kumareport.desk.orders.order import written_lines
from kumareport.desk.outcome import Checkup, ShownFinding, WorkResult
from kumareport.model.finding import Finding, Severity

if TYPE_CHECKING:
    from kumareport.pipeline import CheckResult
    from kumareport.pipeline.progress import Progress


class LookOrder(Struct, frozen=True):
    """Check a workbook for its pages; nothing is written."""

    book: Path
    title: str = "点検"

    def run(self, tell: "Progress") -> WorkResult:
        """Check it."""
        from kumareport import pipeline

        tell("ブックを読み、点検しています")
        return WorkResult(True, checkup=checkup(pipeline.check(self.book)))


class ListOrder(Struct, frozen=True):
    """Write 点検結果.xlsx, and a coloured copy where one is wanted."""

    book: Path
    previous: Path | None = None
    marked_copy: bool = False
    title: str = "点検結果の Excel"

    def run(self, tell: "Progress") -> WorkResult:
        """Write them."""
        from kumareport import pipeline

        tell("ブックを読み、点検しています")
        result = pipeline.check(self.book, self.previous)
        folder = default_output(self.book).parent
        tell("点検結果を書いています")
        target = folder / f"{self.book.stem}の点検結果.xlsx"
        made = pipeline.write_check_result(result, self.book, target, self.previous)
        written = [made.written]
        lines: list[str] = []
        if made.carried_over:
            lines.append(f"前の点検結果に記入されていた {made.carried_over} 件を引き継ぎました。")
        if made.set_aside:
            lines.append(f"指摘がなくなった {made.set_aside} 件の記入は、別のシートに残しました。")
        if self.marked_copy:
            copy = folder / f"{self.book.stem}（色付き）{self.book.suffix}"
            placed, found = pipeline.write_marked_copy(result, self.book, copy)
            written.append(found)
            lines.append(f"写しのセルに、{placed} 件のメモを付けました。")
        files = tuple(one.path for one in written)
        return WorkResult(True, (*written_lines(*written), *lines), files=files)


class AcceptOrder(Struct, frozen=True):
    """確認済: write a new workbook in which somebody has accepted findings."""

    book: Path
    keys: tuple[str, ...]
    person: str
    reason: str
    title: str = "確認済の記入"

    def run(self, tell: "Progress") -> WorkResult:
        """Write it."""
        from kumareport.pipeline.acknowledging import acknowledge, acknowledged_name

        tell("ブックの写しに書いています")
        target = acknowledged_name(self.book)
        count, written = acknowledge(self.book, target, self.keys, self.person, self.reason)
        lines = (
            f"{count} 件を確認済にした、新しいブックを作りました。",
            f"元のブック「{self.book.name}」は変えていません。",
            *written_lines(written),
        )
        hint = "これからは新しいブックで続けてください。"
        return WorkResult(True, lines, hint, (written.path,), book=written.path)


def checkup(result: "CheckResult") -> Checkup:
    """A check as the pages show it."""
    from kumareport.marks.totals import counted_marks, totals
    from kumareport.present.place import chapter_name

    report = result.report
    settings = report.settings
    counts = totals(report, result.judged)[-1].counts
    return Checkup(
        title=settings.title,
        year=str(settings.year) if settings.year else "",
        findings=tuple(_shown(result)),
        accepted=len(result.acknowledged),
        marks=tuple(
            (mark.symbol, mark.meaning, count)
            for mark, count in zip(counted_marks(report), counts, strict=True)
        ),
        chapters=tuple(chapter_name(chapter) for chapter in report.chapters),
        departments=len(settings.departments),
    )


def _shown(result: "CheckResult") -> Iterator[ShownFinding]:
    from kumareport.present.place import Map, shown
    from kumareport.rules.catalog import find_rule

    places, texts = Map(result.report), result.report.places
    for finding in result.findings:
        rule = find_rule(finding.code)
        at = finding.location
        yield ShownFinding(
            severity=finding.severity,
            code=finding.code,
            title=rule.title if rule else "",
            place=shown(at),
            part=places.heading(at),
            department=places.department(at),
            message=finding.message,
            hint=finding.hint,
            related=tuple((shown(one), texts.text(one)) for one in finding.related),
            key=finding.key if _may_be_accepted(finding) else "",
        )


def _may_be_accepted(finding: Finding) -> bool:
    return finding.severity is not Severity.ERROR and not finding.code.startswith("A")
