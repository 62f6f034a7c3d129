"""Orders between one version or year and another: compare, go on to the next year, begin anew."""

import datetime
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kumareport.defaults import builtin_template, default_output, default_template
from kumareport.desk.orders.order import written_lines
from kumareport.desk.outcome import WorkResult

if TYPE_CHECKING:
    from kumareport.pipeline.progress import Progress


class CompareOrder(Struct, frozen=True):
    """新旧対照表, or the new report with the differences as tracked changes."""

    old: Path
    new: Path
    redline: bool

    @property
    def title(self) -> str:
        """What is made."""
        return "見え消し版" if self.redline else "新旧対照表"

    def run(self, tell: "Progress") -> WorkResult:
        """Make it."""
        from kumareport import pipeline

        target = default_output(self.new).parent / f"{self.title}.docx"
        if self.redline:
            at = datetime.datetime.now().astimezone()
            template = default_template(self.new)
            count, written = pipeline.redline(
                self.old, self.new, target, template, at=at, progress=tell
            )
            lines = [f"変更履歴 {count} か所" if count else "変更はありません。"]
        else:
            result = pipeline.compare(self.old, self.new, target, progress=tell)
            counts, written = result.comparison.counts(), result.written
            parts = "、".join(f"{topic} {count} 件" for topic, count in counts.items())
            lines = [
                f"変更 {sum(counts.values())} 件（{parts}）" if counts else "変更はありません。"
            ]
            lines += [
                f"{path.name} に、読めない行や列があります。点検してください。"
                for path in result.faulty
            ]
        return WorkResult(True, (*lines, *written_lines(written)), files=(written.path,))


class RolloverOrder(Struct, frozen=True):
    """Next year's workbook, and its checklist."""

    book: Path
    targets: str
    keep_texts: bool
    title: str = "次の年度のブック"

    def run(self, tell: "Progress") -> WorkResult:
        """Make them."""
        from kumareport import pipeline
        from kumareport.years import years

        tell("次の年度のブックを作っています")
        made = pipeline.rollover(
            self.book,
            self.book.with_name(f"{self.book.stem}（次年度）{self.book.suffix}"),
            targets=years([self.targets]) if self.targets else (),
            keep_texts=self.keep_texts,
        )
        counts = Counter(item.topic for item in made.items)
        parts = "、".join(f"{topic} {count} 件" for topic, count in counts.items())
        lines = (f"評価の年度は {made.year} です。", parts, *written_lines(made.written))
        hint = "確認表を上から順に確かめてから、新しいブックで一年を始めてください。"
        files = (made.written.path, made.checklist)
        return WorkResult(True, lines, hint, files, book=made.written.path)


class NewPlanOrder(Struct, frozen=True):
    """A new workbook in one of the forms to begin with.

    Attributes:
        form: the preset's name.
        example: with its example instead of empty; the rest is then the example's.
        plan: the report's title.
        base, actuals, targets: years as people write them.
        chapters: the titles of the chapters.
        departments: a list of departments; None for none.
    """

    folder: Path
    form: str
    example: bool
    plan: str
    base: str
    actuals: str
    targets: str
    chapters: tuple[str, ...]
    departments: Path | None
    title: str = "新しい計画"

    def run(self, tell: "Progress") -> WorkResult:
        """Make it."""
        from kumareport import pipeline
        from kumareport.workbook.department_list import read_departments
        from kumareport.workbook.preset import presets
        from kumareport.workbook.starting import Plan, example_plan
        from kumareport.years import years

        tell("ブックを作っています")
        preset = presets()[self.form]
        if self.example:
            made = example_plan(preset)
        else:
            base = years([self.base])[0]
            spans = years([self.actuals]), years([self.targets])
            made = Plan.of(preset, self.plan, self.chapters or ("",), base, *spans)
        if self.departments is not None:
            made = replace(made, departments=read_departments(self.departments).departments)
        letter = builtin_template("letter.docx")
        files = pipeline.init(
            self.folder,
            made,
            preset.template or builtin_template(),
            letter if letter.is_file() else None,
        )
        hint = "ブックを Excel で開き、「設定」を確かめて、章のシートに書いてください。"
        return WorkResult(True, ("新しいブックを作りました。",), hint, files, book=files[0])
