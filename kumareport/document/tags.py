"""What a Word template may name: the tags, their meaning, and their types.

The field names are the tags themselves, in Japanese, because the office writes them in Word. The
same declarations feed the rendering, the template check and ``kumareport template tags``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kumareport.document.box_places import BoxTexts
from kumareport.document.overview_tags import OverviewTags, SummaryTags
from kumareport.document.tag import tag


@dataclass(frozen=True, slots=True)
class LegendTags:
    """凡例の１行"""

    記号: str = tag("○ △ × など、設定の記号")
    説明: str = tag("記号の説明")
    方式: str = tag("方式が２つ以上ある報告書で、方式のはじめの行なら、その名前。ほかの行では空")


@dataclass(frozen=True, slots=True)
class HeadTags:
    """表の見出しの１段目（基準値・実績・検証値）の１つ"""

    名称: str = tag("基準値・実績・検証値")
    列数: int = tag("この見出しがまたがる列の数")
    検証値: bool = tag("検証値の列なら真")


@dataclass(frozen=True, slots=True)
class YearTags:
    """表の見出しの２段目（年度）の１つ"""

    年度: str = tag("H27、R5 など")
    検証値: bool = tag("検証値の列なら真")


@dataclass(frozen=True, slots=True)
class ValueTags:
    """表の値のセル"""

    表示: str = tag("値。年度や概数などは次の行に入る")
    列数: int = tag("セルがまたがる列の数（ふつうは 1）")
    検証値: bool = tag("検証値の列なら真")


@dataclass(frozen=True, slots=True)
class FieldValueTags:
    """項目の値の１つ"""

    年度: str = tag("年度ごとの項目の年度（R5 など）。ほかの項目では空")
    表示: str = tag("値。空のこともある")


@dataclass(frozen=True, slots=True)
class FieldTags:
    """その市の項目（「設定」の表「項目」）の１つ"""

    名称: str = tag("項目の名前")
    単位: str = tag("単位。なければ空")
    値: tuple[FieldValueTags, ...] = tag("値。年度ごとの項目では年度の数だけ、ほかは１つ")


FieldTag = str | tuple[FieldValueTags, ...] | tuple[str, ...] | tuple["FieldRowTags", ...]
"""What the tag of a field holds: a text, or the values of its years. Of a kind of text: its texts; of a
list: its lines."""


class _WithFields:
    """What has a tag for each of the office's own fields."""

    __slots__ = ()
    by_field: Mapping[str, FieldTag]

    def __getitem__(self, name: str) -> FieldTag:
        # Of two reports that are compared, one may have a form without the field.
        return self.by_field.get(name, "")


@dataclass(frozen=True, slots=True)
class FieldRowTags(_WithFields):
    """項目の表の１行（指標、一覧の行）"""

    名前: str = tag("指標名。一覧では、項目名・本文の列の内容")
    値: tuple[str, ...] = tag("項目の値。見出しの列と同じ順")
    by_field: Mapping[str, FieldTag] = field(default_factory=dict[str, FieldTag])
    """The own fields by their name, which is a tag too: ``行.項目の名前``."""


@dataclass(frozen=True, slots=True)
class ListTags:
    """一覧（項目の付いた文も）の１つ"""

    見出し: str = tag("一覧の見出し（区分の名前か、見出しの言葉）")
    項目列: tuple[str, ...] = tag("項目の見出し。どの行にも内容がなければ空")
    行: tuple[FieldRowTags, ...] = tag("一覧の行")


@dataclass(frozen=True, slots=True)
class RowTags(_WithFields):
    """検証指標の１行"""

    名前: str = tag("指標名")
    注: tuple[str, ...] = tag("指標名の下に小さく入れる注（※…）")
    単位: str = tag("単位")
    値: tuple[ValueTags, ...] = tag("期間の列の値")
    所管課: str = tag("所管課")
    達成率: str = tag(
        "検証値に対する達成率（91.4％ など。小数第２位は切り捨て）。計算できなければ空"
    )
    前年度の値: str = tag("前年度に使った実績。なければ空")
    前年度比: str = tag(
        "前年度の値から増えた分（＋1.5、▲2 など。単位は指標の単位）。比べられなければ空"
    )
    前年度からの変化: str = tag(
        "改善・悪化・変わらない・増減・新しい値なし・比べられない・新しい指標"
    )
    項目: tuple[FieldTags, ...] = tag("その市の項目のうち、指標の行のもの。様式の順")
    by_field: Mapping[str, FieldTag] = field(default_factory=dict[str, FieldTag])
    """The own fields by their name, which is a tag too: ``行.項目の名前``."""


@dataclass(frozen=True, slots=True)
class GroupTags:
    """１つの進捗を分け合う検証指標のまとまり"""

    大項目: str = tag("まとまりの名前。単独の指標では空")
    進捗: str = tag("進捗の記号")
    前年度の進捗: str = tag(
        "前年度の報告書の記号（列「前年度の進捗」か --previous のブックから）。どちらもなければ、前年度の値から計算した記号。なければ空"
    )
    進捗の変化: str = tag(
        "前年度の報告書の記号と比べて、上がった・下がった・同じ。分からなければ空"
    )
    行: tuple[RowTags, ...] = tag("まとまりの行")


