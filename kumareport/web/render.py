"""The template of the pages: opened, rendered, and its pages held to what was promised of them."""

from pathlib import Path

from jinja2 import TemplateError as JinjaError
from jinja2 import TemplateSyntaxError

from kumareport.errors import InputFileError, TemplateError, reason_of
from kumareport.regular_file import check_regular
from kumareport.templating.environment import SmallEnvironment, why
from kumareport.web.page_check import page_faults
from kumareport.web.tags import PageTags, SiteTags

PAGE = "page.html"
_ALONG = (".css", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".ico")
"""What lies beside the template and goes along: looks and pictures."""
_MOST = 20 * 1024 * 1024
_HINT = "使えるタグは、説明書の「ウェブページ」にあります。"
_FOREIGN = (
    JinjaError, LookupError, ValueError, AttributeError, TypeError, ArithmeticError, RecursionError,
)  # fmt: skip
"""What Jinja raises over a template that no check foresees. The data has been checked."""


class PageTemplate:
    """The template of the pages.

    Args:
        folder: holds ``page.html``, and beside it what goes along with the pages.

    Attributes:
        files: what goes along, by name.

    Raises:
        InputFileError: no such file, or one that cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        path = folder / PAGE
        if not path.is_file():
            raise InputFileError(
                f"ウェブページのテンプレートがありません：{path}",
                f"{PAGE} と style.css のあるフォルダーを指定してください。",
            )
        try:
            self._source = _read(path).decode("utf-8-sig")
        except UnicodeDecodeError:
            raise InputFileError(
                f"ウェブページのテンプレートの文字コードが UTF-8 ではありません：{path}",
                "UTF-8 で保存し直してください。",
            ) from None
        self._name = PAGE
        along = sorted(file for file in folder.iterdir() if file.suffix.lower() in _ALONG)
        self.files = {file.name: _read(file) for file in along if file.is_file()}

    def page(self, site: SiteTags, page: PageTags, name: str) -> str:
        """Render a page.

        Raises:
            TemplateError: the template asks for something that it cannot have, or makes a page that
                not everybody could read, or that takes something from elsewhere.
        """
        try:
            template = SmallEnvironment(_HINT).from_string(self._source)
            html = template.render({"サイト": site, "ページ": page})
        except _FOREIGN as error:
            reason = why(error) or "タグの書き方が正しくありません"
            place = f"（{error.lineno} 行目）" if isinstance(error, TemplateSyntaxError) else ""
            raise TemplateError(
                f"ウェブページのテンプレート {self._name}{place}：{reason}", _HINT
            ) from error
        for fault in page_faults(html, self.files.keys()):
            raise TemplateError(
                f"ウェブページのテンプレート {self._name} で作った {name}：{fault}",
                "もとのテンプレート（templates/web）と見比べて、直してください。",
            )
        return html


def _read(path: Path) -> bytes:
    check_regular(path)
    try:
        if path.stat().st_size > _MOST:
            raise InputFileError(f"ファイルが大きすぎます：{path}", "20 MB までです。")
        return path.read_bytes()
    except OSError as error:
        raise InputFileError(f"開けません：{path}（{reason_of(error)}）") from None
