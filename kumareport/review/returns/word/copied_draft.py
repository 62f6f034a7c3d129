"""A Word file into which somebody copied the text of a draft: no bookmarks, no record, the words only.

It is read by what it says, in its order, against what the workbook prints now. What differs becomes
an edit; what fits no place, and what is missing, is quoted.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from msgspec import Struct

from kumareport import notation
from kumareport.model.anchor import BOX, Anchor, Kind
from kumareport.model.issued import CellPlace, IssuedDraft, IssuedParagraph, IssuedPart
from kumareport.model.value import ValueKind
from kumareport.office.word.word_document import WordDocument
from kumareport.review.book.book import Book
from kumareport.review.book.ownership import Ownership
from kumareport.review.issue.draft import comments_of
from kumareport.review.issue.issued import Round
from kumareport.review.issue.questions import questions_for
from kumareport.review.merge.edits import Sender, Unread
from kumareport.review.returns.word.form_words import (
    OF_A_ROW,
    is_of_form,
    word_key,
    words_of_form,
)
from kumareport.review.returns.word.returned_draft import WHOLE_REPORT, ReturnedDraft
from kumareport.review.returns.word.unseen_words import told
from kumareport.review.returns.word.word_comments import CommentGround, ReturnedComment
from kumareport.review.returns.word.word_lines import Lines
from kumareport.review.returns.word.word_matching import ALIKE, Found, likeness
from kumareport.review.returns.word.word_result import (
    Look,
    ReturnedText,
    ReturnedWord,
    UnplacedText,
)

COPIED = "文書に写された本文を、今のブックと文字で照合しました（しおりと発出時の記録がありません）"
_MISSING = "文書の写しに見当たらない文です。削除なら、ブックで削除してください"
_UNKNOWN = "どこの欄の文か決められません（文書の写しのため、しおりがありません）"
_SHARE = 0.5
"""The share of a section's texts that a file must say to be a copy of it."""
_REPEATED = (Kind.GROUP, Kind.UNIT, Kind.MARK, Kind.FIELD, Kind.CHAPTER, Kind.CHAPTER_TITLE)
"""What several rows share, or what stands beside the sections: its absence says nothing."""
_READABLE = (ValueKind.NUMBER, ValueKind.WORD, ValueKind.NO_DATA)


class Copy(Struct, frozen=True):
    """A copied draft.

    Attributes:
        draft: what it says of the places that were found.
        missing: texts of its sections that it does not say, each with the section.
        unknown: texts that fit no place, in groups of neighbours, each with what stands before.
    """

    draft: ReturnedDraft
    missing: tuple[tuple[str, str], ...]
    unknown: tuple[tuple[str, str], ...]


class _Place(Struct, frozen=True):
    anchor: Anchor
    text: str
    section: str


class _Token(Struct, frozen=True):
    text: str
    line: int


def read_copy(
    path: Path, name: str, document: WordDocument, book: Book, owners: Ownership, at: Round | None
) -> Copy | None:
    """What a Word file without our record says; None where it is no copy of any section.

    Args:
        path: the file.
        name: its name for people.
        document: what is in it.
        book: the workbook now.
        owners: who answers for its sections.
        at: the round in which drafts were sent out, where it is known.
    """
    lines = Lines(document.paragraphs)
    tokens = [
        _Token(text.strip(), line.index)
        for line in lines.all for text in line.text.split("\t") if text.strip()
    ]  # fmt: skip
    said = {word_key(token.text) for token in tokens}
    places = _places(book, _sections(book, said))
    if not places:
        return None
    pairs, missing, unknown = _matched(places, tokens)
    texts = [
        ReturnedText(place.anchor, place.text, _said(place, token), found=Found.TEXT,
                     line=-1 if token is None else token.line)
        for place in places for token in (pairs.get(place.anchor),)
    ]  # fmt: skip
    main = tuple(
        IssuedParagraph(CellPlace(), (IssuedPart(place.text, place.anchor, place.anchor.bookmark),))
        for place in places
    )
    form_words = words_of_form(book)
    others = [
        line for line in Lines(document.others).all
        if line.text.strip() and not is_of_form(line.text, form_words)
    ]  # fmt: skip
    department = _department(owners, {place.section for place in places})
    asked = questions_for(book, owners, department, owners.sections(department))
    own = frozenset(comments_of(book, at, department, asked) if at is not None else ())
    issued = IssuedDraft(book.report.places.digest(), main, {})
    word = ReturnedWord(
        issued=issued,
        texts=tuple(texts),
        added=(),
        unplaced=tuple(UnplacedText(line.text, "", line.cell.story) for line in others),
        fixed=(),
        comments=tuple(_comments(document, own)),
        new=tuple(told(document.holdings, issued)),
        looks=tuple(
            Look(paragraph.now, shown, thing)
            for paragraph in (*document.paragraphs, *document.others)
            for shown, thing in paragraph.more
        ),
    )
    draft = ReturnedDraft(
        path=path,
        name=name,
        word=word,
        person=document.facts.saved_by,
        round=None,
        department=department,
        has_lost_record=False,
        facts=document.facts,
        modified=datetime.datetime.fromtimestamp(path.stat().st_mtime).astimezone(),
    )
    lost = tuple((book.section_titles.get(p.section, ""), p.text) for p in missing)
    return Copy(draft, lost, tuple(_gathered(unknown, tokens, form_words)))


