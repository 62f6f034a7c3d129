"""Found things and choices → the draft of a report. Whatever finds no place stays in the ledger."""

import re
from collections.abc import Iterable, Mapping, Sequence

from kumareport.importing.draft import Draft, DraftIndicator, DraftPart, Fates, Heads, Stored
from kumareport.importing.draft_form import THREE, schemes_of
from kumareport.importing.found import (
    Found,
    FoundHeading,
    FoundLabel,
    FoundLine,
    FoundSheet,
    FoundTable,
)
from kumareport.importing.quote import Quote, Source
from kumareport.importing.targets import LEVELS, ROLES, Choice, Goes, Key
from kumareport.importing.values import (
    bullets,
    is_lost_formula,
    stored_value,
    yearly_values,
)
from kumareport.importing.words import bare
from kumareport.importing.words import is_money as is_money_word
from kumareport.model.field_columns import YEARLY
from kumareport.model.form import FieldType
from kumareport.model.period import Role, parse_year, year_in
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
_NO_RESULT = "計算結果が保存されていない数式です（Excel で開いて保存し直すと読めます）"
_LONGEST_SYMBOL = 2
_OFFICE = re.compile(r".{1,14}(?:課|室|局|事務局|センター|支所|署)")
"""The name of a sheet that is the name of a department."""


