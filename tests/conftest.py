"""Shared fixtures: the real workbook, a built report, LibreOffice, the numbers of examples."""

import contextlib
import datetime
import gc
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings
from hypothesis.database import DirectoryBasedExampleDatabase

from kumareport import pipeline
from tests.libreoffice import listener
from tests.libreoffice.listener import SOFFICE
from tests.turns import turn

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = ROOT / "templates" / "report.docx"
INPUT = ROOT / "input.xlsx"
# No test depends on how fast the machine is. The examples of ``ci`` follow from the test alone, so
# that a commit is green or red for everybody; ``thorough`` looks for new ones and remembers them.
settings.register_profile(
    "ci",
    max_examples=200,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.function_scoped_fixture),
)
settings.register_profile("quick", settings.get_profile("ci"), max_examples=20)
settings.register_profile(
    "thorough",
    settings.get_profile("ci"),
    max_examples=10_000,
    derandomize=False,
    database=DirectoryBasedExampleDatabase(ROOT / ".hypothesis" / "examples"),
)
settings.load_profile("ci")


def scaled(share: float) -> settings:
    """For a test whose single example is heavy, or light: a share of the profile's examples."""
    return settings(max_examples=max(1, round(share * settings().max_examples)))


def need(tool: str | None, name: str) -> None:
    """Skip with a reason where an outside program is missing; in CI that is a failure."""
    if tool is None:
        if os.environ.get("CI"):
            pytest.fail(f"{name} が見つかりません（CI では必須です）")
        pytest.skip(f"{name} がないため実行しません")


def pytest_configure(config: pytest.Config) -> None:
    """One LibreOffice for the run: the processes that xdist starts inherit it."""
    if not hasattr(config, "workerinput"):
        office = contextlib.ExitStack()
        office.enter_context(listener.run_of_tests())
        config.add_cleanup(office.close)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Properties are not measured: what the gate of coverage counts has an example by hand.

    (It is also what makes measuring cheap: most of the lines that run, run in properties.)
    """
    for item in items:
        if is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker(pytest.mark.no_cover)


def pytest_collection_finish() -> None:
    """The collector of cycles looks seldom, and never at what the imports made.

    Trees of XML and workbooks are many small objects: looking at them all again and again took a
    quarter of the whole run.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)


def soffice(source: Path, kind: str, folder: Path) -> Path:
    """Open a file in LibreOffice and save it as another kind."""
    _need_libreoffice()
    return listener.convert(source, kind, folder)


def libreoffice_runs(script: Path, *words: str) -> None:
    """Run a script with LibreOffice's API (``inside.py``)."""
    _need_libreoffice()
    listener.run_script(script, *words)


def _need_libreoffice() -> None:
    need(SOFFICE, "LibreOffice")
    need(listener.office_python(), "LibreOffice の Python（python3-uno）")


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that the first process of the run to ask for it fills, for all of them."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"once-{name}"
    with turn(folder.with_suffix(".lock")):
        if not folder.exists():
            half = folder.with_suffix(".half")
            half.mkdir(exist_ok=True)
            make(half)
            half.rename(folder)
    return folder


@pytest.fixture(scope="session")
def seed() -> dict[str, Any]:
    """The published report's content."""
    return json.loads((ROOT / "tests" / "seed" / "report.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def real_round(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What goes out of the real workbook: forms and drafts; not to be changed."""

    def make(folder: Path) -> None:
        pipeline.distribute(
            INPUT, folder / "forms", name="照会", deadline=datetime.date(2026, 12, 10),
            contact="内線", template=TEMPLATE,
            issued_at=datetime.datetime(2026, 11, 20, 9, 0, tzinfo=datetime.UTC),
        )  # fmt: skip

    return once(tmp_path_factory, "real-round", make) / "forms"


@pytest.fixture(scope="session")
def checked() -> pipeline.CheckResult:
    """The check of the real workbook."""
    return pipeline.check(INPUT)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the real workbook; not to be changed."""

    def build(folder: Path) -> None:
        target = folder / "報告書.docx"
        assert pipeline.build(INPUT, target, TEMPLATE).written == (target,)

    return once(tmp_path_factory, "built", build) / "報告書.docx"


@pytest.fixture(scope="session")
def resaved(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That report as LibreOffice saves it; not to be changed."""
    _need_libreoffice()
    folder = once(tmp_path_factory, "resaved", lambda folder: soffice(built, "docx", folder))
    return folder / built.name


@pytest.fixture(scope="session")
def printed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That report as LibreOffice prints it; not to be changed."""
    _need_libreoffice()
    folder = once(tmp_path_factory, "printed", lambda folder: soffice(built, "pdf", folder))
    return folder / f"{built.stem}.pdf"
