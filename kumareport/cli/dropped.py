"""What the launchers for people without a terminal do with the files dropped on them."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from kumareport.cli import console
from kumareport.cli.main import main
from kumareport.defaults import default_output
from kumareport.pipeline.recognising import BookKind, book_kind

_BOOKS = (".xlsx", ".xlsm")
_ONE_BOOK = "評価・検証のブック（.xlsx）を、このアイコンの上に重ねて放してください。"
Ask = Callable[[str], str]


class Job(Struct, frozen=True):
    """A launcher.

    Attributes:
        what: what it makes, in Japanese.
        drop: what to drop on it.
    """

    what: str
    drop: str = _ONE_BOOK


JOBS = {
    "report": Job("報告書"),
    "pdf": Job("報告書の PDF"),
    "draft": Job("報告書の案"),
    "check": Job("点検結果"),
    "distribute": Job("照会票"),
    "collect": Job(
        "反映案",
        "評価・検証のブック（.xlsx）と、返ってきたファイルを入れたフォルダー（あれば"
        "配付一覧.xlsx も）を一緒に選び、このアイコンの上に重ねて放してください。",
    ),
    "apply": Job(
        "反映後のブック",
        "評価・検証のブック（.xlsx）と、判断を記入した反映案.xlsx を一緒に選び、"
        "このアイコンの上に重ねて放してください。",
    ),
    "compare": Job(
        "新旧対照表",
        "旧と新の２つのブック（.xlsx）を一緒に選び、このアイコンの上に重ねて放してください。",
    ),
    "rollover": Job(
        "次の年度のブック", "今年度のブック（.xlsx）を、このアイコンの上に重ねて放してください。"
    ),
    "export": Job("公開データ"),
    "publish": Job(
        "ウェブページ",
        "評価・検証のブック（.xlsx）を、このアイコンの上に重ねて放してください。"
        "昨年のブックも一緒に選ぶと、前年度の進捗からの変化も載ります。",
    ),
    "import": Job(
        "ブック",
        "今あるファイル（Excel の一覧や帳票、CSV、Word の報告書）か、それを入れたフォルダーを、"
        "このアイコンの上に重ねて放してください。１度目は取込対応表が、直して２度目に放すとブックができます。",
    ),
    "doctor": Job("動作の確認", "ダブルクリックするだけです。"),
    "desk": Job("窓口", "ダブルクリックするだけです。ブックやフォルダーを重ねても開けます。"),
}


class Dropped(Struct, frozen=True):
    """Files as they were dropped, sorted by what they are."""

    books: Sequence[Path]
    lists: Sequence[Path]
    proposals: Sequence[Path]
    others: Sequence[Path]

    @property
    def returns(self) -> list[Path]:
        """What a collect reads beside the workbook."""
        return [*self.others, *self.lists]


def run(
    job: str, dropped: Sequence[str], show_folder: Callable[[Path], None], ask: Ask = input
) -> int:
    """Do a launcher's job with the files dropped on it.

    Args:
        job: one of :data:`JOBS`.
        dropped: the paths as Windows hands them over.
        show_folder: shows the folder with the results.
        ask: puts a question to the user.

    Returns:
        The worst exit code: 0 fine, 1 the input has errors, 2 it could not run.
    """
    console.set_up()
    paths = [Path(text) for text in dropped]
    if job == "doctor":
        return main(["doctor", *(str(path) for path in paths[:1])])
    if job == "import" and paths:
        folder = paths[0].parent / "取り込み"
        return _do(["import", *map(str, paths), "-o", str(folder)], folder, show_folder)
    if job == "desk":
        return main(["desk", *map(str, paths)])
    files = _sorted(paths)
    words = {
        "collect": _collect,
        "apply": _apply,
        "compare": _compare,
        "publish": _publish,
    }
    if job in words:
        arguments = words[job](files, ask)
        if arguments is None:
            console.say(JOBS[job].drop)
            return console.CANNOT_RUN
        return _do(arguments, default_output(files.books[0]).parent, show_folder)
    for path in [*files.others, *files.lists, *files.proposals]:
        console.say(f"ブックではないので、使いません：{path.name}")
    if not files.books:
        console.say(JOBS[job].drop)
        return console.CANNOT_RUN
    worst = console.OK
    for book in files.books:
        console.say(f"── {book.name}")
        arguments, folder = _one_book(job, book, ask)
        worst = max(worst, _do(arguments, folder, show_folder) if arguments else console.CANNOT_RUN)
    return worst


def _do(arguments: list[str], folder: Path, show_folder: Callable[[Path], None]) -> int:
    code = main(arguments)
    if code != console.CANNOT_RUN and folder.is_dir():
        show_folder(folder)
    return code


def _sorted(paths: Sequence[Path]) -> Dropped:
    kinds = {path: book_kind(path) for path in paths if path.suffix.lower() in _BOOKS}
    of = {kind: [path for path, found in kinds.items() if found is kind] for kind in BookKind}
    others = [path for path in paths if path not in kinds] + of[BookKind.FORM]
    return Dropped(of[BookKind.BOOK], of[BookKind.ISSUE], of[BookKind.PROPOSALS], others)


def _one_book(job: str, book: Path, ask: Ask) -> tuple[list[str], Path]:
    """The command for a workbook, and the folder with its result; no words where somebody gave up."""
    output = default_output(book).parent
    if job == "check":
        return ["check", str(book), "-o", str(output / f"{book.stem}の点検結果.xlsx")], output
    if job == "distribute":
        return _distribute(book, ask), book.parent
    if job == "rollover":
        return ["rollover", str(book)], book.parent
    if job == "export":
        return ["export", str(book)], output
    extra = {"draft": ["--draft"], "pdf": ["--pdf"]}.get(job, [])
    return ["build", str(book), *extra], output


def _distribute(book: Path, ask: Ask) -> list[str]:
    """The round's name, deadline and contact are asked for; an empty answer gives up."""
    from kumareport.review.issue.japanese_date import parse_date

    name = ask("照会の名前（例：第１回照会）：").strip()
    deadline = ask("締切（例：R9.1.29）：").strip() if name else ""
    while deadline and parse_date(deadline) is None:
        deadline = ask("締切を読めません。R9.1.29 や 2027-01-29 のように入れてください：").strip()
    contact = ask("問合せと返送の先（例：企画課 内線2035）：").strip() if deadline else ""
    if not contact:
        console.say("中止しました。何も作っていません。")
        return []
    word = ask("Word の案も配りますか（はい・いいえ）：").strip() in ("はい", "y", "Y", "ｙ", "Ｙ")
    folder = book.parent / "".join("＿" if c in '\\/:*?"<>|' else c for c in name)
    options = ["--deadline", deadline, "--contact", contact, "--round", name]
    return ["distribute", str(book), str(folder), *options, *(["--word"] if word else [])]


