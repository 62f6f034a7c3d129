"""What a column of a table probably is."""

from msgspec.structs import replace

from kumareport.importing.codes import coded, count_on
from kumareport.importing.sampling import Sample
from kumareport.importing.schemes import is_symbol
from kumareport.importing.tables import LEFT
from kumareport.importing.targets import LEVELS, Choice, FoundKind, Goes, Sure
from kumareport.importing.values import is_number
from kumareport.importing.words import (
    dated_choice,
    field_name,
    likely,
    meaning,
    period_choice,
    plainest,
    role_of,
    role_of_year,
    unit_in,
    year_of,
)
from kumareport.model.field_columns import YEARLY
from kumareport.model.form import FieldType
from kumareport.model.period import parse_year, year_in

_LONG_TEXT = 20
_FEW = 8


def numbers_share(sample: Sample) -> float:
    """The share of numbers in what stands there."""
    given = [text for text in sample.texts if text.strip()]
    return sum(is_number(text) for text in given) / len(given) if given else 0.0


def is_long(sample: Sample) -> bool:
    """Whether sentences stand there."""
    given = [text for text in sample.texts if text.strip()]
    return bool(given) and sum(len(text) > _LONG_TEXT or "。" in text for text in given) * 3 >= len(
        given
    )


def guess_column(sample: Sample) -> Choice:
    """What a column is: by its header, held against what stands below."""
    text = sample.shown
    if sample.is_of_whole and text.strip() and not sample.is_of_indicators and not sample.is_timed:
        why = "「はじめに」などの中の表（委員の名簿など）です"
        if sample.is_first:
            name = field_name(plainest(text).removesuffix("一覧") or text)
            return Choice(Goes.LIST, name, sure=Sure.MIDDLE, why=why)
        return as_field(sample, field_name(text), Sure.MIDDLE, why)
    dated = period_choice(text)
    if dated is not None:
        return dated
    if sample.key.word.endswith(LEFT):
        known = meaning(text)
        if known is not None and known.target is Goes.INDICATOR:
            return Choice(Goes.GROUP, why=f"「{text}」の下が２列に分かれ、その左の列です")
    year = year_of(text)
    if year:
        role = "（目標か実績かは、同じ行の言葉によります）" if sample.has_roles else ""
        sure = Sure.HIGH if sample.has_roles else Sure.MIDDLE
        return Choice(Goes.VALUE, year=year, sure=sure, why=f"年度だけの見出しです{role}")
    with_year = dated_choice(text)
    if with_year is not None:
        return _with_year(sample, with_year)
    of_role = role_of_year(text)
    if of_role is not None and all(parse_year(t) or year_of(t) for t in sample.texts):
        return Choice(Goes.YEAR, str(of_role), why=f"「{of_role}」の年度の列です")
    role = role_of(text)
    if role is not None and (numbers_share(sample) >= 0.5 or not sample.texts):
        if sample.has_years:
            return Choice(role, why="年度は、同じ行の年度の列によります")
        return Choice(role, sure=Sure.LOW, why="年度が書いてありません。年度を入れてください")
    if not text.strip():
        return _headless(sample)
    if _says_roles(sample):
        return Choice(Goes.ROLE, why="目標・実績の言葉が並びます")
    if (numbered := coded(text)) is not None:
        return _of_codes(sample, numbered)
    known = meaning(text) or likely(text)
    list_name = _list_name(sample, known)
    if list_name:
        return Choice(
            Goes.LIST, list_name, sure=Sure.MIDDLE, why="見出しの下の表で、１行に１つずつ並びます"
        )
    if sample.is_by_years and numbers_share(sample) >= 0.5 and (known is None or not known.type):
        return Choice(Goes.OF_COLUMN, sure=Sure.MIDDLE, why="年度が縦に並ぶ表の、数の列です")
    if known is not None:
        return _settled(sample, known)
    if sample.is_of_indicators and sample.texts and all(map(is_symbol, sample.texts)):
        return Choice(Goes.MARK, sure=Sure.MIDDLE, why="記号が並んでいます")
    return by_content(sample)


def _of_codes(sample: Sample, numbered: Goes) -> Choice:
    """A column of codes: before the headings that they count, or a field of what they tell apart."""
    if numbered is Goes.CHAPTER or (numbered in LEVELS and count_on(sample.texts)):
        return Choice(Goes.CODE, why=f"「{numbered}」の番号の列です")
    if numbered in LEVELS:
        why = "見出しのコードの列で、１から続く番号ではありません"
        return Choice(Goes.CODE, field_name(sample.shown), why=why)
    name, why = field_name(sample.shown), "指標の番号の列です"
    return Choice(Goes.FIELD, name, type=FieldType.TEXT, sure=Sure.MIDDLE, why=why)


