"""Shared fixtures: the real workbook, a built report, LibreOffice."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import settings

from kumareport import pipeline

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = ROOT / "templates" / "report.docx"
INPUT = ROOT / "input.xlsx"
settings.register_profile("usual", max_examples=200, deadline=None)
settings.register_profile("thorough", max_examples=10_000, deadline=None)
settings.load_profile("usual")
SOFFICE = shutil.which("soffice")


def need(tool: str | None, name: str) -> None:
    """Skip with a reason where an outside program is missing; in CI that is a failure."""
    if tool is None:
        if os.environ.get("CI"):
            pytest.fail(f"{name} が見つかりません（CI では必須です）")
        pytest.skip(f"{name} がないため実行しません")


@pytest.fixture(scope="session")
def seed() -> dict:
    """The published report's content."""
    return json.loads((ROOT / "tests" / "seed" / "report.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the real workbook."""
    target = tmp_path_factory.mktemp("built") / "報告書.docx"
    result = pipeline.build(INPUT, target, TEMPLATE)
    assert result.written == (target,)
    return target


def soffice(source: Path, kind: str, folder: Path) -> Path:
    """Open a file in LibreOffice and save it as another kind."""
    need(SOFFICE, "LibreOffice")
    profile = (folder / "profile").as_uri()
    command = [
        str(SOFFICE), f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind,
        "--outdir", str(folder), str(source),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{source.stem}.{kind.split(':')[0]}"
