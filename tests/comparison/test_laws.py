"""Laws of the comparison, for any two states of a section."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kumareport.comparison.compare import compare_reports
from kumareport.document.change_table import ADDED, BLANK, REMOVED, sides
from kumareport.model.change import Change, ChangeKind, Comparison, Topic
from kumareport.model.form import STANDARD
from kumareport.model.indicator import Indicator
from kumareport.model.location import Location
from kumareport.model.period import Period, Role, Year
from kumareport.model.report import Chapter, Group, Part, Report, Text
from kumareport.model.settings import Settings
from kumareport.model.value import Entry
from kumareport.notation import display_lines, parse

AT = Location("第１章", 5, 5)
PERIODS = (
    Period(Role.BASE, Year(2015, "H27"), "基準値", 7),
    Period(Role.ACTUAL, Year(2023, "R5"), "実績", 8),
    Period(Role.TARGET, Year(2023, "R5"), "検証値", 9),
)
KINDS = STANDARD.written
WORDS = (
    st.text('市民割合増減少令和0123456789.,。、%▲&<>"\n　 ', min_size=1).map(str.strip).filter(bool)
)
VALUES = st.sampled_from(
    ["", "-", "12", "12.0", "▲3", "上昇", "44.6（H26）", "1,234（概数）", "読めない12"]
)


@st.composite
def bullets(draw: st.DrawFn) -> tuple[Text, ...]:
    """Bullets with IDs of their own, or with made ones."""
    texts = draw(st.lists(WORDS, max_size=6))
    ids = draw(st.permutations([f"{n}" for n in range(len(texts))]))
    prefix = draw(st.sampled_from(["検", "新-"]))
    return tuple(Text(prefix + i, t, AT, KINDS[0]) for i, t in zip(ids, texts, strict=True))


@st.composite
def indicators(draw: st.DrawFn) -> tuple[Group, ...]:
    names = draw(st.lists(WORDS.map(lambda t: t.replace("\n", "")).filter(bool), max_size=4))
    groups: list[Group] = []
    for number, name in enumerate(names):
        values = [draw(VALUES) for _ in PERIODS]
        entries = tuple(Entry(p, parse(v), AT) for p, v in zip(PERIODS, values, strict=True))
        row = Indicator(
            f"指{number}", name, (), "％", entries, "", "", None, True, name, "", AT, AT
        )
        groups.append(Group("", (row,)))
    return tuple(groups)


def report_of(*sections: Part) -> Report:
    chapter = Chapter("第１章", "題名", "第１章", PERIODS, sections, AT)
    return Report(Settings(), (chapter,), (), ())


@st.composite
def reports(draw: st.DrawFn) -> Report:
    count = draw(st.integers(0, 3))
    return report_of(
        *(
            section(
                f"節{n}", n, draw(WORDS), 検証と課題=draw(bullets()), 方向性=draw(bullets()),
                groups=draw(indicators()),
            )
            for n in range(1, count + 1)
        )
    )  # fmt: skip


def section(
    section_id: str = "節1",
    index: int = 1,
    title: str = "節",
    groups: tuple[Group, ...] = (),
    **bullets: tuple[Text, ...],
) -> Part:
    texts = tuple(
        replace(t, id=f"{t.id}:{section_id}:{kind.name}", kind=kind)
        for kind in KINDS
        for t in bullets.get(kind.name, ())
    )
    placed = tuple(
        Group(g.name, tuple(replace(r, id=f"{r.id}:{section_id}") for r in g.rows)) for g in groups
    )
    return Part(section_id, index, title, "", placed, texts, AT)


def texts_in(comparison: Comparison, side: str) -> set[str]:
    return {getattr(change, side) for change in comparison.changes()}


@given(reports())
def test_a_report_does_not_differ_from_itself(report: Report) -> None:
    assert compare_reports(report, report).chapters == ()


@given(reports(), reports())
def test_every_text_that_only_one_side_has_is_told(old: Report, new: Report) -> None:
    comparison = compare_reports(old, new)
    for side, here, there in (("old", old, new), ("new", new, old)):
        others = {t.text for t in all_texts(there)}
        only = {t.text for t in all_texts(here)} - others
        told = texts_in(comparison, side)
        # Line ends are told as they print.
        assert {plain(text) for text in only} - {plain(t) for t in others} <= set(map(plain, told))


@given(reports(), reports())
def test_comparing_backwards_takes_back_what_comparing_adds(old: Report, new: Report) -> None:
    """As many bullets come as go, whatever is matched."""
    for one, other in ((old, new), (new, old)):
        changes = list(compare_reports(one, other).changes())
        texts = [change for change in changes if change.topic is Topic.TEXT]
        came = sum(change.kind is ChangeKind.ADDED for change in texts)
        went = sum(change.kind is ChangeKind.REMOVED for change in texts)
        assert came - went == len(all_texts(other)) - len(all_texts(one))


@given(indicators(), st.data())
def test_every_value_that_prints_otherwise_is_told(
    groups: tuple[Group, ...], data: st.DataObject
) -> None:
    changed: list[Group] = []
    expected: set[tuple[str, str, str, str]] = set()
    for group in groups:
        row = group.rows[0]
        entries: list[Entry] = []
        for entry in row.entries:
            value = parse(data.draw(VALUES))
            entries.append(replace(entry, value=value))
            texts = ["\n".join(display_lines(v, "▲")) for v in (entry.value, value)]
            if texts[0] != texts[1]:
                heading = f"{entry.period.heading} {entry.period.year}"
                expected.add((row.name, heading, texts[0], texts[1]))
        changed.append(Group("", (replace(row, entries=tuple(entries)),)))
    old, new = (report_of(section(groups=g)) for g in (groups, tuple(changed)))
    told = {
        (*change.place.split("\n")[1:], change.old, change.new)
        for change in compare_reports(old, new).changes()
        if change.topic is Topic.VALUE
    }
    assert told == expected


@given(bullets(), st.data())
def test_reordering_only_moves(texts: tuple[Text, ...], data: st.DataObject) -> None:
    shuffled = tuple(data.draw(st.permutations(texts)))
    old, new = (report_of(section(検証と課題=t)) for t in (texts, shuffled))
    changes = list(compare_reports(old, new).changes())
    assert {change.kind for change in changes} <= {ChangeKind.MOVED}
    # Equal texts may change places and nobody sees it.
    looks_same = [t.text for t in texts] == [t.text for t in shuffled]
    assert bool(changes) is not looks_same


@given(bullets(), st.data())
def test_taking_out_and_putting_in(texts: tuple[Text, ...], data: st.DataObject) -> None:
    kept = [text for text in texts if data.draw(st.booleans())]
    old, new = (report_of(section(検証と課題=tuple(t))) for t in (texts, kept))
    out = [c.kind for c in compare_reports(old, new).changes()]
    back = [c.kind for c in compare_reports(new, old).changes()]
    if len({t.text for t in texts}) == len(texts):
        assert out == [ChangeKind.REMOVED] * (len(texts) - len(kept))
        assert back == [ChangeKind.ADDED] * (len(texts) - len(kept))


@given(WORDS, WORDS, st.sampled_from(ChangeKind))
def test_the_columns_say_the_whole_texts(old: str, new: str, kind: ChangeKind) -> None:
    new = old if kind is ChangeKind.MOVED else new
    change = Change(Topic.TEXT, kind, "場所", old, new)
    right, left = sides(change)
    joined = ["".join(text for text, _ in pieces) for pieces in (right, left)]
    expected = {
        ChangeKind.ADDED: [new, ADDED],
        ChangeKind.REMOVED: [REMOVED, old],
    }.get(kind, [new, old])
    assert joined == expected
    plain_parts = ["".join(t for t, marked in p if not marked) for p in (right, left)]
    if kind not in (ChangeKind.ADDED, ChangeKind.REMOVED):
        assert plain_parts[0] == plain_parts[1]


def test_a_blank_side_says_so() -> None:
    change = Change(Topic.VALUE, ChangeKind.EDITED, "場所", "", "12")
    assert sides(change) == ([("12", True)], [(BLANK, False)])


def all_texts(report: Report) -> list[Text]:
    return [text for _, part in report.parts() for text in part.texts]


def plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()
