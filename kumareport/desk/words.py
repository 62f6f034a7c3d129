"""Messages of the use cases in the words of the desk: they name commands, which nobody sees here."""

from pathlib import Path

from kumareport.patterns import regex

_PAGES = {
    "check": "点検", "build": "報告書を作る", "distribute": "配る", "collect": "集める",
    "apply": "反映する", "compare": "新旧対照表", "rollover": "次の年度へ", "export": "公開データ",
    "publish": "ウェブページ", "import": "取り込み", "init": "新しい計画", "template": "点検",
    "doctor": "動作の確認", "explain": "点検の規則", "watch": "下見",
}  # fmt: skip
_COMMAND = regex(r"「?kumareport (\w+)[^」。、]*」?")
_BARE = regex(rf"(?<![\w./])({'|'.join(_PAGES)})(?![\w./])")
_OPTION = regex(r"(?<![\w-])--?[a-z][\w-]*")


def plain(text: str) -> str:
    """A message for people who see pages, not commands: sentences about options are left out."""
    sentences = regex(r"[^。]*。|[^。]+$").findall(text)
    kept = "".join(one for one in sentences if not _OPTION.search(_COMMAND.sub("", one)))
    kept = _COMMAND.sub(lambda found: f"「{_PAGES.get(found[1], found[1])}」", kept)
    return _BARE.sub(lambda found: f"「{_PAGES[found[1]]}」", kept)


KNOWN_FOLDERS = {
    "デスクトップ": ("Desktop", "デスクトップ"),
    "ドキュメント": ("Documents", "ドキュメント"),
    "ダウンロード": ("Downloads", "ダウンロード"),
}
"""The folders that every user has, by what they call them."""


def in_words(folder: Path) -> str:
    """「デスクトップ › 第８次総合計画」: a folder as people call it; its path outside their own folders."""
    home = Path.home()
    if not folder.is_relative_to(home):
        return str(folder)
    labels = {name: label for label, names in KNOWN_FOLDERS.items() for name in names}
    parts = folder.relative_to(home).parts
    return " › ".join([labels.get(parts[0], parts[0]), *parts[1:]]) if parts else "ホーム"
