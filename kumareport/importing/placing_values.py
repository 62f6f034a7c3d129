"""Values of labels, columns and lines → the places in the draft that the mapping says."""

from collections.abc import Sequence

from msgspec.structs import replace

from kumareport.importing.draft import DraftIndicator, Heads
from kumareport.importing.found import FoundLabel
from kumareport.importing.placing import Placing
from kumareport.importing.quote import Quote
from kumareport.importing.targets import LEVELS, OF_WHOLE, ROLES, Choice, Goes
from kumareport.importing.units import name_and_unit
from kumareport.importing.values import is_lost_formula, picked, stored_value, yearly_values
from kumareport.importing.words import bare
from kumareport.model.field_columns import YEARLY
from kumareport.model.period import Role, parse_year, year_in
from kumareport.patterns import regex
from kumareport.workbook.layout import CHART_CHOICES, DIRECTION_CHOICES

_WAYS = {
    word: way
    for way, words in zip(
        DIRECTION_CHOICES,
        ("上昇 増加 増 増やす 向上 ↑", "減少 低下 減 減らす ↓", "維持 横ばい →"),
        strict=True,
    )
    for word in words.split()
}
_OFFICE = regex(r".{1,15}(?:課|室|局|所|係|館|校|センター|委員会|班|チーム|署|園)")
"""Ends that tell that a line names a whole department; 部 and 局 alone may stand above one."""
_NO_RESULT = "計算結果が保存されていない数式です（Excel で開いて保存し直すと読めます）"


def place_values(placing: Placing, choice: Choice, quotes: Sequence[Quote]) -> None:
    """The values of a label where the choice says."""
    target = choice.target
    if target in (Goes.LEAVE, Goes.TAKE):
        for quote in quotes:
            placing.left(quote, choice.why or "取り込まないと決めました")
        return
    if target in OF_WHOLE and quotes:
        placing.open_whole(target, quotes[0])
        quotes = quotes[1:]
    if target in LEVELS:
        open_now = {part.text for part in placing.path}
        if quotes and " ".join(quotes[0].text.split()) in open_now:
            # A box that repeats the heading above it.
            placing.placed(quotes[0], "見出し")
        elif quotes and quotes[0] not in placing.opened:
            placing.open(LEVELS.index(target) + 1, quotes[0], choice.name)
        for quote in quotes[1:]:
            placing.left(quote, "見出しのうしろにもう１つ文があります")
        return
    for quote in quotes:
        place_value(placing, choice, quote)


def place_value(placing: Placing, choice: Choice, quote: Quote) -> None:
    """One value of a label, or of a line."""
    target, text = choice.target, quote.text.strip()
    if is_lost_formula(quote):
        placing.left(quote, _NO_RESULT)
    elif target is Goes.TITLE and not placing.draft.title:
        placing.draft.title = " ".join(text.split())
        placing.placed(quote, "設定：報告書の題名")
    elif target is Goes.LABEL and not placing.draft.label:
        placing.draft.label = text
        placing.placed(quote, "設定：資料の区分")
    elif target is Goes.INDICATOR:
        name, unit = name_and_unit(text)
        placing.new_indicator(" ".join(name.split()), quote).unit = unit
        placing.placed(quote, "指標")
    elif target in (Goes.FIELD, Goes.TEXT) and (word := picked(text)):
        placing.draft.readings.append((quote, word))
        placing.field_of_part(replace(choice, target=Goes.FIELD), (word, ""), quote)
    elif target in (Goes.TEXT, Goes.NOTE):
        placing.text(choice.name or "注記", quote)
    elif target is Goes.DEPARTMENT:
        placing.part().department = placing.part().department or offices(text)
        placing.placed(quote, "所管課")
    elif target is Goes.FIELD and (of_years := yearly_values(text)):
        for year, stored, unit in of_years:
            placing.yearly(choice.name, year, stored, unit)
        placing.placed(quote, f"項目：{choice.name}")
    elif target is Goes.FIELD and choice.type in YEARLY and choice.year:
        stored, unit = stored_value(quote)
        placing.yearly(choice.name, choice.year, stored, unit)
        placing.placed(quote, f"項目：{choice.name} {choice.year}")
    elif target is Goes.FIELD:
        stored, unit = stored_value(quote)
        if unit:
            stored = placing.with_unit(choice, stored, unit, quote)
        placing.field_of_part(choice, stored, quote)
    elif target is Goes.UNIT and "円" in text:
        placing.money_unit = _line(text)
        placing.placed(quote, "金額の単位")
    elif target is Goes.MEMO:
        part = placing.part()
        part.memo = "\n".join(filter(None, (part.memo, text)))
        placing.placed(quote, "備考")
    elif placing.indicator is not None:
        place_on_indicator(placing, placing.indicator, choice, quote)
    else:
        placing.left(quote, f"{target}の行になる指標がありません")


