"""What was found in a source, in its order → the draft, by the choices of the mapping."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec.structs import replace

from kumareport.importing.found import (
    Found,
    FoundHeading,
    FoundLabel,
    FoundLine,
    FoundSheet,
    FoundTable,
)
from kumareport.importing.placing import Placing
from kumareport.importing.placing_rows import place_table
from kumareport.importing.placing_values import place_values, place_yearly
from kumareport.importing.quote import Quote
from kumareport.importing.targets import LEVELS, OF_WHOLE, Goes
from kumareport.importing.words import year_of

_LONGEST_SYMBOL = 2


def take(placing: Placing, things: Sequence[Found]) -> None:
    """Everything of one source; a sheet that the mapping leaves out is passed over."""
    is_left = False
    for thing in things:
        if isinstance(thing, FoundSheet):
            name = thing.sheet or Path(thing.file).stem
            placing.begin(name)
            choice = placing.choice(thing.key)
            is_left = choice.target is Goes.LEAVE
            if choice.target in LEVELS:
                placing.enter(LEVELS.index(choice.target) + 1, name, choice.name)
            if not is_left:
                _open_ahead(placing, things, fewest=1 if thing.sheet else 2)
        elif not is_left:
            _take(placing, thing)


def _open_ahead(placing: Placing, things: Iterable[Found], fewest: int) -> None:
    """A 帳票 may name the section before the chapter that it lies in, and its department before either.

    Args:
        placing: where to.
        things: all of the sheet.
        fewest: how many headings it must name.
    """
    labels = [t for t in things if isinstance(t, FoundLabel) and t.values]
    levels = [
        (LEVELS.index(c.target), t, c)
        for t in labels
        if (c := placing.choice(t.key)).target in LEVELS
    ]
    if len({depth for depth, _, _ in levels}) == len(levels) >= fewest:
        for depth, label, choice in sorted(levels, key=lambda level: level[0]):
            placing.open(depth + 1, label.values[0], choice.name)


def _take(placing: Placing, thing: Found) -> None:
    match thing:
        case FoundHeading() if told := placing.told.get(thing.quote):
            place_values(placing, told, (thing.quote,))
        case FoundLine() if any(q in placing.told for q in (thing.quote, *thing.beside)):
            for quote in (thing.quote, *thing.beside):
                place_values(
                    placing, placing.told.get(quote) or placing.choice(thing.key), (quote,)
                )
        case FoundLabel() if any(q in placing.told for q in (thing.label, *thing.values)):
            _take_told(placing, thing)
        case FoundHeading():
            choice = placing.choice(thing.key)
            if choice.target in OF_WHOLE:
                placing.open_whole(choice.target, thing.quote)
            elif choice.target in LEVELS:
                placing.open(LEVELS.index(choice.target) + 1, thing.quote, choice.name)
                placing.path[-1].place = placing.path[-1].place or thing.place
            else:
                place_values(placing, choice, (thing.quote,))
        case FoundLine():
            _take_line(placing, thing)
        case FoundLabel():
            choice = placing.choice(thing.key)
            if choice.target is Goes.LEAVE:
                placing.left(thing.label, choice.why or "取り込まないラベルです")
            elif thing.label not in thing.values:
                placing.placed(thing.label, "ラベル")
                for head in thing.heads:
                    _take_head(placing, thing, head)
            if thing.year and choice.target is Goes.FIELD:
                place_yearly(placing, choice, thing)
            else:
                place_values(placing, choice, thing.values)
        case FoundTable():
            place_table(placing, thing)
        case FoundSheet():
            pass


def _take_told(placing: Placing, label: FoundLabel) -> None:
    """A label of whose texts people have spoken one by one."""
    told = placing.told.get(label.label)
    if told is not None:
        place_values(placing, told, (label.label,))
    rest = tuple(quote for quote in label.values if quote not in placing.told)
    if rest and told is None:
        _take(placing, replace(label, values=rest))
    elif rest:
        place_values(placing, placing.choice(label.key), rest)
    for quote in label.values:
        if quote in placing.told and quote is not label.label:
            place_values(placing, placing.told[quote], (quote,))


def _take_head(placing: Placing, label: FoundLabel, head: Quote) -> None:
    """What stands above or beside the values of a row: their year and unit have found their place."""
    if year_of(head.text) or head.text.strip() == label.unit:
        placing.placed(head, "表の見出し")
    else:
        placing.left(head, "表の見出しです（行の名前と年度・単位を使いました）")


def _take_line(placing: Placing, line: FoundLine) -> None:
    choice, quote = placing.choice(line.key), line.quote
    if choice.target in (Goes.TEXT, Goes.NOTE) and not placing.path:
        placing.left(quote, "最初の見出しより前の文です")
        return
    if choice.target is not Goes.LEGEND:
        place_values(placing, choice, (quote, *line.beside))
        return
    for symbol, words in line.marks:
        placing.explain(symbol, words, quote)
    if line.marks:
        for beside in line.beside:
            placing.placed(beside, "設定：進捗の記号と説明")
        return
    symbol, words = _explained(quote)
    if words and len(symbol) <= _LONGEST_SYMBOL:
        placing.explain(symbol, words, quote)
    else:
        placing.legend_name = None if quote.text.strip().startswith("【") else quote
        placing.left(quote, "凡例のうち、記号の説明でない文です（テンプレートが書きます）")


def _explained(quote: Quote) -> tuple[str, str]:
    symbol, _, words = quote.text.strip().partition("：")
    return symbol, words
