"""Anchors: the names of the report's places."""

import hashlib
from enum import StrEnum

from msgspec import Struct


class Kind(StrEnum):
    """What stands at a place."""

    # Enum's own goes through the name, in Python: places are looked up by the ten thousand.
    __hash__ = str.__hash__

    TITLE = "題名"
    LABEL = "資料区分"
    DRAFT = "案"
    SYMBOL = "記号"
    LEGEND = "凡例"
    SUMMARY = "集計"
    CHAPTER = "章"
    CHAPTER_TITLE = "章の題名"
    SECTION = "節"
    SECTION_TITLE = "節の題名"
    HEAD = "見出し列"
    GROUP = "大項目"
    NAME = "名前"
    NAME_NOTE = "注"
    UNIT = "単位"
    VALUE = "値"
    MARK = "進捗"
    TEXT = "文"
    FIELD = "項目"


_OF_EVERY_FORM = {str(kind): kind for kind in Kind if kind is not Kind.TEXT}
BOX = "枠"
"""The detail of an anchor that names a whole box of bullets or notes."""


class Anchor(Struct, frozen=True, gc=False):
    """The name of one place.

    Attributes:
        kind: what stands there.
        record: the ID of the record that it comes from; empty where there is only one.
        detail: which of the record's places of this kind, such as ``実績2022``.
        of: of a text: the name of its kind (区分).
    """

    kind: Kind
    record: str = ""
    detail: str = ""
    of: str = ""

    @classmethod
    def named(cls, label: str, record: str, detail: str = "") -> "Anchor":
        """The anchor with a :attr:`label`: whatever is no place of every form is a text."""
        kind = _OF_EVERY_FORM.get(label)
        if kind is not None:
            return cls(kind, record, detail)
        return cls(Kind.TEXT, record, detail, label)

    @property
    def label(self) -> str:
        """What stands there, in Japanese: for a text its 区分."""
        return self.of or str(self.kind)

    @property
    def names_box(self) -> bool:
        """Whether it names a whole box of texts."""
        return self.kind is Kind.TEXT and bool(self.detail)

    @property
    def key(self) -> str:
        """The name as one text, such as ``値:1-2-3:実績2022``; no two anchors share one."""
        return f"{self.of or self.kind}:{self.record}:{self.detail}"

    @property
    def bookmark(self) -> str:
        """The name of the Word bookmark around the place.

        Word takes at most 40 letters, digits and underscores, a letter or an underscore first; it
        hides names that begin with an underscore. A key may hold anything: a digest stands for it.
        """
        digest = hashlib.sha256(self.key.encode("utf-8", "surrogatepass")).digest()
        return f"_k{digest[:12].hex()}"
