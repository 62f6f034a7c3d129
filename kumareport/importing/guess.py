"""What a found thing probably is: each guess with how sure it is, and why."""

import re
import unicodedata
from collections.abc import Mapping

from msgspec.structs import replace

from kumareport.importing.guess_columns import (
    as_field,
    as_text,
    by_content,
    guess_column,
    is_long,
    numbers_share,
)
from kumareport.importing.known_forms import with_known_names
from kumareport.importing.legends import LEGEND_LINE, LEGEND_TABLE
from kumareport.importing.numbers import is_note
from kumareport.importing.placing import BODY_KIND
from kumareport.importing.reading import FRONT_TEXT, IN_TABLE, LOOSE, OF_SENTENCES, OVER_TABLE
from kumareport.importing.sampling import Sample
from kumareport.importing.schemes import is_symbol
from kumareport.importing.targets import (
    LEVELS,
    OF_ROLE,
    OF_WHOLE,
    Choice,
    FoundKind,
    Goes,
    Key,
    Sure,
)
from kumareport.importing.values import picked
from kumareport.importing.words import (
    bare,
    field_name,
    is_mark,
    is_money,
    likely,
    meaning,
    of_whole,
    period_choice,
    plainest,
    unit_in,
)
from kumareport.model.field_columns import YEARLY
from kumareport.model.form import FieldType
from kumareport.model.period import year_in
from kumareport.patterns import regex

_LONG_TEXT = 20
_FEW = 8
_SHORT = 8
_ASIDE = regex(
    r"記入要領|記入例|記載例|リスト|マスタ|選択肢|list|凡例|使い方|説明|目次|注意", re.IGNORECASE
)
_ROLES = (*OF_ROLE.values(), Goes.VALUE)


def guess_all(samples: Mapping[Key, Sample]) -> dict[Key, Choice]:
    """A choice for every key."""
    guesses = {key: _guess(sample) for key, sample in samples.items()}
    return with_known_names(samples, _told_apart(_levelled(samples, guesses)))


def _told_apart(choices: Mapping[Key, Choice]) -> dict[Key, Choice]:
    """Texts of several years under one name: the newest keeps it, the others add their year."""
    found = dict(choices)
    dated = {
        key: int("".join(digit for digit in c.year if digit.isdigit()) or 1)
        for key, c in choices.items()
        if c.target in (Goes.TEXT, Goes.FIELD) and c.type not in YEARLY and c.year
    }
    newest: dict[str, int] = {}
    for key, year in dated.items():
        newest[choices[key].name] = max(year, newest.get(choices[key].name, 0))
    for key, year in dated.items():
        if year < newest[choices[key].name]:
            found[key] = replace(found[key], name=f"{found[key].name}{year}年度")
    return found


TITLE = Key(FoundKind.WHOLE, "報告書の題名")
_LONGEST_TITLE = 60


def guess_title(
    samples: Mapping[Key, Sample], choices: Mapping[Key, Choice], first: str, file: str
) -> Choice:
    """The report's title: what is set as a title, else the first line, else the name of the file.

    Args:
        samples, choices: what has been found, and the guess for it.
        first: what the first source says first.
        file: the name of its file.
    """
    named = next((k for k, c in choices.items() if c.target is Goes.TITLE), None)
    if named is not None and samples[named].texts:
        text = " ".join(samples[named].texts[0].split())
        return Choice(Goes.TITLE, text, why="題名の書式の文です")
    words = " ".join(first.split())
    heads = {bare(s.shown) for k, s in samples.items() if k.kind is FoundKind.COLUMN}
    if bare(words) in heads:
        return Choice(Goes.TITLE, file, sure=Sure.LOW, why="題名がないので、ファイルの名前です")
    if words and len(words) <= _LONGEST_TITLE and "。" not in words and meaning(words) is None:
        return Choice(Goes.TITLE, words, sure=Sure.MIDDLE, why="資料の最初の文です")
    return Choice(Goes.TITLE, file, sure=Sure.LOW, why="題名が見つからないので、ファイルの名前です")


def _guess(sample: Sample) -> Choice:
    guess = {
        FoundKind.COLUMN: guess_column,
        FoundKind.LABEL: _label,
        FoundKind.LINE: _line,
        FoundKind.HEADING: _heading,
        FoundKind.SHEET: _sheet,
    }[sample.key.kind]
    return guess(sample)


