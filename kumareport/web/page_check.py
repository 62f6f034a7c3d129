"""What must hold for every page, whatever the office changes in the template."""

from collections.abc import Collection, Iterator
from html.parser import HTMLParser

_POLICY = ("default-src 'none'", "style-src 'self'", "base-uri 'none'", "form-action 'none'")
_RUNS = ("script", "iframe", "object", "embed", "frame", "base", "applet", "style")
_ADDRESSES = ("src", "href", "srcset", "action", "formaction", "data", "poster", "xlink:href")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
     "wbr", "path", "line", "rect", "circle", "polygon", "polyline")
)  # fmt: skip
Attributes = dict[str, str]


class _Page(HTMLParser):
    """What a page holds, and what is wrong with it."""

    def __init__(self, along: Collection[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.ids: set[str] = set()
        self.headings: list[int] = []
        self.seen: set[str] = set()
        self._along = along
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        self._note(tag, own)
        self._refuse(tag, own)
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        self._note(tag, own)
        self._refuse(tag, own)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if not self._open or self._open[-1] != tag:
            line, _ = self.getpos()
            self.faults.append(f"{line} 行目の </{tag}> に合う始まりがありません")
        else:
            self._open.pop()

    def close(self) -> None:
        super().close()
        if self._open:
            self.faults.append(f"<{self._open[-1]}> の終わりがありません")

    def _note(self, tag: str, own: Attributes) -> None:
        self.seen.add(tag)
        if tag == "html" and own.get("lang"):
            self.seen.add("lang")
        if own.get("http-equiv", "").lower() == "content-security-policy":
            if all(rule in own.get("content", "") for rule in _POLICY):
                self.seen.add("policy")
            if "unsafe" in own.get("content", "") or "script-src" in own.get("content", ""):
                self.faults.append("決まり（Content-Security-Policy）がゆるめられています")
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        name = own.get("id", "")
        if name and name in self.ids:
            self.faults.append(f"id「{name}」が２つあります")
        self.ids.add(name)
        if tag == "th" and not own.get("scope"):
            self.faults.append("見出しのセル <th> に scope がありません")
        if tag == "img" and "alt" not in own:
            self.faults.append("画像 <img> に alt がありません")

    def _refuse(self, tag: str, own: Attributes) -> None:
        if tag in _RUNS:
            self.faults.append(f"<{tag}> は使えません")
        for name, value in own.items():
            if name.startswith("on") or name == "style":
                self.faults.append(f"<{tag}> の {name} は使えません")
            is_link = tag == "a" and name == "href"
            if name in _ADDRESSES and not is_link and not self._is_here(value):
                self.faults.append(f"<{tag}> がほかの場所のもの（{value[:60]}）を使っています")
            scheme = "".join(value.split()).lower().partition(":")
            if is_link and scheme[1] and scheme[0] not in ("http", "https", "mailto", "tel"):
                self.faults.append(f"リンク先（{value[:60]}）は使えません")
        if own.get("http-equiv", "").lower() == "refresh":
            self.faults.append("ほかのページへ自動で移る指定は使えません")

    def _is_here(self, value: str) -> bool:
        return value in self._along or value.startswith(("#", "data:image/"))


def page_faults(html: str, along: Collection[str]) -> Iterator[str]:
    """What is wrong with a page, in Japanese: it could not be read by everybody, would take something
    from elsewhere, or run something.

    Args:
        html: the page.
        along: the files that lie beside it.
    """
    page = _Page(along)
    page.feed(html)
    page.close()
    yield from page.faults
    for need, words in _NEEDED.items():
        if need not in page.seen:
            yield words
    if page.headings.count(1) != 1 or page.headings[0] != 1:
        yield "見出し <h1> は、はじめに１つだけ置いてください"
    pairs = zip(page.headings, page.headings[1:], strict=False)
    for before, after in pairs:
        if after > before + 1:
            yield f"見出し <h{before}> の次が <h{after}> です。段を飛ばさないでください"


_NEEDED = {
    "lang": "<html> に lang（ja）がありません",
    "title": "<title> がありません",
    "policy": "Content-Security-Policy の <meta> がないか、もとの決まりがありません",
    "main": "<main> がありません",
    "nav": "<nav> がありません",
}
