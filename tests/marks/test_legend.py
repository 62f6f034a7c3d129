"""The legend names the schemes that a report uses, and no other."""

from msgspec.structs import replace

from kumareport.marks.legend import legend_of
from kumareport.model.form import STANDARD, FieldType, FormField
from kumareport.model.mark import Condition, Mark, Measure, Scheme, three_marks
from kumareport.model.report import Report
from kumareport.model.settings import Settings

PEOPLE = tuple(
    Scheme(name, tuple(Mark(s, f"{name}{s}", Condition(Measure.TYPED), None) for s in symbols))
    for name, symbols in (("貢献度", "ＡＢ"), ("必要性", "高低"))
)
SCHEMES = (three_marks(), *PEOPLE)


def named(schemes: tuple[Scheme, ...], *fields: tuple[str, str]) -> list[tuple[str, str]]:
    """The names and the symbols of the legend of a form with some columns of marks."""
    own = tuple(FormField(name, FieldType.MARK, ("節",), how=how) for name, how in fields)
    form = replace(STANDARD, fields=(*STANDARD.fields, *own))
    report = Report(Settings(schemes=schemes, form=form), (), (), ())
    return [(one.name, "".join(mark.symbol for mark in one.marks)) for one in legend_of(report)]


def test_one_scheme_needs_no_name_and_an_unused_one_is_left_out() -> None:
    assert named(SCHEMES) == [("", "○△×")]
    assert named(PEOPLE, ("一次", "貢献度")) == [("", "ＡＢ")]


def test_several_are_named_with_the_columns_that_are_called_otherwise() -> None:
    assert named(SCHEMES, ("必要性", "必要性"), ("一次", "貢献度"), ("二次", "貢献度")) == [
        ("検証指標の進捗", "○△×"), ("貢献度（一次、二次）", "ＡＢ"), ("必要性", "高低"),
    ]  # fmt: skip


def test_points_give_a_mark_of_the_scheme_that_they_name() -> None:
    assert named(SCHEMES, ("総合", "合計点から貢献度"))[1:] == [("貢献度（総合）", "ＡＢ")]
    assert named(SCHEMES, ("確かめ", "")) == [("", "○△×")]