def _are_symbols(sample: Sample) -> bool:
    given = [text for text in sample.texts if text.strip()]
    return bool(given) and all(map(is_symbol, given))


def _is_choice(sample: Sample) -> bool:
    """Whether one of a few short words stands there."""
    given = [text.strip() for text in sample.texts if text.strip()]
    return bool(given) and max(map(len, given)) <= _SHORT and len(set(given)) * 3 <= len(given) * 2


def _label(sample: Sample) -> Choice:
    dated = period_choice(sample.shown)
    if dated is not None:
        return dated
    year = year_in(sample.shown)
    if year is not None and numbers_share(sample) == 1:
        money = "円" in unit_in(sample.shown) or is_money(sample.shown)
        kind = FieldType.YEARLY_MONEY if money else FieldType.YEARLY_NUMBER
        why = "年度と数です"
        return Choice(Goes.FIELD, field_name(sample.shown), year[0].label, kind, Sure.MIDDLE, why)
    if sample.texts and all(picked(text) for text in sample.texts):
        why = "□と■で選ぶ欄です"
        return Choice(Goes.FIELD, field_name(sample.shown), type=FieldType.CHOICE, why=why)
    if sample.has_years:
        money = "円" in sample.unit or is_money(sample.shown)
        kind = FieldType.YEARLY_MONEY if money else FieldType.YEARLY_NUMBER
        why = "年度ごとの値が、表に横に並びます"
        return Choice(Goes.FIELD, field_name(sample.shown), type=kind, why=why)
    if sample.shown.endswith("の理由") and is_mark(sample.shown):
        return as_field(sample, field_name(sample.shown), Sure.MIDDLE, "評価の理由です")
    known = meaning(sample.shown) or likely(sample.shown)
    if known is None:
        if is_long(sample):
            return Choice(
                Goes.TEXT, field_name(sample.shown), sure=Sure.LOW, why="文が書いてあります"
            )
        return by_content(sample)
    if known.target is Goes.MARK:
        return as_field(sample, field_name(sample.shown), Sure.MIDDLE, "施策や事業の評価です")
    if known.target is Goes.TEXT and is_mark(sample.shown) and _are_symbols(sample):
        return as_field(sample, field_name(sample.shown), Sure.MIDDLE, "評価の記号が書いてあります")
    if known.target in LEVELS and is_long(sample) and any("。" in text for text in sample.texts):
        return as_text(sample)
    if known.target is Goes.TEXT and _is_choice(sample):
        return Choice(
            Goes.FIELD, known.name, type=FieldType.CHOICE, sure=Sure.MIDDLE,
            why="短い言葉が決まって入っています",
        )  # fmt: skip
    is_phrase = known.sure is Sure.MIDDLE and not any("。" in text for text in sample.texts)
    if known.target is Goes.TEXT and is_phrase and sample.texts:
        return as_field(sample, known.name, Sure.MIDDLE, "文ではなく、語句が書いてあります")
    if known.target in (Goes.VALUE, Goes.YEAR, Goes.ROLE):
        return as_field(sample, field_name(sample.shown), Sure.LOW, "項目にします")
    if (
        known.target is Goes.TEXT
        and not is_long(sample)
        and sample.texts
        and numbers_share(sample) == 1
    ):
        return as_field(sample, known.name, Sure.LOW, "数が書いてあります")
    if known.target is Goes.FIELD and is_long(sample) and known.type is FieldType.TEXT:
        return replace(known, target=Goes.TEXT, type=None, sure=Sure.MIDDLE)
    return known