def place_yearly(placing: Placing, choice: Choice, label: FoundLabel) -> None:
    """The numbers of a label that heads a row of years."""
    for quote in label.values:
        stored, unit = stored_value(quote)
        if is_lost_formula(quote):
            placing.left(quote, _NO_RESULT)
            continue
        placing.yearly(choice.name, label.year, stored, unit or label.unit)
        placing.placed(quote, f"項目：{choice.name} {label.year}")


def place_on_indicator(
    placing: Placing, indicator: DraftIndicator, choice: Choice, quote: Quote
) -> None:
    """What a label or column says of an indicator."""
    target, text = choice.target, quote.text.strip()
    if target in ROLES:
        place_number(placing, indicator, ROLES[target], choice.year, choice.name, quote)
        return
    if target is Goes.UNIT:
        indicator.unit = indicator.unit or _line(text)
    elif target is Goes.GROUP:
        indicator.group = _line(text)
    elif target is Goes.MARK:
        indicator.mark = _line(text)
        if indicator.mark not in placing.draft.symbols:
            placing.draft.symbols.append(indicator.mark)
    elif target is Goes.SCHEME:
        indicator.scheme = _line(text)
    elif target is Goes.REASON:
        indicator.reason = text
    elif target is Goes.DEPARTMENT:
        indicator.department = offices(text)
    elif target is Goes.WAY and bare(text) in _WAYS:
        indicator.direction = _WAYS[bare(text)]
    elif target is Goes.CHART and text in CHART_CHOICES:
        indicator.chart = text
    elif target is Goes.CHART_TITLE:
        indicator.chart_title = text
    elif target is Goes.MEMO:
        indicator.memo = "\n".join(filter(None, (indicator.memo, text)))
    elif target in (Goes.WAY, Goes.CHART):
        placing.left(quote, f"「{target}」の言葉ではありません")
        return
    else:
        placing.left(quote, f"指標の{target}という欄はありません")
        return
    placing.placed(quote, str(target))


def place_number(
    placing: Placing, indicator: DraftIndicator, role: Role, year: str, word: str, quote: Quote
) -> tuple[Role, int] | None:
    """A value of an indicator; the column that it stands in now, None where it found none."""
    known = parse_year(year) or (found[0] if (found := year_in(year)) else None)
    if known is None:
        placing.left(quote, "年度が分かりません。対応表の「年度」に入れてください")
        return None
    if is_lost_formula(quote):
        placing.left(quote, _NO_RESULT)
        return None
    column = role, known.ad
    stored, unit = stored_value(quote, indicator.unit)
    if column in indicator.values and indicator.values[column] != stored:
        placing.left(quote, "同じ指標の同じ年度に、もう１つ値があります")
        return None
    if unit and unit != indicator.unit:
        indicator.unit = indicator.unit or unit
    if unit and unit != indicator.unit:
        stored = (quote.text.strip(), "")
    elif unit:
        placing.draft.readings.append((quote, f"{stored[0]}（単位：{unit}）"))
    elif quote.value is None and quote.text.strip()[:1] in "▲△":
        placing.draft.readings.append((quote, str(stored[0])))
    indicator.values[column] = stored
    placing.draft.columns.setdefault(column, Heads(word or str(role), year))
    placing.placed(quote, f"{role} {year}")
    return column


def offices(text: str) -> str:
    """Departments, each on a line of its own or not, as a workbook writes several: 企画課、財政課.

    A line that has no ending of its own (a name broken to fit) goes on in the next one.
    """
    lines = [_line(line).strip("、,，・") for line in text.splitlines()]
    lines = [line for line in lines if line]
    if len(lines) > 1 and all(_OFFICE.fullmatch(line) for line in lines):
        return "、".join(lines)
    return _line(text)


def _line(text: str) -> str:
    return " ".join(text.split())
