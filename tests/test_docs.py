"""The documentation says what the program does."""

import importlib
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import typer

from kumareport.cli.main import app
from kumareport.rules.catalog import find_rule
from tests.conftest import INPUT, ROOT, TEMPLATE
from tools import make_cli_reference, make_pictures, make_tag_page

# Not measured (docs/テスト.md): it goes through the whole program, whose lines have examples of their own.
pytestmark = pytest.mark.no_cover

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"(?<!`)!?\[[^\]]*\]\(([^)\s]+)\)")
COMMAND = re.compile(r"(?<!from )kumareport ([a-z]+)(?![\w.])(?: (tags|check))?([^`\n|]*)")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize(
    ("page", "made", "tool"),
    [
        ("コマンド.md", make_cli_reference.page, "make_cli_reference"),
        ("タグ.md", make_tag_page.page, "make_tag_page"),
    ],
)
def test_generated_pages_are_current(page: str, made: Callable[[], str], tool: str) -> None:
    current = (ROOT / "docs" / page).read_text(encoding="utf-8")
    assert current == made(), f"python tools/{tool}.py で作り直してください"


def test_the_pictures_are_current() -> None:
    for name, draw in make_pictures.PICTURES.items():
        assert (make_pictures.FOLDER / name).read_text(encoding="utf-8") == draw(), name


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(without_code(page.read_text(encoding="utf-8"))):
        if target.startswith(("http:", "https:", "mailto:")):
            continue
        path, _, anchor = unquote(target).partition("#")
        other = (page.parent / path).resolve() if path else page
        assert other.exists(), f"{name_of(page)}: {target}"
        if anchor and other.suffix == ".md":
            assert anchor in anchors(other), f"{name_of(page)}: {target}"


def without_code(words: str) -> str:
    return re.sub(r"```.*?```|`[^`\n]*`", "", words, flags=re.DOTALL)


def anchors(page: Path) -> set[str]:
    """The places of a page that a link may name."""
    words = page.read_text(encoding="utf-8")
    found = set(re.findall(r'<a id="([^"]+)"', words))
    for heading in re.findall(r"^#+ (.+)$", words, flags=re.MULTILINE):
        kept = "".join(
            c for c in heading.lower() if c in " -_" or unicodedata.category(c)[0] in "LN"
        )
        found.add(kept.replace(" ", "-"))
    return found


def commands() -> dict[str, set[str]]:
    """Every command with its options."""
    # Typer returns a group here; click says no more than a command.
    root: Any = typer.main.get_command(app())
    found: dict[str, set[str]] = {}
    for name, command in root.commands.items():
        inner = getattr(command, "commands", None)
        for key, one in (
            {f"{name} {n}": c for n, c in inner.items()}.items() if inner else ((name, command),)
        ):
            found[key] = {opt for p in one.params for opt in (*p.opts, *p.secondary_opts)}
    return found


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_and_options_exist(page: Path) -> None:
    known = commands()
    general = {"--help", "--debug", "--version", "--quiet", "--install-completion", "-h"}
    code = re.findall(r"```.*?```|`[^`\n]*`", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for match in COMMAND.finditer("\n".join(code)):
        name = " ".join(filter(None, match.groups()[:2])) if match[1] == "template" else match[1]
        if match[1] == "help" or (match[1] == "template" and not match[2]):
            continue
        assert name in known, f"{name_of(page)}: kumareport {name}"
        rest = match[3] if match[1] == "template" else f"{match[2] or ''}{match[3]}"
        for option in re.findall(r"(?<![\w-])--[a-z][a-z-]*", rest):
            assert option in known[name] | general, f"{name_of(page)}: {match[0]}"


@pytest.mark.parametrize("page", [p for p in PAGES if p.parent.name != "analysis"], ids=name_of)
def test_rules_exist(page: Path) -> None:
    words = re.sub(r"[ァ-ヶー一-龠々〆ぁ-ん]", " ", page.read_text(encoding="utf-8"))
    for code in re.findall(r"(?<![\w/!$+.&-])([ACKMNPST]\d\d)(?![\w%.])", words):
        assert find_rule(code), f"{name_of(page)}: {code}"


def test_the_glossary_names_what_exists() -> None:
    words = (ROOT / "docs" / "用語集.md").read_text(encoding="utf-8")
    names = re.findall(r"`(kumareport\.[\w.]+)`", words)
    assert len(names) > 30
    for name in names:
        parts = name.split(".")
        found, end = object(), 0
        for end in range(len(parts), 0, -1):
            try:
                found = importlib.import_module(".".join(parts[:end]))
            except ModuleNotFoundError:
                continue
            break
        for part in parts[end:]:
            assert hasattr(found, part), name
            found = getattr(found, part)


def test_the_examples_of_the_api_run(tmp_path: Path) -> None:
    words = (ROOT / "docs" / "PythonのAPI.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", words, flags=re.DOTALL)
    assert len(blocks) == 6
    (tmp_path / "input.xlsx").write_bytes(INPUT.read_bytes())
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "report.docx").write_bytes(TEMPLATE.read_bytes())
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", "\n".join(blocks)],
        cwd=tmp_path, capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    # ○ and △ from 85 % on: ＳＤＧｓ, (69.1−5.9)/(80−5.9) = 85.3 %, joins the 25.
    assert "(26, 52)" in done.stdout