def _list_name(sample: Sample, known: Choice | None) -> str:
    """What the lines of a list are called: a table of 事務事業 inside a section; empty for no list."""
    if sample.is_of_indicators or not sample.is_inside or not sample.is_single or sample.is_alone:
        return ""
    word = plainest(sample.shown)
    is_named = word.endswith("一覧") and sample.is_first
    if not is_named and (known is None or known.target not in LEVELS or is_long(sample)):
        return ""
    for ending in ("一覧", "の名称", "名称", "名"):
        word = word.removesuffix(ending)
    return field_name(word)


def _with_year(sample: Sample, known: Choice) -> Choice:
    """A known word with a year beside it: a number of that year, or a text."""
    if known.target in (Goes.TEXT, Goes.FIELD, Goes.MARK) and known.type not in YEARLY:
        settled = _settled(sample, replace(known, year=""))
        is_number = settled.type in (FieldType.NUMBER, FieldType.MONEY)
        kind = FieldType.YEARLY_NUMBER if is_number else settled.type
        return replace(settled, type=kind, year=known.year)
    return replace(known, why=f"{known.why}（年度つき）" if known.why else "")


def _says_roles(sample: Sample) -> bool:
    """Whether 目標 and 実績 stand in a column, row by row."""
    words = [role_of(t) for t in sample.texts]
    return len(set(words) - {None}) > 1 and sum(w is not None for w in words) * 2 >= len(words)


def _headless(sample: Sample) -> Choice:
    if _says_roles(sample):
        return Choice(Goes.ROLE, sure=Sure.MIDDLE, why="目標・実績の言葉が並びます")
    if sample.is_of_indicators or not sample.is_timed:
        return Choice(Goes.LEAVE, sure=Sure.LOW, why="見出しがありません")
    return Choice(Goes.INDICATOR, sure=Sure.MIDDLE, why="年度の表の、いちばん左の列です")


def _settled(sample: Sample, known: Choice) -> Choice:
    """A known word, held against what stands in the column."""
    target = known.target
    if target in LEVELS and is_long(sample) and not sample.is_shared:
        return as_text(sample)
    if target is Goes.VALUE and not sample.has_years:
        return by_content(sample)
    if target is Goes.YEAR and not all(
        parse_year(t) or year_of(t) or period_choice(t) for t in sample.texts
    ):
        return by_content(sample)
    if target is Goes.ROLE and not any(role_of(t) for t in sample.texts):
        return by_content(sample)
    if target is Goes.MARK and (is_long(sample) or not sample.is_of_indicators):
        return as_field(sample, field_name(sample.shown), Sure.MIDDLE, "評価の言葉です")
    if target is Goes.NOTE:
        return Choice(
            Goes.FIELD,
            field_name(sample.shown),
            type=FieldType.TEXT,
            sure=Sure.MIDDLE,
            why="指標の説明です",
        )
    if target is Goes.TEXT and sample.is_of_indicators:
        if numbers_share(sample) > 0.5:
            return by_content(sample)
        if sample.differs:
            return Choice(
                Goes.FIELD, field_name(sample.shown), type=FieldType.TEXT, sure=Sure.MIDDLE,
                why="指標ごとに違う文なので、指標の項目にします（節の文にするなら「文」）",
            )  # fmt: skip
    if target is Goes.FIELD and known.type is FieldType.TEXT:
        return as_field(sample, known.name, known.sure, known.why)
    return known


def as_text(sample: Sample) -> Choice:
    """A text, for a word that may also name a heading."""
    name = field_name(sample.shown)
    return Choice(
        Goes.TEXT, name, sure=Sure.MIDDLE, why="見出しにもなる言葉ですが、文が書いてあります"
    )


def by_content(sample: Sample) -> Choice:
    """A guess from what stands there, where the words say nothing."""
    name = field_name(sample.shown)
    if not any(text.strip() for text in sample.texts):
        return Choice(Goes.LEAVE, sure=Sure.MIDDLE, why="何も書いてありません")
    found = as_field(sample, name, Sure.LOW, "知らない言葉なので、その市の項目にします")
    year = year_in(sample.shown)
    if year is None or sample.key.kind is not FoundKind.COLUMN:
        return found
    kind = found.type
    if kind is FieldType.MONEY:
        kind = FieldType.YEARLY_MONEY
    elif kind is FieldType.NUMBER:
        kind = FieldType.YEARLY_NUMBER
    return replace(found, year=year[0].label, type=kind)


def as_field(sample: Sample, name: str, sure: Sure, why: str) -> Choice:
    """A field of the office\'s own, with the type that its contents suggest."""
    given = [text for text in sample.texts if text.strip()]
    unit = unit_in(sample.shown)
    if given and numbers_share(sample) == 1 and not any(year_of(t) for t in given):
        kind = FieldType.MONEY if "円" in unit else FieldType.NUMBER
    elif (
        len(given) > _FEW
        and len(set(given)) * 3 <= len(given)
        and max(map(len, given)) <= _LONG_TEXT
    ):
        kind = FieldType.CHOICE
    else:
        kind = FieldType.TEXT
    return Choice(Goes.FIELD, name, type=kind, sure=sure, why=why)
