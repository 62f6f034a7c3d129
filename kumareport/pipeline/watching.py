"""Building again at each save."""

import gc
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from kumareport.errors import KumareportError
from kumareport.model.finding import Finding
from kumareport.pipeline.building import BuildResult, build
from kumareport.pipeline.saves import Wait, saves


class Rebuilt(Struct, frozen=True):
    """What came of one save.

    Attributes:
        result: what was built; None where it could not go on.
        error: why it could not.
        new: the findings that were not there at the last save.
        gone: those that were, and are no more.
    """

    result: BuildResult | None
    error: KumareportError | None = None
    new: tuple[Finding, ...] = ()
    gone: tuple[Finding, ...] = ()


def watch(
    source: Path, target: Path, template: Path, wait: Wait, *, draft: bool = False
) -> Iterator[Rebuilt]:
    """Build the report now, and again whenever the workbook or the template is saved.

    Ends only when whoever iterates stops, or ``wait`` raises.

    Args:
        source, target, template, draft: as for :func:`kumareport.pipeline.build`.
        wait: lets a moment pass between two looks at the files.
    """
    before: tuple[Finding, ...] = ()
    # Watched before it is built: a save during the build must not be missed.
    changes = saves((source, template), wait)
    while True:
        rebuilt = _rebuilt(partial(build, source, target, template, draft=draft), before)
        if rebuilt.result is not None:
            before = rebuilt.result.checked.findings
        yield rebuilt
        # Nobody looks for garbage while one command runs; this one may run all day.
        gc.collect()
        next(changes)


def _rebuilt(build_now: Callable[[], BuildResult], before: tuple[Finding, ...]) -> Rebuilt:
    try:
        result = build_now()
    except KumareportError as error:
        return Rebuilt(None, error)
    now = result.checked.findings
    old, new = {_key(f) for f in before}, {_key(f) for f in now}
    return replace(
        Rebuilt(result),
        new=tuple(finding for finding in now if _key(finding) not in old),
        gone=tuple(finding for finding in before if _key(finding) not in new),
    )


def _key(finding: Finding) -> tuple[str, str, str]:
    """A finding as a person knows it, wherever its row has moved."""
    return finding.code, finding.location.sheet, finding.message
