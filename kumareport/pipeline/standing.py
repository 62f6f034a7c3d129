"""How far the year is, as the files beside a workbook tell: 準備 → 配付 → 回収 → 反映 → 公開."""

import datetime
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from kumareport.defaults import default_output

ISSUE_LIST, PROPOSALS, PAGES, INDEX = "配付一覧.xlsx", "反映案", "ウェブページ", "index.html"
APPLIED = "（反映後）"


class YearStep(StrEnum):
    """The steps of a year, in their order."""

    PREPARE = "準備"
    DISTRIBUTE = "配付"
    COLLECT = "回収"
    APPLY = "反映"
    PUBLISH = "公開"


class Standing(Struct, frozen=True):
    """How far a step is.

    Attributes:
        step: the step.
        done: the newest file that shows that it was taken; None where there is none.
        at: when that was; empty where there is none.
    """

    step: YearStep
    done: Path | None
    at: str


def standing(source: Path) -> tuple[Standing, ...]:
    """How far each step of a workbook's year is.

    Args:
        source: the workbook; it need not be readable.
    """
    folder, output = source.parent, default_output(source).parent
    report = default_output(source)
    base = source.stem.partition(APPLIED)[0]
    found: dict[YearStep, Iterable[Path]] = {
        YearStep.PREPARE: [source],
        YearStep.DISTRIBUTE: [*folder.glob(f"*/{ISSUE_LIST}"), *output.glob(f"*/{ISSUE_LIST}")],
        YearStep.COLLECT: output.glob(f"{PROPOSALS}*.xlsx"),
        YearStep.APPLY: [
            path for place in (folder, output) for path in place.glob(f"*{APPLIED}*")
            if path.stem.startswith(base)
        ],
        YearStep.PUBLISH: [report, report.with_suffix(".pdf"), output / PAGES / INDEX],
    }  # fmt: skip
    return tuple(_standing(step, paths) for step, paths in found.items())


def _standing(step: YearStep, paths: Iterable[Path]) -> Standing:
    newest: tuple[float, Path] | None = None
    for path in paths:
        try:
            found = (path.stat().st_mtime, path)
        except OSError:
            continue
        newest = max(newest, found) if newest else found
    if newest is None:
        return Standing(step, None, "")
    at = datetime.datetime.fromtimestamp(newest[0]).astimezone()
    return Standing(step, newest[1], f"{at.month}月{at.day}日 {at:%H:%M}")
