"""Values that are printed as typed: numbers in words, ranges, what stands in brackets."""

from msgspec.structs import replace

from kumareport.model.period import Year, parse_year
from kumareport.model.value import (
    OPEN,
    SCOPES,
    SETTLED,
    Fault,
    Operator,
    Value,
    ValueKind,
)
from kumareport.patterns import regex
from kumareport.wording.amounts import read_amount
from kumareport.wording.targets import is_change

_BRACKET = regex(r"\(([^()]*)\)")
_CELL = regex(r"※?(?P<body>[^()※*]+)(?P<brackets>(?:\([^()]*\))*)(?P<note>[※*].*)?")
_LONGEST = 60
_SCALE = regex("[千万億兆]")
_LOWER = (Operator.AT_LEAST, Operator.ABOVE)
MOST_DIGITS = 16
"""Digits before the point; the national budget in yen has 15."""
_RANGE = regex(r"(?P<low>.+?)(?:[~〜]|から|(?<=以上)|(?<=超))(?P<high>\d.*)")
_REMARK = regex(r".*[ぁ-んァ-ヶ一-龠々].*")
_SAID_YEAR = regex(
    r"(?P<year>(?:[SHRshr]|昭和|平成|令和|20)(?:\d+|元)(?:年度?)?)(?:末?(?:現在|時点)?|の?実績値?|分|の?値)"
    r"(?P<open>見込み?|速報値?|推計値?|暫定値?)?"
)
_SHARE = regex(r"[\d,.]+/[\d,.]+")
_OTHER_UNIT = regex("単位.*|[十百千万億兆]+.{0,2}|円")
_WIDTHS = {
    **{code + 0xFEE0: code for code in range(0x21, 0x7F) if chr(code) not in "()%~"},
    **{ord("("): "（", ord(")"): "）", ord("%"): "％", ord("~"): "～"},
}
_OVER_YEARS = regex(r"\d{1,2}(?:[かカヶケ箇]年|年間?)で(.+)")


def parse_as_typed(raw: str, plain: str, unit: str) -> Value | None:
    """A notation that is printed as typed: ``80％以上を維持``, ``1.70→1.80`` and ``約1,200人`` say a
    number, ``10～15`` two; ``5年間で1,000`` and ``10％増`` none that one year's value could be held
    against."""
    years = _OVER_YEARS.fullmatch(plain)
    if years:
        total = _parse_words(raw, years[1], unit)
        return Value(ValueKind.QUALITATIVE, raw, shown=in_printed_widths(raw)) if total else None
    ends = [_parse_words(raw, end, unit) for end in plain.split("→")]
    if len(ends) == 2 and all(ends):
        return ends[1]
    found = _parse_range(raw, plain, unit) or _parse_words(raw, plain, unit)
    if found is None and is_change(plain):
        return Value(ValueKind.QUALITATIVE, raw, shown=in_printed_widths(raw))
    return found


def _parse_range(raw: str, plain: str, unit: str) -> Value | None:
    """``10～15``, ``50以上60未満``: its ends; the upper one says the scale of both or of none."""
    match = _RANGE.fullmatch(plain)
    if match is None:
        return None
    low, high = (_parse_words(raw, match[name], unit) for name in ("low", "high"))
    if low is None or high is None or low.number is None or high.number is None:
        return None
    scales = [_SCALE.findall(match[name].removesuffix(unit)) for name in ("low", "high")]
    if scales[0] != scales[1] or low.number >= high.number:
        return None
    ends = (
        replace(low, operator=low.operator or Operator.AT_LEAST),
        replace(high, operator=high.operator or Operator.AT_MOST),
    )
    is_range = ends[0].operator in _LOWER and ends[1].operator not in _LOWER
    return (
        Value(ValueKind.QUALITATIVE, raw, shown=in_printed_widths(raw), ends=ends)
        if is_range
        else None
    )


def _parse_words(raw: str, plain: str, unit: str) -> Value | None:
    """A number in words, printed as typed; None for what says none."""
    match = _CELL.fullmatch(plain) if len(plain) <= _LONGEST else None
    amount = read_amount(match["body"], unit) if match else None
    if match is None or amount is None or amount.number.adjusted() >= MOST_DIGITS:
        return None
    year, status, reason = said_in(match["brackets"], unit, has_unit=True)
    if reason:
        return Value(ValueKind.UNREADABLE, raw, reason=reason, fault=Fault.NOTATION)
    said = "、".join(word for word in (amount.said, status) if word)
    return Value(
        ValueKind.NUMBER,
        raw,
        number=amount.number,
        decimals=max(0, -int(amount.number.as_tuple().exponent)),
        year=year,
        status=said,
        operator=amount.operator,
        note=match["note"] or "",
        shown=in_printed_widths(raw),
    )


def in_printed_widths(raw: str) -> str:
    """As typed, in the widths of the report: digits half, brackets and ％ full."""
    return raw.translate(_WIDTHS)


def said_in(brackets: str, unit: str, *, has_unit: bool) -> tuple[Year | None, str, str]:
    """What the brackets behind a number say: its year, its status or remark; else why they are
    not understood."""
    year, said = None, list[str]()
    for content in _BRACKET.findall(brackets):
        dated = _SAID_YEAR.fullmatch(content)
        found = parse_year(dated["year"] if dated else content)
        is_remark = bool(_REMARK.fullmatch(content)) and not _OTHER_UNIT.fullmatch(content)
        if found is not None and year is None:
            year = found
            said += [] if parse_year(content) else [content]
        elif (
            (content and content in (*OPEN, *SETTLED, *SCOPES, unit))
            or (found is None and is_remark)
            or _SHARE.fullmatch(content)
            or (has_unit and content.endswith("%"))
        ):
            said.append(content)
        else:
            reason = (
                f"かっこの中の「{content}」が何か分かりません。年度（H26 など）、概数・見込みなどか、"
                f"「うち{content}」のような言葉で書いてください"
            )
            return None, "", reason
    return year, "、".join(said), ""
