"""An empty workbook for any plan."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kumareport.model.form import STANDARD, Form, Shape
from kumareport.model.mark import Scheme
from kumareport.model.numbering import numbered
from kumareport.model.period import Role, Year
from kumareport.workbook.layout import Setting
from kumareport.workbook.new_workbook import ChapterSheet, NewWorkbook, Record
from kumareport.workbook.period_columns import header_text, sort_key

_SECTIONS = 3
_ROWS = {Shape.HEADING: 1, Shape.INDICATOR: 2, Shape.TEXT: 2}
"""How many blank sections, and rows of each kind, a new chapter offers."""
# Excel allows none of these in a sheet's name, nor more than 31 letters.
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan to be evaluated.

    Attributes:
        title: the report's title.
        chapters: the titles of its chapters, empty where not known yet.
        base: the year of the 基準値.
        actuals: the years of the 実績; the latest one is the year of the evaluation.
        targets: the years of the 検証値: the final one, and interim ones.
        departments: name, bureau and contact of each.
        chapter_form, section_form: how the first chapter and section are numbered.
        schemes: its marks; the three usual ones where empty.
        label: what kind of document it is (資料の区分).
    """

    title: str
    chapters: Sequence[str]
    base: Year
    actuals: Sequence[Year]
    targets: Sequence[Year]
    departments: Sequence[tuple[str, str, str]] = ()
    chapter_form: str = "第１章"
    section_form: str = "第１節"
    schemes: Sequence[Scheme] = ()
    label: str = ""


def starting_workbook(plan: Plan) -> NewWorkbook:
    """The workbook of a plan before anything is written in it."""
    columns = [(Role.BASE, plan.base)]
    columns += [(Role.ACTUAL, year) for year in plan.actuals]
    columns += [(Role.TARGET, year) for year in plan.targets]
    columns.sort(key=lambda column: sort_key(*column))
    headers = [header_text(role, year.label) for role, year in columns]
    chapters: list[ChapterSheet] = []
    for index, title in enumerate(plan.chapters, 1):
        number = numbered(plan.chapter_form, index)
        # Only a form without a count gives two chapters one number.
        name = _FORBIDDEN.sub("", number)[:31] or f"第{index}章"
        if name in (chapter.name for chapter in chapters):
            name = f"{name[:27]} {index}"
        chapters.append(
            ChapterSheet(name, number, title, headers, _blank_rows(STANDARD), plan.schemes)
        )
    newest = max(plan.actuals, key=lambda year: year.ad)
    return NewWorkbook(
        settings={
            Setting.TITLE: plan.title,
            Setting.LABEL: plan.label,
            Setting.YEAR: newest.label,
            Setting.SECTION_FORM: plan.section_form,
        },
        chapters=chapters,
        departments=plan.departments,
        schemes=plan.schemes,
    )


def _blank_rows(form: Form) -> list[Record]:
    kinds = [kind for kind in form.kinds for _ in range(_ROWS.get(kind.shape, 0))]
    return [Record(kind.name, "", "") for kind in kinds * _SECTIONS]