def _collect(files: Dropped, ask: Ask) -> list[str] | None:
    """The workbook is the one beside the folder with the returns."""
    if len(files.books) != 1 or not files.others:
        return None
    return ["collect", str(files.books[0]), *(str(path) for path in files.returns)]


def _apply(files: Dropped, ask: Ask) -> list[str] | None:
    if len(files.books) != 1 or len(files.proposals) != 1:
        return None
    book = files.books[0]
    target = default_output(book).parent / f"{book.stem}（反映後）{book.suffix}"
    return ["apply", str(book), str(files.proposals[0]), "-o", str(target)]


def _compare(files: Dropped, ask: Ask) -> list[str] | None:
    if len(files.books) != 2:
        return None
    pair = _old_and_new(files.books, ask)
    if pair is None:
        return None
    target = default_output(files.books[0]).parent / "新旧対照表.docx"
    return ["compare", *map(str, pair), "-o", str(target)]


def _publish(files: Dropped, ask: Ask) -> list[str] | None:
    """One workbook, or this year's and last year's."""
    if len(files.books) == 1:
        return ["publish", str(files.books[0])]
    pair = _old_and_new(files.books, ask) if len(files.books) == 2 else None
    return ["publish", str(pair[1]), "--previous", str(pair[0])] if pair else None


def _old_and_new(books: Sequence[Path], ask: Ask) -> tuple[Path, Path] | None:
    """Nothing in two files tells for sure which is the older: it is asked."""
    for number, book in enumerate(books, 1):
        console.say(f"{number}：{book}")
    answer = ""
    while answer not in ("1", "2"):
        answer = ask("新しいほうの番号（1 か 2）：").strip().translate({0xFF11: "1", 0xFF12: "2"})
        if not answer:
            return None
    return books[2 - int(answer)], books[int(answer) - 1]


def show_in_explorer(folder: Path) -> None:
    """Open a folder where there is an Explorer to do it."""
    if sys.platform == "win32":
        import os

        os.startfile(folder)
