"""The law: what was typed, removed or put in stands in 修正案, 意見 or 読取不能, each once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kumareport import pipeline
from kumareport.review.returns.collection import Collection
from kumareport.review.returns.status import state_of
from kumareport.workbook.layout import Column
from tests.review.judge.package import Returned, Trace
from tests.review.office import TODAY, Office

Edit = Callable[[Returned], Trace | None]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of 反映案: where, what it says now and what it said when issued."""

    sheet: str
    now: str
    before: str


def lines_of(collection: Collection) -> list[Line]:
    """The rows of 修正案, 意見 and 読取不能; the contact stands in 回収状況."""
    found: list[Line] = []
    for p in collection.proposals:
        # The 区分 of a row that is deleted is no word of the text that was removed.
        cells = "\n".join(content.text for key, content in p.cells if key != Column.KIND)
        is_gone = p.kind == "削除"
        old = f"{p.issued.text}\n{cells if is_gone else ''}"
        found.append(Line("修正案", "" if is_gone else f"{p.proposed.text}\n{cells}", old))
    found += [Line("意見", opinion.text, "") for opinion in collection.opinions]
    found += [Line("読取不能", unread.text, "") for unread in collection.unread]
    found += [Line("回収状況", entry.person, "") for entry in collection.answered if entry.person]
    return found


def names_of(traces: Sequence[Trace]) -> str:
    """The edit's name, or that there were several."""
    return traces[0].edit if len(traces) == 1 else "いくつもの修正"


def _tells(line: Line, trace: Trace) -> bool:
    now, before = _bare(line.now), _bare(line.before)
    if trace.added and trace.added in now:
        return True
    removed = _bare(trace.removed)
    if not removed:
        return False
    if line.sheet == "修正案":
        return removed in before and removed not in now
    # A graph that is gone is described with its numbers; they are not the words that were removed.
    return removed in now and "グラフ。" not in now


def _bare(text: str) -> str:
    return "".join(text.split())


def faults(traces: Sequence[Trace], collection: Collection) -> list[str]:
    """Where the law is broken: 失, 重 or 余 and the edit's name; nothing where it holds."""
    lines = lines_of(collection)
    found: list[str] = []
    told: set[int] = set()
    for trace in traces:
        if trace.is_object:
            continue
        own = [number for number, line in enumerate(lines) if _tells(line, trace)]
        told.update(own)
        if not own:
            found.append(f"失 {trace.edit}")
        elif len(own) > 1:
            found.append(f"重 {trace.edit}（{'・'.join(lines[n].sheet for n in own)}）")
    objects = [trace for trace in traces if trace.is_object]
    left = [
        line for number, line in enumerate(lines)
        if number not in told and line.sheet != "回収状況"
    ]  # fmt: skip
    if len(left) < len(objects):
        found.append(f"失 {names_of(objects)}")
    elif len(left) > len(objects):
        quoted = "／".join(f"{line.sheet}「{line.now[:40]}」" for line in left)
        found.append(f"余 {names_of(traces)}：{quoted}")
    return found


def judge(
    office: Office, source: Path, edits: Sequence[Edit], seed: int, target: Path
) -> list[str]:
    """Edit a file, hand it in, and weigh what is told of it.

    Args:
        office: what was issued.
        source: the form or draft.
        edits: what is done to it, in this order; those that find no place are left out.
        seed: of the choice of places.
        target: where the edited file is written.
    """
    returned = Returned(source, seed)
    traces = [trace for edit in edits if (trace := edit(returned)) is not None]
    returned.save(target)
    result = pipeline.collect(office.book, [target, office.list], None, today=TODAY)
    collection = result.collection
    found = [f"拒 {names_of(traces)}：{r.reason}" for r in collection.rejected]
    if found:
        return found
    found = faults(traces, collection)
    (entry,) = [entry for entry in collection.answered if entry.has_answered]
    label = state_of(entry, collection.round, TODAY.isoformat()).label
    if label != ("提出" if traces else "配付時のまま"):
        found.append(f"状 {label}：{names_of(traces)}")
    return found
