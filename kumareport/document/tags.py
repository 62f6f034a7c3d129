"""What a Word template may name: the tags, their meaning, and their types.

The field names are the tags themselves, in Japanese, because the office writes them in Word. The
same declarations feed the rendering, the template check and ``kumareport template tags``.
"""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Struct, field

from kumareport.document.box_places import BoxTexts
from kumareport.document.overview_tags import OverviewTags, SummaryTags


class LegendTags(Struct, frozen=True):
    """凡例の１行"""

    記号: Annotated[str, "○ △ × など、設定の記号"]
    説明: Annotated[str, "記号の説明"]
    方式: Annotated[
        str, "方式が２つ以上ある報告書で、方式のはじめの行なら、その名前。ほかの行では空"
    ]


class HeadTags(Struct, frozen=True):
    """表の見出しの１段目（基準値・実績・検証値）の１つ"""

    名称: Annotated[str, "基準値・実績・検証値"]
    列数: Annotated[int, "この見出しがまたがる列の数"]
    検証値: Annotated[bool, "検証値の列なら真"]


class YearTags(Struct, frozen=True):
    """表の見出しの２段目（年度）の１つ"""

    年度: Annotated[str, "H27、R5 など"]
    検証値: Annotated[bool, "検証値の列なら真"]


class ValueTags(Struct, frozen=True, gc=False):
    """表の値のセル"""

    表示: Annotated[str, "値。年度や概数などは次の行に入る"]
    列数: Annotated[int, "セルがまたがる列の数（ふつうは 1）"]
    検証値: Annotated[bool, "検証値の列なら真"]


class FieldValueTags(Struct, frozen=True):
    """項目の値の１つ"""

    年度: Annotated[str, "年度ごとの項目の年度（R5 など）。ほかの項目では空"]
    表示: Annotated[str, "値。空のこともある"]


class FieldTags(Struct, frozen=True):
    """その市の項目（「設定」の表「項目」）の１つ"""

    名称: Annotated[str, "項目の名前"]
    単位: Annotated[str, "単位。なければ空"]
    値: Annotated[tuple[FieldValueTags, ...], "値。年度ごとの項目では年度の数だけ、ほかは１つ"]


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


class FieldRowTags(_WithFields, Struct, frozen=True):
    """項目の表の１行（指標、一覧の行）"""

    名前: Annotated[str, "指標名。一覧では、項目名・本文の列の内容"]
    値: Annotated[tuple[str, ...], "項目の値。見出しの列と同じ順"]
    by_field: Mapping[str, FieldTag] = field(default_factory=dict[str, FieldTag])
    """The own fields by their name, which is a tag too: ``行.項目の名前``."""


class ListTags(Struct, frozen=True):
    """一覧（項目の付いた文も）の１つ"""

    見出し: Annotated[str, "一覧の見出し（区分の名前か、見出しの言葉）"]
    項目列: Annotated[tuple[str, ...], "項目の見出し。どの行にも内容がなければ空"]
    行: Annotated[tuple[FieldRowTags, ...], "一覧の行"]


class RowTags(_WithFields, Struct, frozen=True):
    """検証指標の１行"""

    名前: Annotated[str, "指標名"]
    注: Annotated[tuple[str, ...], "指標名の下に小さく入れる注（※…）"]
    単位: Annotated[str, "単位"]
    値: Annotated[tuple[ValueTags, ...], "期間の列の値"]
    所管課: Annotated[str, "所管課"]
    達成率: Annotated[
        str, "検証値に対する達成率（91.4％ など。小数第２位は切り捨て）。計算できなければ空"
    ]
    前年度の値: Annotated[str, "前年度に使った実績。なければ空"]
    前年度比: Annotated[
        str, "前年度の値から増えた分（＋1.5、▲2 など。単位は指標の単位）。比べられなければ空"
    ]
    前年度からの変化: Annotated[
        str, "改善・悪化・変わらない・増減・新しい値なし・比べられない・新しい指標"
    ]
    項目: Annotated[tuple[FieldTags, ...], "その市の項目のうち、指標の行のもの。様式の順"]
    by_field: Mapping[str, FieldTag] = field(default_factory=dict[str, FieldTag])
    """The own fields by their name, which is a tag too: ``行.項目の名前``."""


class GroupTags(Struct, frozen=True):
    """１つの進捗を分け合う検証指標のまとまり"""

    大項目: Annotated[str, "まとまりの名前。単独の指標では空"]
    進捗: Annotated[str, "進捗の記号"]
    前年度の進捗: Annotated[
        str,
        "前年度の報告書の記号（列「前年度の進捗」か --previous のブックから）。どちらもなければ、前年度の値から計算した記号。なければ空",
    ]
    進捗の変化: Annotated[
        str, "前年度の報告書の記号と比べて、上がった・下がった・同じ。分からなければ空"
    ]
    行: Annotated[tuple[RowTags, ...], "まとまりの行"]


