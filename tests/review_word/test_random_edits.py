"""Any mixture of edits to the bullets, recorded or not, is read as exactly those edits."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumareport.review.returns.word.word_returned import read_returned
from tests.conftest import scaled
from tests.review_word.reporting import name
from tests.review_word.sample import build
from tests.review_word.test_word_returns import paragraph, run, without_bookmarks, xml_of
from tests.review_word.word_markup import A, dele, edited, ins, r

BOXES = {
    "検証と課題:1-1": {
        "検証と課題:1-1-検1": "定員は計画どおりに増えた。",
        "検証と課題:1-1-検2": "待機児童は減っていない。",
        "検証と課題:1-1-検3": "保育士の確保が課題である。",
    },
    "方向性:1-1": {
        "方向性:1-1-方1": "定員をさらに増やす。",
        "方向性:1-1-方2": "保育士の処遇を改善する。",
    },
    "検証と課題:1-2": {"検証と課題:1-2-検1": "参加者は横ばいである。"},
    "方向性:1-2": {"方向性:1-2-方1": "講座の内容を見直す。"},
}
# No character of it stands in a bullet: an edit cannot look like another one.
NEW = st.text("ＡＢＣ甲乙丙", min_size=1, max_size=6)
EDIT = st.one_of(
    st.tuples(st.just("keep"), st.just("")),
    st.tuples(st.sampled_from(["rewrite", "rewrite on", "type", "type on"]), NEW),
    st.tuples(st.sampled_from(["add", "add on", "add before on"]), NEW),
    st.tuples(st.sampled_from(["delete", "delete on"]), st.just("")),
)


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("発出"))


def with_mark(markup: str, kind: str) -> str:
    """A paragraph whose mark was inserted or deleted."""
    return markup.replace("</w:pPr>", f"<w:rPr><w:{kind} {A}/></w:rPr></w:pPr>", 1)


def new_paragraph(like: str, content: str) -> str:
    properties = like[: like.index("</w:pPr>") + len("</w:pPr>")]
    return f"{properties}{content}</w:p>"


def apply(old: str, text: str, edit: str, new: str, *, is_last: bool) -> str:
    """What Word makes of a bullet's paragraph."""
    if edit == "rewrite":
        return old.replace(run(text), run(new))
    if edit == "rewrite on":
        return old.replace(run(text), dele(run(text)) + ins(r(new)))
    if edit == "type":
        return old.replace(run(text), run(text[:3]) + run(new) + run(text[3:]))
    if edit == "type on":
        return old.replace(run(text), run(text[:3]) + ins(r(new)) + run(text[3:]))
    if edit == "add":
        return old + new_paragraph(old, run(new))
    if edit == "add on":
        return with_mark(old, "ins") + new_paragraph(old, ins(r(new)))
    if edit == "add before on":
        return with_mark(new_paragraph(old, ins(r(new))), "ins") + old
    if edit == "delete on":
        deleted = old.replace(run(text), dele(run(text)))
        # The mark of a cell's last paragraph cannot be deleted.
        return deleted if is_last else with_mark(deleted, "del")
    # Without a record only the bookmarks are left, collapsed into an empty paragraph.
    return without_bookmarks(old).replace(run(text), "") if edit == "delete" else old


@scaled(0.5)
@given(st.lists(EDIT, min_size=7, max_size=7))
def test_edits_are_read_as_made(issued: Path, tmp_path: Path, edits: list[tuple[str, str]]) -> None:
    xml = xml_of(issued)
    replacements: list[tuple[str, str]] = []
    texts: dict[str, str] = {}
    added: list[tuple[str, str, str]] = []
    wanted = iter(edits)
    for box, bullets in BOXES.items():
        after = ""
        for number, (key, text) in enumerate(bullets.items(), 1):
            edit, new = next(wanted)
            old = paragraph(xml, text)
            replacements.append((old, apply(old, text, edit, new, is_last=number == len(bullets))))
            if edit.startswith("rewrite"):
                texts[key] = new
            elif edit.startswith("type"):
                texts[key] = text[:3] + new + text[3:]
            elif edit.startswith("delete"):
                texts[key] = ""
            if edit.startswith("add before"):
                added.append((f"{box}:枠", after, new))
            if not edit.startswith("delete"):
                after = key
            if edit in ("add", "add on"):
                added.append((f"{box}:枠", after, new))
    result = read_returned(edited(issued, tmp_path / "返却.docx", *replacements))
    changed = {name(t.anchor): t.current or "" for t in result.texts if t.is_changed}
    found = [(name(n.box), "" if n.after is None else name(n.after), n.text) for n in result.added]
    assert in_boxes(changed, found) == in_boxes(texts, added)
    assert not result.unplaced
    if not any(edit.startswith("delete") for edit, _ in edits):
        # A new bullet right behind a deleted one may as well be that one, written anew.
        assert (changed, found) == (texts, added)


def in_boxes(texts: dict[str, str], added: list[tuple[str, str, str]]) -> dict[str, list[str]]:
    """What a reader sees in each box, from top to bottom."""
    seen: dict[str, list[str]] = {}
    for box, bullets in BOXES.items():
        lines = [text for at, after, text in added if at == f"{box}:枠" and not after]
        for key, text in bullets.items():
            lines += [texts.get(key, text)]
            lines += [new for _, after, new in added if after == key]
        seen[box] = [line for line in lines if line]
    return seen
