"""Makes the corpus: LibreOffice edits the sample report as a person would, recorded or not.

    .venv/bin/python -m tests.review_word.make_returns

builds the sample and starts LibreOffice; the listener then runs this file again, with LibreOffice's
Python, to drive it. The results are committed: a test needs neither.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

Doc = Any
"""A document in LibreOffice, whose programming interface has no types."""
BREAK = 0  # com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK


def find(doc: Doc, words: str, start: Any = None) -> Any:
    """A cursor over the first place with these words."""
    search = doc.createSearchDescriptor()
    search.SearchString = words
    found = doc.findFirst(search) if start is None else doc.findNext(start, search)
    assert found is not None, words
    return found.getText().createTextCursorByRange(found)


def replace(doc: Doc, old: str, new: str) -> None:
    find(doc, old).setString(new)


def type_after(doc: Doc, words: str, new: str) -> None:
    found = find(doc, words)
    found.collapseToEnd()
    found.getText().insertString(found, new, False)


def new_paragraph_after(doc: Doc, words: str, new: str) -> None:
    found = find(doc, words)
    found.gotoEndOfParagraph(False)
    found.getText().insertControlCharacter(found, BREAK, False)
    found.getText().insertString(found, new, False)


def new_paragraph_before(doc: Doc, words: str, new: str) -> None:
    found = find(doc, words)
    found.gotoStartOfParagraph(False)
    found.getText().insertString(found, new, False)
    found.getText().insertControlCharacter(found, BREAK, False)


def delete_paragraph(doc: Doc, words: str) -> None:
    found = find(doc, words)
    found.gotoStartOfParagraph(False)
    found.gotoEndOfParagraph(True)
    if not found.goRight(1, True):
        found.gotoStartOfParagraph(False)
        found.goLeft(1, False)
        found.goRight(1, True)
        found.gotoEndOfParagraph(True)
    found.setString("")


def join(doc: Doc, words: str) -> None:
    found = find(doc, words)
    found.gotoEndOfParagraph(False)
    found.goRight(1, True)
    found.setString("")


def split(doc: Doc, words: str) -> None:
    found = find(doc, words)
    found.collapseToEnd()
    found.getText().insertControlCharacter(found, BREAK, False)


def table_of(doc: Doc, words: str) -> Any:
    return find(doc, words).TextTable


def footnote(doc: Doc, words: str, content: str) -> None:
    note = doc.createInstance("com.sun.star.text.Footnote")
    found = find(doc, words)
    found.collapseToEnd()
    found.getText().insertTextContent(found, note, False)
    note.insertString(note.createTextCursor(), content, False)


def text_box(doc: Doc, content: str) -> None:
    from com.sun.star.awt import Size  # pyright: ignore

    frame = doc.createInstance("com.sun.star.text.TextFrame")
    frame.setSize(Size(5000, 2000))
    end = doc.Text.createTextCursor()
    end.gotoEnd(False)
    doc.Text.insertTextContent(end, frame, False)
    frame.Text.insertString(frame.Text.createTextCursor(), content, False)


def paragraph_at_end(doc: Doc, content: str) -> None:
    end = doc.Text.createTextCursor()
    end.gotoEnd(False)
    doc.Text.insertControlCharacter(end, BREAK, False)
    doc.Text.insertString(end, content, False)


def new_table(doc: Doc, content: str) -> None:
    table = doc.createInstance("com.sun.star.text.TextTable")
    table.initialize(1, 1)
    end = doc.Text.createTextCursor()
    end.gotoEnd(False)
    doc.Text.insertTextContent(end, table, False)
    table.getCellByName("A1").setString(content)


def clear_bold(doc: Doc) -> None:
    find(doc, "定員は計画どおり").CharWeight = 150.0


def everything(doc: Doc) -> None:
    type_after(doc, "待機児童は減", "ってはい")
    new_paragraph_after(doc, "参加者は横ばい", "新しい課題がある。")
    delete_paragraph(doc, "保育士の確保")
    replace(doc, "1,002", "1,202")
    replace(doc, "高齢者", "シニア")


EDITS: dict[str, Callable[[Doc], object]] = {
    "nothing": lambda d: None,
    "formatting": clear_bold,
    "type_in_bullet": lambda d: type_after(d, "計画どおり", "、着実"),
    "replace_in_bullet": lambda d: replace(d, "減っていない", "増えている"),
    "rewrite_bullet": lambda d: replace(d, "待機児童は減っていない。", "別の文に書き換えた。"),
    "delete_bullet": lambda d: delete_paragraph(d, "待機児童は減"),
    "delete_last_bullet": lambda d: delete_paragraph(d, "保育士の確保"),
    "add_bullet": lambda d: new_paragraph_after(d, "待機児童は減", "新しい課題がある。"),
    "add_first_bullet": lambda d: new_paragraph_before(d, "定員は計画", "初めの課題がある。"),
    "add_last_bullet": lambda d: new_paragraph_after(d, "処遇を改善", "終わりの方向である。"),
    "join_bullets": lambda d: join(d, "定員は計画"),
    "split_bullet": lambda d: split(d, "待機児童は"),
    "edit_value": lambda d: replace(d, "1,002", "1,202"),
    "clear_value": lambda d: replace(d, "1,002", ""),
    "two_lines_in_value": lambda d: new_paragraph_after(d, "1,002", "（R4）"),
    "edit_heading": lambda d: replace(d, "子育て", "こども"),
    "edit_unit": lambda d: replace(d, "世帯", "人"),
    "edit_name": lambda d: replace(d, "保育所の定員", "保育所などの定員"),
    "edit_note": lambda d: type_after(d, "注記の文", "（修正）"),
    "edit_label": lambda d: replace(d, "【凡例】", "【記号】"),
    "add_row": lambda d: (table_of(d, "待機児童").Rows.insertByIndex(4, 1),
                          table_of(d, "待機児童").getCellByName("A5").setString("新しい行")),
    "delete_row": lambda d: table_of(d, "参加者").Rows.removeByIndex(2, 1),
    "add_table": lambda d: new_table(d, "表の中の文"),
    "type_at_end": lambda d: paragraph_at_end(d, "枠の外に書いた文。"),
    "text_box": lambda d: text_box(d, "吹き出しの文"),
    "footnote": lambda d: footnote(d, "横ばい", "脚注の文"),
    "everything": everything,
}  # fmt: skip


def drive(pipe: str, source: str, folder: str) -> None:
    """Inside LibreOffice's Python: every edit, recorded (_on) and not (_off)."""
    from tests.libreoffice import inside

    context = inside.connect(pipe)
    word = inside.option("FilterName", "MS Word 2007 XML")
    for name, edit in EDITS.items():
        for recorded in (True, False):
            doc = inside.open_document(context, source)
            doc.RecordChanges = recorded
            edit(doc)
            target = Path(folder) / f"{name}_{'on' if recorded else 'off'}.docx"
            doc.storeToURL(target.as_uri(), (word,))
            doc.close(True)


def main() -> None:
    """Build the sample, start LibreOffice, let its Python drive it."""
    from tests.libreoffice.listener import run_of_tests, run_script
    from tests.review_word.sample import RETURNS, build

    with tempfile.TemporaryDirectory() as folder, run_of_tests():
        run_script(Path(__file__), str(build(Path(folder))), str(RETURNS))


if __name__ == "__main__":
    if len(sys.argv) == 4:
        drive(*sys.argv[1:])
    else:
        main()
