"""What a page's template may name: ``サイト`` for what all pages share, ``ページ`` for one of them.

A tuple of one or none is something that a page has or has not: ``{% for 表 in 節.表 %}``.
"""

from markupsafe import Markup
from msgspec import Struct


class SiteYear(Struct, frozen=True):
    """年度: as printed, and the western year for machines"""

    表示: str
    西暦: str


class SiteMark(Struct, frozen=True):
    """進捗: the symbol, its words, and the classes of its looks (achieved, nearly, missed or other; then second,
    third, fourth for a further mark of this kind)"""

    記号: str
    説明: str
    色: str


class SiteLink(Struct, frozen=True):
    """A link to a page; 現在 for the page itself"""

    名前: str
    場所: str
    現在: bool = False


class SiteScheme(Struct, frozen=True):
    """方式: the marks of a scheme; its name where the report has several"""

    名前: str
    進捗: tuple[SiteMark, ...]


class SiteTags(Struct, frozen=True):
    """サイト"""

    題名: str
    資料区分: str
    資料番号: str
    市名: str
    作成日: str
    案: str
    年度: tuple[SiteYear, ...]
    凡例: tuple[SiteScheme, ...]


class PageHead(Struct, frozen=True):
    """見出し列: a heading over some years' columns"""

    名前: str
    列数: int
    検証値: bool


class PageYear(Struct, frozen=True):
    """年度列"""

    年度: SiteYear
    検証値: bool


class PageValue(Struct, frozen=True):
    """値: the lines of a cell; 数値 for what stands at the right"""

    行: tuple[str, ...]
    列数: int
    検証値: bool
    数値: bool


class PageRow(Struct, frozen=True):
    """行: an indicator"""

    印: str
    名前: str
    注: tuple[str, ...]
    単位: str
    値: tuple[PageValue, ...]


class PageGroup(Struct, frozen=True):
    """群: indicators that share a mark"""

    大項目: str
    行数: int
    進捗: tuple[SiteMark, ...]
    行: tuple[PageRow, ...]


class PageTable(Struct, frozen=True):
    """表: the indicators of a section"""

    項目列数: int
    見出し列: tuple[PageHead, ...]
    年度列: tuple[PageYear, ...]
    群: tuple[PageGroup, ...]


class FigureRow(Struct, frozen=True):
    """A line of the table beside a graph"""

    名前: str
    西暦: str
    値: tuple[str, ...]


class Figure(Struct, frozen=True):
    """グラフ: the drawing, its title and words, and the table of its values"""

    印: str
    題名: str
    単位: str
    図: Markup
    系列: tuple[str, ...]
    行: tuple[FigureRow, ...]


class PageText(Struct, frozen=True):
    """文: a bullet or note by its lines"""

    行: tuple[str, ...]


class PageBox(Struct, frozen=True):
    """枠: a heading and its bullets"""

    見出し: str
    文: tuple[PageText, ...]


class PageField(Struct, frozen=True):
    """項目: what a part's heading says in a field of the office's own; 年度 of one of many years"""

    名称: str
    単位: str
    年度: tuple[SiteYear, ...]
    行: tuple[str, ...]


class PageFieldRow(Struct, frozen=True):
    """A line of 項目の表: an indicator, and what it says in each field"""

    名前: str
    値: tuple[PageText, ...]


class PageFieldTable(Struct, frozen=True):
    """項目の表: 見出し over the names of its lines, 題名 behind the part's heading"""

    見出し: str
    題名: str
    列: tuple[PageField, ...]
    行: tuple[PageFieldRow, ...]


class PageSection(Struct, frozen=True):
    """節: a part of a chapter; 前付 for what stands before the first heading, which has none itself"""

    印: str
    段: str
    枠の段: str
    前付: bool
    見出し: str
    所管課: str
    項目: tuple[PageField, ...]
    表: tuple[PageTable, ...]
    項目の表: tuple[PageFieldTable, ...]
    注: tuple[PageText, ...]
    グラフ: tuple[Figure, ...]
    枠: tuple[PageBox, ...]


class TotalRow(Struct, frozen=True):
    """A line of the totals: a chapter, or the whole"""

    名前: str
    場所: str
    数: tuple[str, ...]
    計: str
    割合: str
    全体: bool


class TotalTable(Struct, frozen=True):
    """集計"""

    進捗: tuple[SiteMark, ...]
    割合の名称: str
    行: tuple[TotalRow, ...]
    グラフ: tuple[Figure, ...]
    ページ: tuple[SiteLink, ...] = ()


class ChangeCount(Struct, frozen=True):
    """A way in which values have moved: its words, and how many indicators did so"""

    印: str
    名前: str
    説明: str
    数: str


class ChangeValue(Struct, frozen=True):
    """A value with the year that it belongs to"""

    値: str
    年度: tuple[SiteYear, ...]


class ChangeRow(Struct, frozen=True):
    """A line of 前年度からの変化"""

    章: str
    名前: str
    場所: str
    単位: str
    前年度: ChangeValue
    今年度: ChangeValue
    差: str
    変化: ChangeCount
    前年度の進捗: tuple[SiteMark, ...]
    進捗: tuple[SiteMark, ...]
    進捗の変化: str


class ChangeTable(Struct, frozen=True):
    """前年度からの変化"""

    進捗もある: bool
    進捗の変化: tuple[ChangeCount, ...]
    種類: tuple[ChangeCount, ...]
    行: tuple[ChangeRow, ...]
    なくなった指標: tuple[str, ...]
    ページ: tuple[SiteLink, ...] = ()


class DataFile(Struct, frozen=True):
    """A file with data: what a row of it is, how many there are"""

    名前: str
    場所: str
    題名: str
    行数: str
    大きさ: str


class PageTags(Struct, frozen=True):
    """ページ"""

    種類: str
    見出し: str
    題名: str
    説明: str
    目次: tuple[SiteLink, ...]
    前: tuple[SiteLink, ...]
    次: tuple[SiteLink, ...]
    節: tuple[PageSection, ...] = ()
    集計: tuple[TotalTable, ...] = ()
    変化: tuple[ChangeTable, ...] = ()
    データ: tuple[DataFile, ...] = ()
