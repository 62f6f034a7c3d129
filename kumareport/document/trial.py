"""A template tried on a small report of which every part is known to be good: what goes wrong then,
is the template's fault."""

from decimal import Decimal

from kumareport.document.build import make_document
from kumareport.document.render import DAMAGES
from kumareport.errors import KumareportError, TemplateError
from kumareport.marks import Judged
from kumareport.model.form import FRONT, STANDARD, Form
from kumareport.model.indicator import Indicator
from kumareport.model.location import Location
from kumareport.model.period import Period, parse_period
from kumareport.model.report import Chapter, Group, Part, Report, Text
from kumareport.model.settings import Settings
from kumareport.model.value import Entry, Value, ValueKind

_NOWHERE = Location()
_HEADERS = ("基準値 H27", "実績 R4", "実績 R5", "検証値 R5")


def trial(template: bytes, form: Form = STANDARD) -> tuple[str, str]:
    """Make a draft of a form with everything in it.

    Returns:
        Why that is not possible and where, in Japanese; empty where it is.
    """
    report = _sample(form)
    try:
        make_document(report, Judged(report, {}), template, lambda _: None, ())
    except TemplateError as error:
        return error.message, error.place
    except KumareportError as error:
        return error.message, ""
    except DAMAGES:
        return "Word の文書として正しくないところがあります", ""
    return "", ""


def _sample(form: Form) -> Report:
    periods = tuple(p for n, header in enumerate(_HEADERS, 7) if (p := parse_period(header, n)))
    rows = tuple(_row(f"1-1-指{n}", f"指標{n}", periods) for n in (1, 2))
    alone = _row("1-1-指3", "指標3", periods)
    kinds = enumerate(form.written, 1)
    texts = tuple(Text(f"1-1-文{n}", "文。", _NOWHERE, kind) for n, kind in kinds)
    groups = (Group("大項目", rows), Group("", (alone,)))
    section = Part("1-1", 1, "節", "課", groups, texts, _NOWHERE, kind=form.headings[0].name)
    others = tuple(_empty(kind.depth, kind.name) for kind in form.headings[1:])
    front = any(FRONT in kind.under for kind in form.kinds)
    parts = ((_empty(1, FRONT),) if front else ()) + (section, *others)
    chapter = Chapter("第１章", "章", "第１章", periods, parts, _NOWHERE)
    settings = Settings("題名", "参考資料", has_summary=True, has_overview=True, form=form)
    return Report(settings, (chapter,), (), ("第１章",))


def _empty(depth: int, kind: str) -> Part:
    parent = "" if depth <= 2 else "1-1"
    return Part(
        f"部{depth}", 1, kind, "", (), (), _NOWHERE, f"{kind}１", depth, parent, kind
    )  # fmt: skip


def _row(key: str, name: str, periods: tuple[Period, ...]) -> Indicator:
    entries = tuple(
        Entry(period, Value(ValueKind.NUMBER, str(number), Decimal(number)), _NOWHERE)
        for number, period in enumerate(periods, 1)
    )
    return Indicator(
        key, name, ("※注",), "件", entries, "", "", None, True, name, "課", _NOWHERE, _NOWHERE
    )