class Placing:
    """Puts found things into a draft.

    Attributes:
        draft: the report so far.
        ledger: what became of every piece of text.
    """

    def __init__(self, choices: Mapping[Key, Choice]) -> None:
        self._choices = choices
        self.draft = Draft()
        self.ledger = Fates()
        self._sheet = self._office = ""
        self._is_left = False
        self._opened: set[Quote] = set()
        self._legend: dict[str, Quote] = {}
        self.path: list[DraftPart] = []
        self.indicator: DraftIndicator | None = None

    def choice(self, key: Key) -> Choice:
        """What becomes of a key."""
        return self._choices.get(key, Choice(Goes.LEAVE, why="対応表にありません"))

    def name(self, title: str, sources: Iterable[Source]) -> None:
        """Give the report its title; the line that says it has found its place."""
        self.draft.title = title
        for source in sources:
            quotes = source.quotes()
            first = next(quotes, None)
            if first is not None and " ".join(first.text.split()) == title:
                self.placed(first, "設定：報告書の題名")

    def settle_order(self) -> None:
        """Put parts in the order that their sources say."""
        for parts in (self.draft.chapters, *(part.children for part in self.draft.parts())):
            if all(part.place for part in parts):
                parts.sort(key=lambda part: part.place)

    def settle_legend(self) -> None:
        """Give back the lines of the legend that no mark of an indicator uses."""
        schemes = schemes_of(self.draft)
        known = {mark.symbol for scheme in schemes for mark in scheme.marks} or set(THREE)
        for symbol, quote in self._legend.items():
            if symbol not in known:
                self.ledger.placed.pop(quote, None)
                self.left(quote, "項目の評価の説明です。ブックの「進捗の区分」に足してください")

    def take(self, things: Sequence[Found]) -> None:
        """Everything of one source, in order."""
        for thing in things:
            if isinstance(thing, FoundSheet):
                self._begin(thing, things)
            elif not self._is_left:
                self._take(thing)

    def _begin(self, sheet: FoundSheet, things: Iterable[Found]) -> None:
        self._sheet, self.path, self.indicator = sheet.sheet or sheet.file, [], None
        self._office = self._sheet if _OFFICE.fullmatch(self._sheet) else ""
        self._is_left = self.choice(sheet.key).target is Goes.LEAVE
        if self._is_left:
            return
        # A 帳票 may name the section before the chapter that it lies in.
        labels = [t for t in things if isinstance(t, FoundLabel) and t.values]
        levels = [
            (LEVELS.index(c.target), t, c)
            for t in labels
            if (c := self.choice(t.key)).target in LEVELS
        ]
        if len({depth for depth, _, _ in levels}) == len(levels) > 1:
            for depth, label, choice in sorted(levels, key=lambda level: level[0]):
                self._open(depth + 1, label.values[0], choice.name)
                self._opened.add(label.values[0])

    def _take(self, thing: Found) -> None:
        from kumareport.importing.placing_rows import place_table

        match thing:
            case FoundHeading():
                choice = self.choice(thing.key)
                if choice.target in LEVELS:
                    self._open(LEVELS.index(choice.target) + 1, thing.quote, choice.name)
                    self.path[-1].place = self.path[-1].place or thing.place
                else:
                    self.values(choice, (thing.quote,))
            case FoundLine():
                self._line(self.choice(thing.key), thing.quote)
            case FoundLabel():
                choice = self.choice(thing.key)
                if choice.target is not Goes.LEAVE and thing.label not in thing.values:
                    self.placed(thing.label, "ラベル")
                self.values(choice, thing.values)
            case FoundTable():
                place_table(self, thing)
            case FoundSheet():
                pass

    # --- what became of a text ------------------------------------------------------------

    def placed(self, quote: Quote, where: str) -> None:
        """A text has found its place."""
        self.ledger.placed[quote] = where

    def left(self, quote: Quote, why: str) -> None:
        """A text has found none."""
        if quote not in self.ledger.placed:
            self.ledger.left[quote] = why

    # --- parts ------------------------------------------------------------------------------

    def part(self) -> DraftPart:
        """The part that the next thing stands in; one named after the sheet where none is open."""
        if not self.path:
            self._enter(1, self._sheet, "")
        return self.path[-1]

    def _open(self, depth: int, quote: Quote, kind: str) -> None:
        self.placed(quote, "見出し")
        self.enter(depth, " ".join(quote.text.split()), kind)

    def enter(self, depth: int, text: str, kind: str) -> None:
        """Go on in a part of some depth: the one that has the heading already, or a new one."""
        if len(self.path) >= depth and self.path[depth - 1].text == text:
            if len(self.path) > depth:
                self.path, self.indicator = self.path[:depth], None
            return
        if depth > 1 and not self.path:
            self._enter(1, self._sheet, "")
        self.path = self.path[: depth - 1]
        self._enter(len(self.path) + 1, text, kind)

    def _enter(self, depth: int, text: str, kind: str) -> None:
        around = self.path[-1].children if self.path else self.draft.chapters
        known = next((part for part in around if part.text == text), None)
        if known is None:
            known = DraftPart(text, depth, kind)
            around.append(known)
        self.path = [*self.path, known]
        self.indicator = None

    # --- values of labels -------------------------------------------------------------------

    def values(self, choice: Choice, quotes: Sequence[Quote]) -> None:
        """The values of a label where the choice says."""
        target = choice.target
        if target in (Goes.LEAVE, Goes.TAKE):
            for quote in quotes:
                self.left(quote, choice.why or "取り込まないと決めました")
            return
        if target in LEVELS:
            if quotes and quotes[0] not in self._opened:
                self._open(LEVELS.index(target) + 1, quotes[0], choice.name)
            for quote in quotes[1:]:
                self.left(quote, "見出しのうしろにもう１つ文があります")
            return
        for quote in quotes:
            self.value(choice, quote)

    def value(self, choice: Choice, quote: Quote) -> None:
        """One value of a label, or of a line."""
        target, text = choice.target, quote.text.strip()
        if is_lost_formula(quote):
            self.left(quote, _NO_RESULT)
        elif target is Goes.TITLE and not self.draft.title:
            self.draft.title = " ".join(text.split())
            self.placed(quote, "設定：報告書の題名")
        elif target is Goes.LABEL and not self.draft.label:
            self.draft.label = text
            self.placed(quote, "設定：資料の区分")
        elif target is Goes.INDICATOR:
            self.new_indicator(text, quote)
            self.placed(quote, "指標")
        elif target in (Goes.TEXT, Goes.NOTE):
            self.text(choice.name or "注記", quote)
        elif target is Goes.DEPARTMENT:
            self.part().department = self.part().department or _line(text)
            self.placed(quote, "所管課")
        elif target is Goes.FIELD and (of_years := yearly_values(text)):
            for year, stored, unit in of_years:
                self.yearly(choice.name, year, stored, unit)
            self.placed(quote, f"項目：{choice.name}")
        elif target is Goes.FIELD and choice.type in YEARLY and choice.year:
            stored, unit = stored_value(quote)
            self.yearly(choice.name, choice.year, stored, unit)
            self.placed(quote, f"項目：{choice.name} {choice.year}")
        elif target is Goes.FIELD:
            stored, unit = stored_value(quote)
            if unit:
                stored = self.with_unit(choice, stored, unit, quote)
            self.field(self.part().fields, choice, stored, quote)
        elif target is Goes.MEMO:
            part = self.part()
            part.memo = "\n".join(filter(None, (part.memo, text)))
            self.placed(quote, "備考")
        elif self.indicator is not None:
            self.indicator_value(self.indicator, choice, quote)
        else:
            self.left(quote, f"{target}の行になる指標がありません")

    def _line(self, choice: Choice, quote: Quote) -> None:
        if choice.target is not Goes.LEGEND:
            self.values(choice, (quote,))
            return
        symbol, _, words = quote.text.strip().partition("：")
        if words and len(symbol) <= _LONGEST_SYMBOL:
            self.draft.legend[symbol] = words
            self._legend[symbol] = quote
            self.placed(quote, "設定：進捗の記号と説明")
        else:
            self.left(quote, "凡例のうち、記号の説明でない文です（テンプレートが書きます）")

    # --- contents ---------------------------------------------------------------------------

    def text(self, kind: str, quote: Quote) -> None:
        """A text of a kind, its bullets one by one; what is there already is not repeated."""
        texts = self.part().texts
        for bullet in bullets(quote):
            if (kind, bullet) not in texts:
                texts.append((kind, bullet))
        self.placed(quote, kind)

    def field(
        self, fields: dict[str, Stored], choice: Choice, stored: Stored, quote: Quote
    ) -> None:
        """A field of the office's own."""
        name = choice.name
        if name in fields and fields[name] != stored:
            old, fresh = fields[name][0], stored[0]
            stored = (f"{old}\n{fresh}", "")
        fields[name] = stored
        self.draft.fields.setdefault(name, choice.type or FieldType.TEXT)
        self.placed(quote, f"項目：{name}")

    def with_unit(self, choice: Choice, stored: Stored, unit: str, quote: Quote) -> Stored:
        """A number of a field that stands with its unit: the unit is the field's, or the text stays."""
        if choice.type not in (FieldType.NUMBER, FieldType.MONEY):
            return quote.text.strip(), ""
        if self.draft.units.setdefault(choice.name, unit) != unit:
            return quote.text.strip(), ""
        self.draft.readings.append((quote, f"{stored[0]}（単位：{unit}）"))
        return stored

    def yearly(
        self,
        name: str,
        year: str,
        stored: Stored,
        unit: str,
        indicator: DraftIndicator | None = None,
    ) -> None:
        """A number or a sum of money of a year, of an indicator or of the open part."""
        draft = self.draft
        years = draft.yearly.setdefault(name, [])
        if year not in years:
            years.append(year)
        is_money = "円" in (unit or draft.units.get(name, "")) or is_money_word(name)
        draft.fields[name] = FieldType.YEARLY_MONEY if is_money else FieldType.YEARLY_NUMBER
        if unit:
            draft.units[name] = unit
        fields = self.part().fields if indicator is None else indicator.fields
        fields[f"{name} {year}"] = stored

    def note(self, words: str) -> None:
        """Tell what the program has put in of its own accord, once."""
        if words not in self.draft.notes:
            self.draft.notes.append(words)

    def new_indicator(self, name: str, quote: Quote | None = None) -> DraftIndicator:
        """An indicator of the open part, and where its name stands; the one that another file has too."""
        again = (i for i in self.part().indicators if i.name == name and i.is_elsewhere(quote))
        self.indicator = next(again, None)
        if self.indicator is not None:
            return self.indicator
        self.indicator = DraftIndicator(name, name_quote=quote)
        if self._office:
            self.indicator.department = self._office
            self.note(f"シートの名前「{self._office}」を、その中の指標の所管課にしました")
        self.part().indicators.append(self.indicator)
        return self.indicator

    def indicator_value(self, indicator: DraftIndicator, choice: Choice, quote: Quote) -> None:
        """What a label or column says of an indicator."""
        target, text = choice.target, quote.text.strip()
        if target in ROLES:
            self.number(indicator, ROLES[target], choice.year, choice.name, quote)
            return
        if target is Goes.UNIT:
            indicator.unit = indicator.unit or _line(text)
        elif target is Goes.GROUP:
            indicator.group = _line(text)
        elif target is Goes.MARK:
            indicator.mark = _line(text)
            if indicator.mark not in self.draft.symbols:
                self.draft.symbols.append(indicator.mark)
        elif target is Goes.REASON:
            indicator.reason = text
        elif target is Goes.DEPARTMENT:
            indicator.department = _line(text)
        elif target is Goes.WAY and bare(text) in _WAYS:
            indicator.direction = _WAYS[bare(text)]
        elif target is Goes.CHART and text in CHART_CHOICES:
            indicator.chart = text
        elif target is Goes.CHART_TITLE:
            indicator.chart_title = text
        elif target is Goes.MEMO:
            indicator.memo = "\n".join(filter(None, (indicator.memo, text)))
        elif target in (Goes.WAY, Goes.CHART):
            self.left(quote, f"「{target}」の言葉ではありません")
            return
        else:
            self.left(quote, f"指標の{target}という欄はありません")
            return
        self.placed(quote, str(target))

    def number(
        self, indicator: DraftIndicator, role: Role, year: str, word: str, quote: Quote
    ) -> tuple[Role, int] | None:
        """A value of an indicator; the column that it stands in now, None where it found none."""
        known = parse_year(year) or (found[0] if (found := year_in(year)) else None)
        if known is None:
            self.left(quote, "年度が分かりません。対応表の「年度」に入れてください")
            return None
        if is_lost_formula(quote):
            self.left(quote, _NO_RESULT)
            return None
        column = role, known.ad
        stored, unit = stored_value(quote, indicator.unit)
        if column in indicator.values and indicator.values[column] != stored:
            self.left(quote, "同じ指標の同じ年度に、もう１つ値があります")
            return None
        if unit and unit != indicator.unit:
            indicator.unit = indicator.unit or unit
        if unit and unit != indicator.unit:
            stored = (quote.text.strip(), "")
        elif unit:
            self.draft.readings.append((quote, f"{stored[0]}（単位：{unit}）"))
        elif quote.value is None and quote.text.strip()[:1] in "▲△":
            self.draft.readings.append((quote, str(stored[0])))
        indicator.values[column] = stored
        self.draft.columns.setdefault(column, Heads(word or str(role), year))
        self.placed(quote, f"{role} {year}")
        return column


def _line(text: str) -> str:
    return " ".join(text.split())
