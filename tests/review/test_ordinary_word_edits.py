"""What a department ordinarily does to its Word draft gives just those proposals, and nothing else."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.conftest import TEMPLATE, scaled
from tests.review.judge.package import Element, Returned
from tests.review.judge.word_edits import BODY, made, text_of, w
from tests.review.office import (
    RECORDS,
    Office,
    distribute,
    in_brief,
    indicator,
    office_workbook,
)

# Not measured (docs/テスト.md): it goes through the whole program, whose lines have examples of their own.
pytestmark = pytest.mark.no_cover

A, TEXT, NOTE = "企画課", "項目名・本文", "※調査は隔年である。"
BULLETS = {
    "1-1-検1": "指標甲は前年度より増加した。",
    "1-1-検2": "目標には届いていない状況である。",
    "1-1-検3": "引き続き周知が必要である。",
    "1-1-方1": "事業者と連携して取り組む。",
}
VALUES = {"実績 R4": "44.6", "実績 R5": "45.5"}
TYPED = (
    "61.25",
    "1,234",
    "７７．７",
    "▲3.2",
    "48（概数）",
    "未集計",
    "－",
    "41（H26）",
    "7,000以上",
    "",
)
WORDS = st.text("市民企業割合増減は&<>'12,.％（）ヵ〇", max_size=12).map(lambda text: f"新{text}")
_BY = 'w:id="9000" w:author="課の人" w:date="2026-11-22T10:00:00Z"'


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The office, with a note below a name."""
    folder = tmp_path_factory.mktemp("noted")
    rows = list(RECORDS["第１章"])
    rows[1] = indicator("1-1-指1", f"指標甲\n{NOTE}", 10, 44.6, 45.5, 50.5, unit="％")
    book = office_workbook(folder / "book.xlsx", {**RECORDS, "第１章": rows})
    return distribute(book, folder / "forms", template=TEMPLATE)


# --- what Word writes -----------------------------------------------------------------------------


def run(text: str, look: str = "", tag: str = "t") -> str:
    safe = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<w:r><w:rPr>{look}</w:rPr><w:{tag} xml:space="preserve">{safe}</w:{tag}></w:r>'


def changed(old: str, new: str, how: str) -> str:
    """Words in the place of others: recorded, simply typed, or struck through."""
    gone = {
        "recorded": f"<w:del {_BY}>{run(old, tag='delText')}</w:del>",
        "typed": "",
        "struck": run(old, "<w:strike/>"),
    }[how]
    typed = f"<w:ins {_BY}>{run(new)}</w:ins>" if how == "recorded" else run(new)
    return (gone if old else "") + (typed if new else "")


def paragraph(returned: Returned, text: str) -> Element:
    (found,) = (p for p in returned.xml(BODY).iter(w("p")) if text_of(p) == text)
    return found


def write(target: Element, inside: str) -> None:
    """Other runs for a paragraph, between the ends of its bookmarks."""
    for old in list(target.iter(w("r"))):
        target.remove(old)
    place = [e for e in target if e.tag in (w("pPr"), w("bookmarkStart"))][-1]
    for new in reversed(made(inside)):
        place.addnext(new)


def mark(target: Element, kind: str) -> None:
    """Record that a paragraph's end was inserted or deleted."""
    properties = target.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        target.insert(0, properties)
    properties.append(made(f"<w:rPr><w:{kind} {_BY}/></w:rPr>")[0])


def comment(returned: Returned, target: Element, words: str, number: int) -> None:
    runs = list(target.iter(w("r")))
    runs[0].addprevious(made(f'<w:commentRangeStart w:id="{number}"/>')[0])
    end = f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'
    for one in reversed(made(end)):
        runs[-1].addnext(one)
    body = f'<w:comment w:id="{number}" w:author="課の人"><w:p>{run(words)}</w:p></w:comment>'
    returned.xml("word/comments.xml").extend(made(body))


# --- the edits ------------------------------------------------------------------------------------

HOW = st.sampled_from(["recorded", "typed", "struck"])
RECORDED = st.booleans()
EDITS = st.fixed_dictionaries(
    {},
    optional={
        **{("値", key): st.tuples(st.sampled_from(TYPED), HOW) for key in VALUES},
        **{
            ("語", key): st.tuples(st.integers(0, 99), st.integers(0, 99), WORDS | st.just(""), HOW)
            for key in BULLETS
        },
        **{("削除", key): HOW for key in ("1-1-検1", "1-1-検2")},
        **{("意見", key): WORDS for key in (*BULLETS, *VALUES)},
        ("追加", "1-1-方1"): st.tuples(WORDS, RECORDED),
        ("移動", "1-1-検3"): RECORDED,
        ("注", "1-1-指1"): st.tuples(WORDS | st.just(""), HOW),
    },
)
Edits = dict[tuple[str, str], Any]


