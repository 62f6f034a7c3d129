"""What can notice a fault: a test, or one sentence of a test of many sentences."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest

_READINGS = "tests/narrative/test_readings.py::"


@dataclass(frozen=True, slots=True)
class Example:
    """One thing to run.

    Attributes:
        name: the same in every process.
        passes: runs it; whether the test in ``tests/`` that it belongs to passes by it.
    """

    name: str
    passes: Callable[[], bool]


def examples(items: Iterable[pytest.Item]) -> Iterator[Example]:
    """The examples of collected tests.

    A test without fixtures is called as it is: pytest's own steps take longer than many tests do.
    """
    is_of_readings = False
    for item in items:
        call = getattr(item, "callspec", None)
        arguments: dict[str, Any] = dict(call.params) if call else {}
        if item.nodeid.startswith(_READINGS):
            is_of_readings = True
        elif set(getattr(item, "fixturenames", ["?"])) <= arguments.keys():
            yield Example(item.nodeid, _call(item, arguments))
        else:
            yield Example(item.nodeid, _protocol(item))
    if is_of_readings:
        yield from _readings()


def _call(item: Any, arguments: dict[str, Any]) -> Callable[[], bool]:
    """The test's function; one that is known to fail passes while it fails."""
    known = item.get_closest_marker("xfail")
    assert known is None or known.kwargs["strict"]

    def passes() -> bool:
        return _holds(lambda: item.obj(**arguments)) is (known is None)

    return passes


def _holds(run: Callable[[], object]) -> bool:
    try:
        run()
    except Exception:
        return False
    return True


def _protocol(item: pytest.Item) -> Callable[[], bool]:
    def passes() -> bool:
        failed = item.session.testsfailed
        # The session as the next one: whatever is run next makes its own fixtures.
        item.ihook.pytest_runtest_protocol(item=item, nextitem=item.session)
        return item.session.testsfailed == failed

    return passes


def _readings() -> Iterator[Example]:
    """What ``test_readings.py`` asserts of documents and families, one sentence at a time."""
    from tests.narrative.corpus import HERE
    from tests.narrative.families import families
    from tests.narrative.readings import by_document, reading, short_reading, written

    for path in sorted(HERE.glob("*.json")):
        on_file = written(path.stem)
        for found in by_document(path).values():
            for sentence in found:
                read = partial(reading, sentence)
                yield Example(sentence.name, _reads(read, on_file[sentence.name]))
    on_file = written("families")
    for family in families():
        for number in range(len(family.sentences)):
            read, name = partial(short_reading, family, number), f"{family.name}/{number}"
            yield Example(name, _reads(read, on_file[name]))


def _reads(read: Callable[[], list[str]], lines: list[str]) -> Callable[[], bool]:
    def passes() -> bool:
        try:
            return read() == lines
        except Exception:
            return False

    return passes