def _line(sample: Sample) -> Choice:
    word, first = sample.key.word, sample.texts[0] if sample.texts else ""
    if regex(r"title|表題|題名", re.IGNORECASE).fullmatch(word):
        return Choice(Goes.TITLE, why="題名の書式です")
    if word.startswith("凡例"):
        of_marks = word in (LEGEND_TABLE, LEGEND_LINE)
        return Choice(Goes.LEGEND, why="記号の説明です" if of_marks else "凡例の書式です")
    if all(map(is_note, sample.texts)) or word == "注記":
        return Choice(Goes.NOTE, sure=Sure.MIDDLE, why="※ などで始まります")
    if sample.count == 1 and regex(r"(?:参考)?資料\s*[\d０-９]*").fullmatch(first.strip()):
        return Choice(Goes.LABEL, sure=Sure.MIDDLE, why="表紙の「参考資料」などの言葉です")
    if word == LOOSE and sample.count == 1 and len(first) <= _LONG_TEXT:
        return Choice(Goes.LEAVE, sure=Sure.LOW, why="何の文か分かりません")
    if word == FRONT_TEXT:
        return Choice(
            Goes.TEXT, BODY_KIND, sure=Sure.MIDDLE, why="「はじめに」などの本文の書式です"
        )
    if word.endswith(OF_SENTENCES):
        return Choice(Goes.TEXT, BODY_KIND, sure=Sure.LOW, why="見出しの下の、ラベルのない文です")
    return Choice(Goes.LEAVE, sure=Sure.LOW, why="どのラベルにも付かない文です")


def _heading(sample: Sample) -> Choice:
    target = next((t for t, kind in OF_WHOLE.items() if kind == sample.key.word), None)
    target = target or of_whole(sample.key.word)
    if target is not None:
        why = "章の前か後の、報告書全体の文の見出しです"
        return Choice(target, sure=Sure.MIDDLE, why=why)
    why = "見出しです"
    if sample.key.word.startswith(IN_TABLE):
        why = "表の途中の、幅いっぱいの行です"
    if sample.key.word.startswith(OVER_TABLE):
        why = "同じ形の表が並び、その上にある行です"
    return Choice(Goes.CHAPTER, sure=Sure.HIGH, why=why)


def _sheet(sample: Sample) -> Choice:
    if _ASIDE.search(sample.key.word):
        return Choice(
            Goes.LEAVE, sure=Sure.MIDDLE, why="名前から、説明や選択肢のシートと思われます"
        )
    return Choice(Goes.TAKE, why="中身のあるシート（ファイル）です")


def _levelled(samples: Mapping[Key, Sample], choices: Mapping[Key, Choice]) -> dict[Key, Choice]:
    """The headings told apart by how deep they lie: without gaps, no two alike of one kind."""
    found = dict(choices)
    of_headings = [
        key for key in found if key.kind is FoundKind.HEADING and found[key].target in LEVELS
    ]
    said = {" ".join(text.split()) for key in of_headings for text in samples[key].texts}
    of_words = [
        key for key in found
        if key.kind is not FoundKind.HEADING and found[key].target in LEVELS
        and not (samples[key].texts and {" ".join(t.split()) for t in samples[key].texts} <= said)
    ]  # fmt: skip
    words = sorted({LEVELS.index(found[key].target) for key in of_words})
    first = len(of_headings)
    if not of_headings and words and 0 not in words:
        # The sheet or the document itself is the chapter.
        first = 1
    if not of_headings and len(words) == 1 and words[0] == 0:
        first = 1
    if len(of_headings) == 1 and not words:
        of_headings, first = [], 0
        only = next(key for key in found if key.kind is FoundKind.HEADING)
        found[only] = _at(found[only], 1, _kind_of(only, samples[only]))
    for depth, key in enumerate(of_headings):
        found[key] = _at(found[key], depth, _kind_of(key, samples[key]))
    for key in of_words:
        depth = first + words.index(LEVELS.index(found[key].target))
        found[key] = _at(found[key], depth, _called(plainest(samples[key].shown)))
    return found


def _called(word: str) -> str:
    """What a heading is called: 施策名 is that of a 施策."""
    return word.removesuffix("の名称").removesuffix("名称").removesuffix("名") or word


def _at(choice: Choice, depth: int, name: str) -> Choice:
    if depth >= len(LEVELS):
        why = "見出しは４段までです"
        return replace(choice, target=Goes.LEAVE, sure=Sure.LOW, why=why)
    return replace(choice, target=LEVELS[depth], name=name if depth else "")


def _kind_of(key: Key, sample: Sample) -> str:
    """What headings of one look are called: 施策１ … is 施策."""
    heads = {
        regex(r"[\s\dn第（(]").split(unicodedata.normalize("NFKC", t))[0] for t in sample.texts
    }
    head = heads.pop() if len(heads) == 1 else ""
    return head if 1 < len(head) <= 6 else "節"