def _delete(returned: Returned, key: str, how: str) -> None:
    target = paragraph(returned, BULLETS[key])
    if how == "typed":
        parent, following = target.getparent(), target.getnext()
        assert parent is not None
        assert following is not None
        parent.remove(target)
        return
    write(target, changed(BULLETS[key], "", how))
    if how == "recorded":
        mark(target, "del")


def _move(returned: Returned, *, recorded: bool) -> None:
    """The last bullet before the first."""
    target, first = (paragraph(returned, BULLETS[key]) for key in ("1-1-検3", "1-1-検1"))
    if not recorded:
        first.addprevious(target)
        return
    moved = made(f"<w:p><w:moveTo {_BY}>{run(BULLETS['1-1-検3'])}</w:moveTo></w:p>")[0]
    mark(moved, "moveTo")
    first.addprevious(moved)
    write(target, f"<w:moveFrom {_BY}>{run(BULLETS['1-1-検3'])}</w:moveFrom>")
    mark(target, "moveFrom")


def _add(returned: Returned, words: str, *, recorded: bool) -> None:
    target = paragraph(returned, BULLETS["1-1-方1"])
    inside = f"<w:ins {_BY}>{run(words)}</w:ins>" if recorded else run(words)
    target.addnext(made(f"<w:p>{inside}</w:p>")[0])
    if recorded:
        mark(target, "ins")


def apply(returned: Returned, edits: Edits) -> tuple[list[tuple[str, ...]], list[str]]:
    """Make the edits; the proposals and opinions that they are."""
    wanted: list[tuple[str, ...]] = []
    opinions: list[str] = []
    is_moved = ("移動", "1-1-検3") in edits
    # Where nothing is left before it, a bullet that goes first has not moved.
    gone = set[str]() if is_moved else {key for what, key in edits if what == "削除"}
    emptied = {key for (what, key), chosen in edits.items() if what == "値" and chosen[0] == ""}
    steps: list[Callable[[], None]] = []
    for number, ((what, key), chosen) in enumerate(edits.items()):
        match what, chosen:
            case "値", (str(new), str(how)):
                target = paragraph(returned, VALUES[key])
                steps.append(
                    lambda t=target, k=key, n=new, h=how: write(t, changed(VALUES[k], n, h))
                )
                wanted.append(("値", "1-1-指1", key, new, A))
            case "語", (int(first), int(last), str(new), str(how)) if key not in gone and not (
                is_moved and key == "1-1-検3"
            ):
                old = BULLETS[key]
                start, end = sorted((first % len(old), last % len(old)))
                if not new and start == end:
                    continue
                inside = run(old[:start]) + changed(old[start:end], new, how) + run(old[end:])
                target = paragraph(returned, old)
                steps.append(lambda t=target, i=inside: write(t, i))
                wanted.append(("本文", key, TEXT, old[:start] + new + old[end:], A))
            case "削除", str(how) if not is_moved:
                steps.append(lambda k=key, h=how: _delete(returned, k, h))
                wanted.append(("削除", key, "", "", A))
            case "追加", (str(new), bool(recorded)):
                _add(returned, new, recorded=recorded)
                wanted.append(("追加", "1-1", "", new, A))
            case "移動", bool(recorded):
                _move(returned, recorded=recorded)
                wanted.append(("移動", key, "", "", A))
            case "注", (str(new), str(how)):
                target = paragraph(returned, NOTE)
                note = f"※{new}である。" if new else ""
                steps.append(lambda t=target, n=note, h=how: write(t, changed(NOTE, n, h)))
                name = f"指標甲\n{note}".strip()
                wanted.append(("本文", "1-1-指1", TEXT, name, A))
            case "意見", str(words) if key not in gone | emptied and not (
                is_moved and key == "1-1-検3"
            ):
                target = paragraph(returned, {**BULLETS, **VALUES}[key])
                steps.append(lambda t=target, x=words, n=number: comment(returned, t, x, 4000 + n))
                opinions.append(words)
            case _:
                pass
    for step in steps:
        step()
    return wanted, opinions


@scaled(0.3)
@given(edits=EDITS)
def test_ordinary_edits_are_proposed_exactly(noted: Office, edits: Edits) -> None:
    returned = Returned(noted.draft(A), 1)
    wanted, opinions = apply(returned, edits)
    with tempfile.TemporaryDirectory() as name:
        file = returned.save(Path(name) / "返送.docx")
        collection = noted.collect(file, noted.list)
    found = [
        (kind, record, "", "", who)
        if kind in ("削除", "移動")
        else (kind, record, label, text, who)
        for kind, record, label, text, who in in_brief(collection)
    ]
    assert sorted(found) == sorted(wanted)
    assert sorted(opinion.text.rpartition("\n")[2] for opinion in collection.opinions) == sorted(
        opinions
    )
    assert collection.unread == ()
    assert collection.rejected == ()
