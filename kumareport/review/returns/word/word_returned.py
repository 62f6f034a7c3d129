"""A returned Word file against what was issued: what became of each place, and all that is new."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from kumareport.errors import InputFileError
from kumareport.model.anchor import Anchor
from kumareport.model.holding import left_over
from kumareport.model.issued import IssuedDraft, IssuedParagraph
from kumareport.office.word.revisions import Paragraph
from kumareport.office.word.word_document import WordDocument, read_word
from kumareport.review.returns.word.unseen_words import UNSEEN, told
from kumareport.review.returns.word.word_comments import place_comments
from kumareport.review.returns.word.word_comparison import LineComparison
from kumareport.review.returns.word.word_lines import Lines
from kumareport.review.returns.word.word_matching import ALIKE, likeness, match
from kumareport.review.returns.word.word_order import out_of_order
from kumareport.review.returns.word.word_result import (
    AddedText,
    Look,
    ReturnedText,
    ReturnedWord,
    UnplacedText,
)

_MAIN_STORIES = ("本文", "文字枠")
# Programs repeat and reorder these for first and even pages: only what they say counts.
_REPEATED = ("ヘッダー", "フッター")


def read_returned(path: Path, issued: IssuedDraft | None = None) -> ReturnedWord:
    """Read a returned Word file.

    Args:
        path: the file; nothing in it is trusted.
        issued: what was issued, for a file that has lost its record
            (``read_word(archive).issued`` of the file as it was sent out).

    Raises:
        InputFileError: it cannot be read, or does not say what it was issued with.
    """
    document = read_word(path)
    base = document.issued or issued
    if base is None:
        raise InputFileError(
            f"このツールで作った報告書ではないか、発出時の記録が失われています：{path}",
            "発出したときの Word ファイルを一緒に指定してください。",
        )
    return compare(document, base)


def compare(document: WordDocument, issued: IssuedDraft) -> ReturnedWord:
    """Compare a file with what was issued."""
    main = [p for p in issued.paragraphs if p.cell.story.startswith(_MAIN_STORIES)]
    lines = Lines(document.paragraphs)
    matches = match(main, lines)
    is_bare = issued.fields is None
    comparison = LineComparison(main, lines, matches, issued.boxes, is_bare=is_bare)
    comparison.run()
    others = [p for p in issued.paragraphs if not p.cell.story.startswith(_MAIN_STORIES)]
    unplaced, fixed = _other_stories(document.others, others, is_bare=is_bare)
    texts = comparison.texts
    looks = [*comparison.more, *_more(document.others)]
    held = [*(look.thing for look in looks), *document.holdings]
    new = told(left_over(held, issued.holdings), issued)
    known = {id(thing) for thing in new}
    new_looks = tuple(look for look in looks if id(look.thing) in known)
    of_looks = {id(look.thing) for look in looks}
    return ReturnedWord(
        issued,
        tuple(texts),
        tuple(_with_moves(comparison.added, texts)),
        (*comparison.unplaced, *unplaced),
        (*comparison.fixed, *fixed),
        tuple(place_comments(document, issued, lines, matches, main, comparison.around)),
        tuple(thing for thing in new if id(thing) not in of_looks),
        # Programs drop what no page shows; nothing that was typed is lost with it.
        tuple(t for t in left_over(issued.holdings, held) if t.kind not in UNSEEN),
        tuple(out_of_order(main, lines, matches, comparison.around)),
        _lost_comments(document, issued),
        new_looks,
    )


def _lost_comments(document: WordDocument, issued: IssuedDraft) -> tuple[str, ...]:
    """The tool's comments that are gone."""
    left = Counter(issued.comments)
    left.subtract(note.text for t in document.threads for note in (t.first, *t.replies))
    return tuple(text for text in issued.comments if left[text] > 0)


def _with_moves(added: list[AddedText], texts: list[ReturnedText]) -> list[AddedText]:
    gone: dict[str, list[Anchor]] = {}
    for text in texts:
        if not text.current and text.joined_to is None and text.issued:
            gone.setdefault(text.issued, []).append(text.anchor)
    moved: list[AddedText] = []
    for new in added:
        if gone.get(new.text):
            new = replace(new, moved_from=gone[new.text].pop(0))
        moved.append(new)
    return moved


def _more(paragraphs: tuple[Paragraph, ...]) -> Iterator[Look]:
    for paragraph in paragraphs:
        for shown, holding in paragraph.more:
            yield Look(paragraph.now, shown, replace(holding, place=paragraph.cell.story))


def _other_stories(
    paragraphs: tuple[Paragraph, ...], issued: list[IssuedParagraph], *, is_bare: bool
) -> tuple[list[UnplacedText], list[str]]:
    """Headers, footers and notes have no places: what they say is compared as a whole."""
    unplaced: list[UnplacedText] = []
    fixed: list[str] = []
    left = Counter((p.cell.story, p.text) for p in issued if p.text)
    known = set(left)
    for line in Lines(paragraphs).all:
        key = line.cell.story, line.text
        if is_bare and (line.cell.story, line.raw) in known:
            key = line.cell.story, line.raw
        if not line.text:
            continue
        revisions = tuple(r for n in line.paragraphs for r in paragraphs[n].revisions())
        if left[key] > 0 or (line.cell.story in _REPEATED and key in known):
            left[key] -= 1
            fixed.append(line.text)
        else:
            unplaced.append(UnplacedText(line.text, "", line.cell.story, revisions))
    lost = [key for key, count in left.items() for _ in range(count)]
    for number, new in enumerate(unplaced):
        old = next(
            (key for key in lost if key[0] == new.where and _is_version(*key[1:], new)), None
        )
        if old is not None:
            lost.remove(old)
            unplaced[number] = replace(new, issued=old[1])
    return [*unplaced, *(UnplacedText("", text, story) for story, text in lost)], fixed


def _is_version(old: str, new: UnplacedText) -> bool:
    """Whether a new text is an old one with something typed in, or much like it."""
    rest = iter(new.text)
    return all(letter in rest for letter in old) or likeness(old, new.text) >= ALIKE
