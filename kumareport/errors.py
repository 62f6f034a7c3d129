"""Exceptions for "cannot proceed".

Faults in what people wrote are findings (:mod:`kumareport.model.finding`), never exceptions.
"""

import errno

_REASONS = {
    errno.ENOSPC: "ディスクの空き容量が足りません",
    errno.EDQUOT: "使ってよい容量を超えています",
    errno.EFBIG: "ファイルが大きすぎます",
    errno.ENAMETOOLONG: "名前が長すぎます",
    errno.EINVAL: "名前に使えない文字があります",
    errno.EACCES: "権限がありません",
    errno.EPERM: "権限がありません",
    errno.EROFS: "書き込めない場所です",
    errno.ENOENT: "見つかりません",
    errno.ENOTDIR: "途中にフォルダーでないものがあります",
    errno.EISDIR: "フォルダーです",
    errno.EEXIST: "同じ名前のものがあります",
    errno.ELOOP: "リンクがたどれません",
    errno.EIO: "ディスクや通信の誤りです",
    errno.EMFILE: "開いているファイルが多すぎます",
    errno.EBUSY: "ほかのソフトが使っています",
}


class KumareportError(Exception):
    """The work cannot go on. Ends a command with exit code 2.

    Attributes:
        message: what is wrong, in Japanese, with the file or value concerned.
        hint: what the user can do next, in Japanese; may be empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class InputFileError(KumareportError):
    """A file cannot be opened or is not what it should be (missing, .xls, encrypted …)."""


class OutputFileError(KumareportError):
    """A result cannot be written (no permission, disk full, the path is a folder …)."""


class TemplateError(KumareportError):
    """A Word template cannot be used. The findings say what to mend.

    Attributes:
        place: where in the template, in Japanese; empty where that is not known.
    """

    def __init__(self, message: str, hint: str = "", place: str = "") -> None:
        super().__init__(f"{message}：{place}" if place else message, hint)
        self.place = place


class ConverterError(KumareportError):
    """LibreOffice is missing or could not make the PDF."""


def reason_of(error: OSError) -> str:
    """Why the operating system refused something, in Japanese."""
    return _REASONS.get(error.errno or 0, f"エラー番号 {error.errno}")


def import_advice(name: str) -> str:
    """What to do with a file that people have, but that is no workbook of ours.

    Args:
        name: the file's name.
    """
    return (
        f"今お持ちの一覧・帳票・報告書からブックを作るには、「kumareport import {name} -o 新しいブック」"
        "（Windows では「今あるファイルから始める」のアイコン）を使います。"
    )