class BoxTags(Struct, frozen=True):
    """箇条書きの枠の１つ"""

    見出し: Annotated[str, "枠の見出し"]
    文: Annotated[tuple[str, ...], "箇条書き。なければ空"]


class PieceTags(Struct, frozen=True):
    """節の枠か一覧の１つ"""

    見出し: Annotated[str, "区分の名前か、見出しの言葉"]
    文: Annotated[tuple[str, ...], "枠の文。一覧では空"]
    項目列: Annotated[tuple[str, ...], "一覧の項目の見出し。枠では空"]
    行: Annotated[tuple[FieldRowTags, ...], "一覧の行。枠では空"]


class SectionTags(_WithFields, Struct, frozen=True):
    """節"""

    番号: Annotated[str, "第１節 など"]
    題名: Annotated[str, "節の題名"]
    見出し: Annotated[str, "番号と題名"]
    所管課: Annotated[str, "所管課"]
    群: Annotated[tuple[GroupTags, ...], "検証指標のまとまり。なければ空"]
    項目列数: Annotated[int, "「検証指標」の見出しがまたがる列の数（大項目がある節では 2）"]
    見出し列: Annotated[tuple[HeadTags, ...], "表の見出しの１段目"]
    年度列: Annotated[tuple[YearTags, ...], "表の見出しの２段目"]
    注: Annotated[tuple[str, ...], "表の下の注（区分の形が注記のもの）"]
    グラフの段: Annotated[
        tuple[tuple[str, ...], ...],
        "横に並べるグラフのまとまり。グラフの見本の代替テキストに {{ グラフ }} と書く",
    ]
    枠: Annotated[tuple[BoxTags, ...], "箇条書きの枠。様式の区分の順"]
    深さ: Annotated[
        int,
        "章のすぐ下の段が 2、その下が 3、4。章そのものの内容と、下の段のあとの内容（末尾）は 1（見出しを持たない）",
    ]
    区分: Annotated[
        str,
        "見出しの区分（節、施策、基本事業 など）。章そのものの内容なら「章」、下の段のあとなら「施策の末尾」など",
    ]
    項目: Annotated[tuple[FieldTags, ...], "その市の項目のうち、節の行のもの。様式の順"]
    項目列: Annotated[tuple[str, ...], "指標の項目の表の見出し。指標に項目のない様式では空"]
    項目行: Annotated[tuple[FieldRowTags, ...], "指標の項目の表の行"]
    一覧: Annotated[
        tuple[ListTags, ...], "一覧と、項目の付いた文。様式の区分の順。書かれたものだけ"
    ]
    並び: Annotated[tuple[PieceTags, ...], "枠と一覧を、合わせて様式の区分の順に"]
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


class ChapterTags(Struct, frozen=True):
    """章"""

    番号: Annotated[str, "第１章 など。番号のない章では空"]
    題名: Annotated[str, "章の題名"]
    見出し: Annotated[str, "番号と題名"]
    節: Annotated[tuple[SectionTags, ...], "章のすぐ下の段（節）だけ"]
    部: Annotated[
        tuple[SectionTags, ...],
        "章のすべての部を、上から順に：章そのものの内容（深さ 1）、節（2）、その下の段（3、4）",
    ]


class ReportTags(Struct, frozen=True):
    """報告書"""

    題名: Annotated[str, "報告書の題名"]
    資料区分: Annotated[str, "参考資料 など。空のこともある"]
    資料番号: Annotated[str, "「設定」の資料番号。空のこともある"]
    市名: Annotated[str, "「設定」の市名。空のこともある"]
    作成日: Annotated[str, "「設定」の作成日。空のこともある"]
    案: Annotated[str, "案（--draft）なら「案」。正式な報告書では空"]
    凡例: Annotated[tuple[LegendTags, ...], "凡例の行。報告書が使う方式のもの"]
    グラフあり: Annotated[bool, "指標のグラフが１つでもあれば真"]
    巻頭: Annotated[tuple[ChapterTags, ...], "章より前に載せるシート（章番号が「報告書」）"]
    概要版: Annotated[
        tuple[OverviewTags, ...], "概要版。「設定」で載せるとしたときだけ１つ、ほかは空"
    ]
    章: Annotated[tuple[ChapterTags, ...], "章"]
    集計: Annotated[
        tuple[SummaryTags, ...], "進捗の集計。「設定」で載せるとしたときだけ１つ、ほかは空"
    ]
    巻末: Annotated[tuple[ChapterTags, ...], "最後に載せるシート（章番号が「報告書の末尾」）"]

    @property
    def sheets(self) -> tuple[ChapterTags, ...]:
        """The chapters, and what stands before and after them."""
        return *self.巻頭, *self.章, *self.巻末


ROOT_TAG = "報告書"
