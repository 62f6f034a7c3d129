"""A template as a file: opened through the same gate as every Office file, and looked through for
what comes from outside."""

import io
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from itertools import chain
from pathlib import Path

from kumareport.document.names import GRAPH_ALT
from kumareport.errors import InputFileError
from kumareport.office.package.file_kind import refused_template
from kumareport.office.package.outside import Outside, from_outside, private_links
from kumareport.office.package.package import (
    Package,
    XmlElement,
    internal_targets,
    parse_xml,
    without_comments,
)
from kumareport.office.package.package_writing import write_package
from kumareport.office.word.normal_form import normal_form
from kumareport.prepared import prepared

_Parts = tuple[tuple[str, bytes], ...]
_MAIN = "word/document.xml"
_TYPES = "[Content_Types].xml"
_MOST = 100 * 1024 * 1024
"""Bytes. The template has 0.5 MB; photographs on a cover are what makes one large."""
_PLACES = {
    "document": "本文",
    "header": "ヘッダー",
    "footer": "フッター",
    "footnotes": "脚注",
    "endnotes": "文末脚注",
    "settings": "文書の設定",
    "comments": "コメント",
    "chart": "グラフ",
    "styles": "スタイル",
}


def open_template(path: Path) -> bytes:
    """A template as its tags are to be read (:func:`normal_form`), with every part well-formed and
    there, and without XML comments. The file itself is not changed.

    Raises:
        InputFileError: no Word document that can be opened; the message names the part.
    """
    with Package(path, "Word 文書", _MOST) as package:
        if _MAIN not in package or _TYPES not in package:
            raise InputFileError(
                f"Word 文書ではありません：{path}",
                "Word で「名前を付けて保存」した .docx を使ってください。",
            )
        names = [name for name in package.names() if not name.endswith("/")]
        packed = tuple((name, package.read(name)) for name in names)
    return prepared("template", chain(*packed), lambda: _opened(path, packed))


def _opened(path: Path, packed: _Parts) -> bytes:
    parts = dict(_plain(packed))
    refusal = refused_template(path, parts[_TYPES], parts[_MAIN])
    if refusal is not None:
        raise refusal
    _check_targets(path, parts)
    return _packed(tuple(parts.items()))


@lru_cache(4)
def _plain(parts: _Parts) -> _Parts:
    """The parts without comments. A template is opened again and again: by ``watch``, by each order of
    the desk."""
    return tuple(without_comments(parts))


@lru_cache(4)
def _packed(parts: _Parts) -> bytes:
    packed = io.BytesIO()
    write_package(normal_form(dict(parts), GRAPH_ALT).items(), packed)
    return packed.getvalue()


def _check_targets(path: Path, parts: Mapping[str, bytes]) -> None:
    """Whether every part that another refers to is there."""
    for name, data in parts.items():
        folder, _, file = name.rpartition("/")
        if not file.endswith(".rels"):
            continue
        source = f"{folder.removesuffix('_rels')}{file.removesuffix('.rels')}"
        for kind, target in internal_targets(parse_xml(data, name), source).values():
            if not kind.endswith("/hyperlink") and target not in parts:
                raise InputFileError(
                    f"テンプレートの部品（{target}）がありません（{source or '文書'} が指しています）：{path}",
                    "Word で開き、「名前を付けて保存」で保存し直してください。",
                )


def things_from_outside(
    trees: Mapping[str, XmlElement], names: list[str]
) -> list[tuple[str, Outside]]:
    """What a template takes from elsewhere or would run, each with its place in Japanese.

    Args:
        trees: its XML parts.
        names: all its parts.
    """
    return [(_place(thing), thing) for thing in from_outside(trees, names)]


def links_into_the_office(trees: Mapping[str, XmlElement]) -> list[tuple[str, Outside]]:
    """The hyperlinks of a template that lead to a folder of the office, each with its place."""
    return [(_place(thing), thing) for thing in private_links(trees)]


def trees_of(template: bytes) -> tuple[dict[str, XmlElement], list[str]]:
    """The XML parts of an opened template, and the names of all its parts."""
    with zipfile.ZipFile(io.BytesIO(template)) as package:
        names = package.namelist()
        xml = [name for name in names if name.lower().endswith((".xml", ".rels", ".vml"))]
        return {name: parse_xml(package.read(name), name) for name in xml}, names


def _place(thing: Outside) -> str:
    file = thing.part.rpartition("/")[2].partition(".")[0].rstrip("0123456789")
    place = _PLACES.get(file, thing.part)
    words = thing.words if len(thing.words) <= 60 else thing.words[:60] + "…"
    return f"{place}「{words}」" if words else place
