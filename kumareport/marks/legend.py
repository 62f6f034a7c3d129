"""The schemes of marks that a report uses, as its legend (凡例) names them."""

from msgspec import Struct

from kumareport.model.form import FieldType, FormField
from kumareport.model.formula import read_points
from kumareport.model.mark import Mark, Scheme
from kumareport.model.record_kind import Shape
from kumareport.model.report import Report
from kumareport.model.settings import Settings


class LegendScheme(Struct, frozen=True):
    """A scheme in the legend.

    Attributes:
        name: what it is called, with the columns that it stands in; empty where the report has no other.
        marks: its marks, best first.
    """

    name: str
    marks: tuple[Mark, ...]


def legend_of(report: Report) -> tuple[LegendScheme, ...]:
    """The schemes of a report's indicators and of the marks that people give, in the order of 設定."""
    settings = report.settings
    of_rows = [settings.scheme_of(row) for _, row in report.indicators()]
    if settings.form.of_shape(Shape.INDICATOR) and not settings.schemes[0].is_judged:
        of_rows.append(settings.schemes[0])
    fields = [(f, _scheme(f, settings)) for f in settings.form.own if f.type is FieldType.MARK]
    used = [s for s in settings.schemes if s in of_rows or any(s is own for _, own in fields)]
    if len(used) < 2:
        return tuple(LegendScheme("", scheme.marks) for scheme in used)
    return tuple(
        LegendScheme(
            _name(scheme, [f.name for f, own in fields if own is scheme], settings), scheme.marks
        )
        for scheme in used
    )


def _scheme(field: FormField, settings: Settings) -> Scheme:
    """The scheme of a column of marks; the usual one where it names none."""
    points = read_points(field.how)
    name = points.scheme if points else field.how
    return next((s for s in settings.schemes if s.name == name), settings.schemes[0])


def _name(scheme: Scheme, columns: list[str], settings: Settings) -> str:
    """Its name, and the columns that are called otherwise."""
    name = scheme.name or "、".join(columns) or f"{settings.form.indicator_word}の進捗"
    others = "、".join(column for column in columns if column not in name)
    return f"{name}（{others}）" if others else name