@dataclass(frozen=True, slots=True)
class BoxTags:
    """箇条書きの枠の１つ"""

    見出し: str = tag("枠の見出し")
    文: tuple[str, ...] = tag("箇条書き。なければ空")


@dataclass(frozen=True, slots=True)
class PieceTags:
    """節の枠か一覧の１つ"""

    見出し: str = tag("区分の名前か、見出しの言葉")
    文: tuple[str, ...] = tag("枠の文。一覧では空")
    項目列: tuple[str, ...] = tag("一覧の項目の見出し。枠では空")
    行: tuple[FieldRowTags, ...] = tag("一覧の行。枠では空")


@dataclass(frozen=True, slots=True)
class SectionTags(_WithFields):
    """節"""

    番号: str = tag("第１節 など")
    題名: str = tag("節の題名")
    見出し: str = tag("番号と題名")
    所管課: str = tag("所管課")
    群: tuple[GroupTags, ...] = tag("検証指標のまとまり。なければ空")
    項目列数: int = tag("「検証指標」の見出しがまたがる列の数（大項目がある節では 2）")
    見出し列: tuple[HeadTags, ...] = tag("表の見出しの１段目")
    年度列: tuple[YearTags, ...] = tag("表の見出しの２段目")
    注: tuple[str, ...] = tag("表の下の注（区分の形が注記のもの）")
    グラフの段: tuple[tuple[str, ...], ...] = tag(
        "横に並べるグラフのまとまり。グラフの見本の代替テキストに {{ グラフ }} と書く"
    )
    枠: tuple[BoxTags, ...] = tag("箇条書きの枠。様式の区分の順")
    深さ: int = tag(
        "章のすぐ下の段が 2、その下が 3、4。章そのものの内容と、下の段のあとの内容（末尾）は 1（見出しを持たない）"
    )
    区分: str = tag(
        "見出しの区分（節、施策、基本事業 など）。章そのものの内容なら「章」、下の段のあとなら「施策の末尾」など"
    )
    項目: tuple[FieldTags, ...] = tag("その市の項目のうち、節の行のもの。様式の順")
    項目列: tuple[str, ...] = tag("指標の項目の表の見出し。指標に項目のない様式では空")
    項目行: tuple[FieldRowTags, ...] = tag("指標の項目の表の行")
    一覧: tuple[ListTags, ...] = tag("一覧と、項目の付いた文。様式の区分の順。書かれたものだけ")
    並び: tuple[PieceTags, ...] = tag("枠と一覧を、合わせて様式の区分の順に")
    by_field: Mapping[str, FieldTag] = field(default_factory=dict[str, FieldTag])
    by_kind: Mapping[str, BoxTexts] = field(default_factory=dict[str, BoxTexts])
    """The texts by the name of their kind, which is a tag too: ``節.区分の名前``."""
    by_list: Mapping[str, tuple[FieldRowTags, ...]] = field(
        default_factory=dict[str, tuple[FieldRowTags, ...]]
    )
    """The lines of lists, likewise."""

    def __getitem__(self, name: str) -> FieldTag:
        texts = self.by_list.get(name, self.by_kind.get(name))
        # Not a tuple: what a part has not, is printed as nothing, and looped over not once.
        return self.by_field.get(name, "") if texts is None else texts


@dataclass(frozen=True, slots=True)
class ChapterTags:
    """章"""

    番号: str = tag("第１章 など。番号のない章では空")
    題名: str = tag("章の題名")
    見出し: str = tag("番号と題名")
    節: tuple[SectionTags, ...] = tag("章のすぐ下の段（節）だけ")
    部: tuple[SectionTags, ...] = tag(
        "章のすべての部を、上から順に：章そのものの内容（深さ 1）、節（2）、その下の段（3、4）"
    )


@dataclass(frozen=True, slots=True)
class ReportTags:
    """報告書"""

    題名: str = tag("報告書の題名")
    資料区分: str = tag("参考資料 など。空のこともある")
    資料番号: str = tag("「設定」の資料番号。空のこともある")
    市名: str = tag("「設定」の市名。空のこともある")
    作成日: str = tag("「設定」の作成日。空のこともある")
    案: str = tag("案（--draft）なら「案」。正式な報告書では空")
    凡例: tuple[LegendTags, ...] = tag("凡例の行。報告書が使う方式のもの")
    グラフあり: bool = tag("指標のグラフが１つでもあれば真")
    巻頭: tuple[ChapterTags, ...] = tag("章より前に載せるシート（章番号が「報告書」）")
    概要版: tuple[OverviewTags, ...] = tag("概要版。「設定」で載せるとしたときだけ１つ、ほかは空")
    章: tuple[ChapterTags, ...] = tag("章")
    集計: tuple[SummaryTags, ...] = tag("進捗の集計。「設定」で載せるとしたときだけ１つ、ほかは空")
    巻末: tuple[ChapterTags, ...] = tag("最後に載せるシート（章番号が「報告書の末尾」）")

    @property
    def sheets(self) -> tuple[ChapterTags, ...]:
        """The chapters, and what stands before and after them."""
        return *self.巻頭, *self.章, *self.巻末


ROOT_TAG = "報告書"
