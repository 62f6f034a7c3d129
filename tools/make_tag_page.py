"""Write ``docs/タグ.md`` from the tags themselves: ``python tools/make_tag_page.py``."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from msgspec import Struct

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kumareport.document import tags  # noqa: E402
from kumareport.document.declared_tags import declared as declared_tags  # noqa: E402
from kumareport.model.form import STANDARD  # noqa: E402
from kumareport.templating import language  # noqa: E402

TARGET = ROOT / "docs" / "タグ.md"


def page() -> str:
    """The whole page."""
    head = (
        "# テンプレートのタグ\n\n"
        "このページは、タグの宣言から作っています。`kumareport template tags` でも表示できます。\n"
        "「くり返し」のタグは `{%p for 章 in 報告書.章 %}` のように使い、くり返しの中では右の欄の名前のものを使います。\n"
    )
    return "\n".join([head, *_language(), *_tables(tags.ReportTags, tags.ROOT_TAG, set())])


def _language() -> Iterator[str]:
    """What else may stand in a tag, and what may not."""
    yield "## 使える書き方\n"
    yield "- くり返し：`{% for 名前 in タグ %}` 〜 `{% endfor %}`。重ねられるのは 8 段までです。"
    fields = "、".join(f"`{language.LOOP}.{n}`（{m}）" for n, m in language.LOOP_FIELDS.items())
    yield f"- くり返しの中では、{fields}も使えます。"
    yield "- 条件：`{% if タグ %}`、`{% elif タグ %}`、`{% else %}`、`{% endif %}`。`not`、`and`、`or`、`==`、`!=` が使えます。"
    filters = "、".join(f"`|{n}`（{m}）" for n, m in language.FILTERS.items())
    yield f"- フィルター：{filters}。"
    yield "- 表のセル：`{% colspan タグ %}`、`{% cellbg タグ %}`、`{% vm %}`、`{% hm %}`。"
    yield "- 覚え書き：`{# … #}`（１つの段落の中で閉じます）。\n"
    yield "ほかの書き方（呼び出し、計算、`range`、`include`、`set`、`macro`、`raw`、`|safe` など）は使えません。`kumareport template check` が、その場所を示します（規則 T07）。\n"


def _tables(kind: Any, name: str, seen: set[Any]) -> Iterator[str]:
    if kind in seen:
        return
    seen.add(kind)
    yield f"## {name}（{kind.__doc__}）\n"
    yield "| タグ | 意味 | くり返し |"
    yield "|---|---|---|"
    inner: list[tuple[Any, str]] = []
    for label, declared in declared_tags(kind, STANDARD).items():
        of = next(
            (a for a in get_args(declared.type) if isinstance(a, type) and issubclass(a, Struct)),
            None,
        )
        is_loop = bool(get_args(declared.type))
        if of is not None:
            inner.append((of, label))
        repeated = (of.__doc__ if of else "文字") if is_loop else ""
        yield f"| `{name}.{label}` | {declared.meaning} | {repeated} |"
    yield ""
    for of, label in inner:
        yield from _tables(of, label, seen)


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