def unread_of(copy: Copy) -> Iterator[Unread]:
    """What a copy says that fits no place, and what it does not say."""
    for reason, texts in ((_UNKNOWN, copy.unknown), (_MISSING, copy.missing)):
        for where, text in texts:
            source = f"{copy.draft.name}　{where}".strip("　")
            sender = Sender(copy.draft.department, copy.draft.person, copy.draft.time, source)
            yield Unread(sender, reason, text)


def _places(book: Book, sections: Iterable[str]) -> list[_Place]:
    """What the workbook prints of some sections, in the order of the page."""
    wanted = set(sections)
    chapters = {
        section.id: chapter.sheet for chapter, section in book.report.parts()
    }  # fmt: skip
    sheets = {chapters[section] for section in wanted}
    found: list[tuple[int, int, _Place]] = []
    order: dict[str, int] = {}
    for anchor, text in book.printed.items():
        row = book.rows.get(anchor.record)
        section = row.section if row is not None else ""
        is_chapter = anchor.kind is Kind.CHAPTER and anchor.record in sheets
        if not text.strip() or anchor.detail == BOX or not (section in wanted or is_chapter):
            continue
        if anchor.kind in (Kind.HEAD, Kind.SECTION_TITLE):
            continue
        rank = OF_A_ROW.index(anchor.kind) if anchor.kind in OF_A_ROW else 0
        at = order.setdefault(anchor.record, len(order))
        found.append((at, rank, _Place(anchor, text, section)))
    found.sort(key=lambda item: item[:2])
    return [place for _, _, place in found]


def _sections(book: Book, said: set[str]) -> Iterator[str]:
    """The sections that a file has most texts of."""
    for _, section in book.report.parts():
        keys = [word_key(text.text) for text in section.texts]
        keys += [word_key(row.name) for row in section.indicators]
        known = sum(key in said for key in keys if key)
        if known and known >= len(keys) * _SHARE:
            yield section.id


def _department(owners: Ownership, sections: set[str]) -> str:
    """Whose sections they are: of several departments, the one with most of them."""
    shares = {name: len(sections & set(owners.sections(name))) for name in owners.departments()}
    best = max(shares, key=lambda name: shares[name], default="")
    return best if shares.get(best) else WHOLE_REPORT


# --- which text is which --------------------------------------------------------------------------


def _matched(
    places: Sequence[_Place], tokens: Sequence[_Token]
) -> tuple[dict[Anchor, _Token], list[_Place], list[int]]:
    """The text of each place, the texts that are missing, and the numbers of the tokens left."""
    pairs: dict[Anchor, _Token] = {}
    missing: list[_Place] = []
    left: list[int] = []
    old, new = [word_key(p.text) for p in places], [word_key(t.text) for t in tokens]
    for tag, i, end, j, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs |= {places[n].anchor: tokens[j + n - i] for n in range(i, end)}
            continue
        free = list(range(j, stop))
        for place in places[i:end]:
            number = _fitting(place, free, tokens)
            if number is None:
                missing.append(place)
            else:
                pairs[place.anchor] = tokens[number]
                # Texts keep their order: what stands before is of no later place.
                left += [n for n in free if n < number]
                free = [n for n in free if n > number]
        left += free
    # What was moved says the same in another place.
    lost: list[_Place] = []
    for place in missing:
        same = next((n for n in left if word_key(tokens[n].text) == word_key(place.text)), None)
        if same is not None:
            left.remove(same)
        elif place.anchor.kind not in _REPEATED:
            lost.append(place)
    return pairs, lost, sorted(left)


def _fitting(place: _Place, free: Sequence[int], tokens: Sequence[_Token]) -> int | None:
    """The token that a place has become."""
    for number in free:
        text = tokens[number].text
        if place.anchor.kind is Kind.VALUE:
            is_value = notation.parse(text, "").kind in _READABLE
            if is_value or likeness(place.text, text) >= ALIKE:
                return number
        elif likeness(place.text, text) >= ALIKE:
            return number
    return None


def _said(place: _Place, token: _Token | None) -> str:
    """A place's text now; what is missing is quoted, not proposed."""
    if token is None or word_key(token.text) == word_key(place.text):
        return place.text
    return token.text


def _gathered(
    left: Sequence[int], tokens: Sequence[_Token], known: set[str]
) -> Iterator[tuple[str, str]]:
    """Neighbouring tokens that fit no place, with what stands before them; without the form's own
    words."""
    group: list[int] = []
    for number in [n for n in left if not is_of_form(tokens[n].text, known)]:
        if group and number != group[-1] + 1:
            yield _quoted(group, tokens)
            group = []
        group.append(number)
    if group:
        yield _quoted(group, tokens)


def _quoted(group: Sequence[int], tokens: Sequence[_Token]) -> tuple[str, str]:
    before = tokens[group[0] - 1].text if group[0] else ""
    where = f"「{before[:20]}」の次" if before else "文書の先頭"
    return where, "\n".join(tokens[n].text for n in group)


def _comments(document: WordDocument, own: frozenset[str]) -> Iterator[ReturnedComment]:
    """The threads, each on nothing; those that the draft itself was sent out with are known by their
    words."""
    for thread in document.threads:
        is_issued = thread.first.text in own
        yield ReturnedComment(thread, CommentGround.NOTHING, "", (), None, "", is_issued)
