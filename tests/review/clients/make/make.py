"""Makes the corpus: other programs open a form and a draft and save them, changed or not.

    .venv/bin/python -m tests.review.clients.make.make NODE_FOLDER REDLINES_PYTHON [CLIENT …]

NODE_FOLDER is where ``npm install exceljs xlsx @superdoc-dev/cli-linux-x64`` was run, REDLINES_PYTHON
a Python with ``python-redlines[docxodus]``, ``/usr/bin/python3`` the one that belongs to LibreOffice
(Debian: python3-uno). The results are committed: a test needs none of them.
"""

# pyright: basic
# python-docx builds its elements' properties at run time.
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
from docx.document import Document
from openpyxl.comments import Comment

from tests.conftest import SOFFICE, TEMPLATE, soffice
from tests.review.clients.edits import CELLS, SAVED, WORDS
from tests.review.office import distribute, office_workbook

HERE = Path(__file__).parent
FORM, DRAFT = SAVED / "照会票.xlsx", SAVED / "報告書案.docx"


def issue(folder: Path) -> None:
    """What is handed out; kept as it is once it is there, since the saved files carry its record."""
    if FORM.exists():
        return
    book = office_workbook(folder / "book.xlsx")
    office = distribute(book, folder / "forms", template=TEMPLATE)
    for source, target in (
        (book, SAVED / "ブック.xlsx"),
        (office.list, SAVED / "配付一覧.xlsx"),
        (office.form("企画課"), FORM),
        (office.draft("企画課"), DRAFT),
    ):
        target.write_bytes(source.read_bytes())


def run(*command: object, **more: str) -> str:
    """Run a program; its output."""
    words = [str(word) for word in command]
    done = subprocess.run(words, check=True, capture_output=True, env={**os.environ, **more})
    return done.stdout.decode()


def by_node(script: str, node: Path, folder: Path) -> None:
    """A library for JavaScript saves the form."""
    edits = folder / "edits.json"
    edits.write_text(json.dumps(CELLS), encoding="utf-8")
    more = {"NODE_PATH": str(node / "node_modules")}
    run("node", HERE / f"{script}.js", FORM, SAVED / f"{script}_unchanged.xlsx", **more)
    run("node", HERE / f"{script}.js", FORM, SAVED / f"{script}_edited.xlsx", edits, **more)


def by_openpyxl() -> None:
    """openpyxl saves the form."""
    for name, edits in (("unchanged", []), ("edited", CELLS)):
        book = openpyxl.load_workbook(FORM, rich_text=True)
        for edit in edits:
            cell = book[str(edit["sheet"])][str(edit["cell"])]
            if "value" in edit:
                cell.value = edit["value"]
            if "note" in edit:
                cell.comment = Comment(str(edit["note"]), "openpyxl")
        book.save(SAVED / f"openpyxl_{name}.xlsx")


def by_libreoffice(folder: Path) -> None:
    """LibreOffice saves both; the form edited through its API, for drafts see tests/review_word."""
    pipe, jobs = "kumareport-clients", folder / "jobs.json"
    todo = [
        (str(FORM), str(SAVED / f"libreoffice_{name}.xlsx"), edits)
        for name, edits in (("unchanged", []), ("edited", CELLS))
    ]
    jobs.write_text(json.dumps(todo), encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    listening = [
        str(SOFFICE),
        profile,
        "--headless",
        "--norestore",
        f"--accept=pipe,name={pipe};urp;",
    ]
    office = subprocess.Popen(listening)
    try:
        run("/usr/bin/python3", HERE / "libreoffice.py", pipe, jobs)
        office.wait(30)
    finally:
        office.terminate()
    (SAVED / "libreoffice_unchanged.docx").write_bytes(soffice(DRAFT, "docx", folder).read_bytes())


def by_superdoc(node: Path, folder: Path) -> None:
    """SuperDoc's engine saves the draft: its commands on a session, as its editor does."""
    program = node / "node_modules/@superdoc-dev/cli-linux-x64/bin/superdoc"

    def call(*words: str) -> dict[str, object]:
        told = run(program, *words, HOME=str(folder))
        return json.loads(told.splitlines()[-1])["data"]

    def place(find: str) -> tuple[str, int, int]:
        select = json.dumps({"type": "text", "pattern": find})
        found = call("query", "match", "--select-json", select, "--require", "exactlyOne")
        block = found["result"]["items"][0]["blocks"][0]  # type: ignore[index]
        return block["blockId"], block["range"]["start"], block["range"]["end"]

    for name, edits in (("unchanged", []), ("direct", WORDS), ("tracked", WORDS)):
        source = folder / f"{name}.docx"
        source.write_bytes(DRAFT.read_bytes())
        call("open", str(source))
        mode = ("--change-mode", "tracked" if name == "tracked" else "direct")
        for edit in edits:
            block, start, end = place(edit["find"])
            span = ("--block-id", block, "--start", str(start), "--end", str(end))
            if "value" in edit:
                words = ("--text", edit["value"]) if edit["value"] else ()
                call("replace" if words else "delete", *span, *words, *mode)
            if "after" in edit:
                item = ("--node-id", block, "--position", "after", "--text", edit["after"])
                call("lists", "insert", *item, *mode)
            if "comment" in edit:
                call("comments", "create", *span, "--text", edit["comment"])
        call("save", "--out", str(SAVED / f"superdoc_{name}.docx"), "--force")
        call("close", "--discard")


def by_docxodus(python: Path, folder: Path) -> None:
    """Docxodus (through python-redlines) marks as tracked changes what python-docx changed."""
    script = (
        "import sys; from pathlib import Path; from python_redlines import DocxodusEngine as E; "
        "a, b, c = map(Path, sys.argv[1:]); "
        "c.write_bytes(E().run_redline('Docxodus', a.read_bytes(), b.read_bytes())[0])"
    )
    changed = folder / "changed.docx"
    for name, edits in (("unchanged", []), ("tracked", WORDS)):
        document = docx.Document(str(DRAFT))
        for edit in edits:
            _retype(document, edit)
        document.save(str(changed))
        run(python, "-c", script, DRAFT, changed, SAVED / f"docxodus_{name}.docx")


def _retype(document: Document, edit: dict[str, str]) -> None:
    """Type over a text within its first run, take its paragraph out, or add one below it."""
    cells = (cell for table in document.tables for cell in table._cells)
    paragraphs = [*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)]
    found = next(p for p in paragraphs if edit["find"] in p.text)
    if edit.get("value") == "":
        found._p.getparent().remove(found._p)  # pyright: ignore[reportOptionalMemberAccess]
    elif "value" in edit:
        run = next(run for run in found.runs if run.text)
        run.text = found.text.replace(edit["find"], edit["value"])
        for other in found.runs:
            if other._r is not run._r:
                other.text = ""
    if "after" in edit:
        new = found.insert_paragraph_before(edit["after"], found.style)
        found._p.addnext(new._p)


def main(node: Path, python: Path, *chosen: str) -> None:
    """Run the clients that are chosen; all where none is."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        issue(folder)
        clients: dict[str, Callable[[], None]] = {
            "exceljs": lambda: by_node("exceljs", node, folder),
            "sheetjs": lambda: by_node("sheetjs", node, folder),
            "openpyxl": by_openpyxl,
            "libreoffice": lambda: by_libreoffice(folder),
            "superdoc": lambda: by_superdoc(node, folder),
            "docxodus": lambda: by_docxodus(python, folder),
        }
        for client in chosen or clients:
            clients[client]()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
