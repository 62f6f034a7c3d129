"""Found things and choices → the draft of a report. Whatever finds no place stays in the ledger."""

from collections.abc import Iterable, Iterator, Mapping

from kumareport.importing.draft import (
    Draft,
    DraftIndicator,
    DraftPart,
    DraftText,
    Fates,
    LegendLine,
    Stored,
)
from kumareport.importing.numbers import split_number
from kumareport.importing.quote import Quote, Source
from kumareport.importing.schemes import schemes_of
from kumareport.importing.targets import OF_WHOLE, Choice, Goes, Key
from kumareport.importing.values import bullets
from kumareport.importing.words import field_name
from kumareport.importing.words import is_money as is_money_word
from kumareport.model.form import WHOLE, WHOLE_END, FieldType
from kumareport.patterns import regex

BODY_KIND = "本文"
"""The kind of a text that nothing names; in the opening of a report it is called as its heading."""
_BRACKETS = regex(r"[（(][^（）()]*[）)]$")
_OFFICE = regex(r".{1,14}(?:課|室|局|事務局|センター|支所|署)")
"""The name of a sheet that is the name of a department."""


class Placing:
    """Puts found things into a draft.

    Attributes:
        draft: the report so far.
        told: what people say of single texts, whatever their columns and labels are.
        ledger: what became of every piece of text.
        path: the open parts, from the chapter down.
        indicator: the one that the next value belongs to.
        opened: the texts that have become headings.
        legend_name: the line of a legend that names the marks below it.
        money_unit: what a line above the tables says of all sums of money: （単位：千円）.
    """

    def __init__(
        self, choices: Mapping[Key, Choice], told: Mapping[Quote, Choice] | None = None
    ) -> None:
        self._choices = choices
        self.told: Mapping[Quote, Choice] = told or {}
        self.draft = Draft()
        self.ledger = Fates()
        self._sheet = self._office = ""
        self._is_elsewhere = False
        self.opened: set[Quote] = set()
        self.money_unit = ""
        self.legend_name: Quote | None = None
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
            if all(part.place for part in parts if not part.is_of_whole):
                parts.sort(key=lambda part: part.place)
        order = (WHOLE, "", WHOLE_END)
        self.draft.chapters.sort(
            key=lambda part: order.index(part.kind if part.is_of_whole else "")
        )

    def settle_empty(self) -> None:
        """Give back the headings of chapters that nothing stands under."""
        if all(part.is_empty for part in self.draft.chapters):
            return
        for part in [p for p in self.draft.chapters if p.is_empty]:
            self.draft.chapters.remove(part)
            for quote in part.quotes:
                self.ledger.placed.pop(quote, None)
                self.left(quote, "見出しの下に、取り込んだものがありません")

    def settle_legend(self) -> None:
        """Give back the lines of the legend that no mark uses."""
        known = schemes_of(self.draft).symbols
        used = {line.quote for line in self.draft.legend if line.symbol in known}
        for line in self.draft.legend:
            if line.quote not in used:
                self.ledger.placed.pop(line.quote, None)
                self.left(
                    line.quote,
                    "この記号の評価がありません（要るときは、ブックの「進捗の区分」に足してください）",
                )

    def begin(self, name: str) -> None:
        """A new sheet or file; its name is a department's where it looks like one."""
        self._sheet, self.path, self.indicator, self.money_unit = name, [], None, ""
        self._is_elsewhere = False
        self._office = name if _OFFICE.fullmatch(name) else ""

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

    def open(self, depth: int, quote: Quote, kind: str) -> None:
        """A part whose heading a text is; the value of a label opens it once."""
        self.opened.add(quote)
        self.placed(quote, "見出し")
        self.enter(depth, " ".join(quote.text.split()), kind)
        self.path[-1].quotes.append(quote)

    def open_whole(self, target: Goes, quote: Quote) -> None:
        """What stands before the first chapter, or after the last one."""
        self.path = []
        self.open(1, quote, OF_WHOLE[target])

    def enter(self, depth: int, text: str, kind: str) -> None:
        """Go on in a part of some depth: the one that has the heading already, or a new one."""
        if len(self.path) >= depth and self.path[depth - 1].text == text:
            if len(self.path) > depth:
                self.path, self.indicator = self.path[:depth], None
            return
        if depth > 1 and (not self.path or self._is_elsewhere):
            known = self._known(depth, text)
            if known:
                self.path, self.indicator, self._is_elsewhere = known, None, True
                return
        if depth > 1 and not self.path:
            self._enter(1, self._sheet, "")
        self.path = self.path[: depth - 1]
        self._enter(len(self.path) + 1, text, kind)

    def _known(self, depth: int, text: str) -> list[DraftPart]:
        """The way to the only part that another sheet has opened under the same heading; none for none."""
        title = split_number(text)[1]
        found = [
            way
            for way in self._ways(self.draft.chapters, [])
            if len(way) == depth
            and (way[-1].text == text or split_number(way[-1].text)[1] == title)
        ]
        return found[0] if len(found) == 1 else []

    def _ways(
        self, parts: Iterable[DraftPart], above: list[DraftPart]
    ) -> Iterator[list[DraftPart]]:
        for part in parts:
            yield [*above, part]
            yield from self._ways(part.children, [*above, part])

    def close(self, depth: int) -> None:
        """Go on in the part above some depth."""
        if len(self.path) >= depth > 1:
            self.path, self.indicator = self.path[: depth - 1], None

    def _enter(self, depth: int, text: str, kind: str) -> None:
        around = self.path[-1].children if self.path else self.draft.chapters
        known = next((part for part in around if part.text == text), None)
        if known is None:
            known = DraftPart(text, depth, kind)
            around.append(known)
        self.path = [*self.path, known]
        self.indicator = None

    def explain(self, symbol: str, words: str, quote: Quote) -> None:
        """A line of the legend: what a symbol means."""
        name = "" if self.legend_name is None else " ".join(self.legend_name.text.split())
        if self.legend_name is not None:
            self.placed(self.legend_name, "設定：進捗の区分の方式")
            self.legend_name = None
        self.draft.legend.append(LegendLine(symbol, words, quote, _BRACKETS.sub("", name)))
        self.placed(quote, "設定：進捗の記号と説明")

    # --- contents ---------------------------------------------------------------------------

    def text(self, kind: str, quote: Quote) -> None:
        """A text of a kind, its bullets one by one; what is there already is not repeated."""
        part = self.part()
        texts = part.texts
        if kind == BODY_KIND and part.is_of_whole:
            kind = field_name(part.text)
        for bullet in bullets(quote):
            if not any(text.kind == kind and text.text == bullet for text in texts):
                texts.append(DraftText(kind, bullet))
        self.placed(quote, kind)

    def line(self, kind: str, quote: Quote, *, is_list: bool) -> DraftText:
        """A line of a list, or a text that has fields of its own."""
        found = DraftText(kind, quote.text.strip(), is_line=is_list)
        if is_list:
            found.text = " ".join(found.text.split())
        self.part().texts.append(found)
        self.placed(quote, kind)
        return found

    def field_of_part(self, choice: Choice, stored: Stored, quote: Quote) -> None:
        """A field of the open part; a sheet's front has none, so that it becomes a text there."""
        part = self.part()
        if part.depth > 1 or part.is_of_whole:
            self.field(part.fields, choice, stored, quote)
        else:
            self.text(choice.name, quote)

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
        own: dict[str, Stored] | None = None,
    ) -> None:
        """A number or a sum of money of a year, of the fields given or of the open part."""
        draft = self.draft
        years = draft.yearly.setdefault(name, [])
        if year not in years:
            years.append(year)
        is_money = "円" in (unit or draft.units.get(name, "")) or is_money_word(name)
        draft.fields[name] = FieldType.YEARLY_MONEY if is_money else FieldType.YEARLY_NUMBER
        if unit or (is_money and self.money_unit):
            draft.units.setdefault(name, unit or self.money_unit)
        part = self.part()
        if own is None and part.depth == 1:
            part.texts.append(DraftText(name, f"{year} {stored[0]}{draft.units.get(name, '')}"))
            return
        fields = part.fields if own is None else own
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
