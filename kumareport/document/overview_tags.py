"""The tags of the summary pages (集計, 概要版)."""

from dataclasses import dataclass

from kumareport.document.tag import tag


@dataclass(frozen=True, slots=True)
class SummaryRowTags:
    """集計の表の１行"""

    名称: str = tag("章の番号と題名。最後の行は「全体」")
    数: tuple[str, ...] = tag("記号ごとの数")
    計: str = tag("数の合計")
    割合: str = tag("達成と概ね達成の割合")
    全体: bool = tag("最後の行なら真")


@dataclass(frozen=True, slots=True)
class SummaryTags:
    """進捗の集計"""

    見出し: str = tag("「進捗の集計」")
    記号: tuple[str, ...] = tag("進捗の記号")
    割合の名称: str = tag("「○と△の割合」など")
    行: tuple[SummaryRowTags, ...] = tag("章ごとの行と、全体の行")
    グラフ: tuple[str, ...] = tag(
        "積み上げ棒グラフ（１つ）。グラフの見本の代替テキストに {{ グラフ }} と書く"
    )


@dataclass(frozen=True, slots=True)
class CourseTags:
    """概要版の、前年度からの値の変化の１つ"""

    名称: str = tag("改善・悪化・変わらない など")
    数: str = tag("指標の数")


@dataclass(frozen=True, slots=True)
class MoveTags:
    """概要版の、前年度からの進捗の変化の１つ"""

    見出し: str = tag("「進捗が上がった指標」「進捗が下がった指標」")
    数: str = tag("指標の数。大項目は１つと数える")
    指標: str = tag(
        "章・名前・前年度と今年度の記号を並べたもの。長ければ「ほか 3 指標」。なければ「なし」"
    )


@dataclass(frozen=True, slots=True)
class MissedTags:
    """概要版の、検証値に届かなかった指標の１つ"""

    場所: str = tag("章と節の番号")
    名前: str = tag("大項目か指標の名前")
    進捗: str = tag("進捗の記号")
    理由: str = tag(
        "検証の文のうち、その理由を述べた文。１ページに収まる長さまで。なければ「判定の理由」、"
        "それもなければ実績と検証値"
    )


@dataclass(frozen=True, slots=True)
class OverviewTags:
    """概要版（はじめの１ページ）"""

    見出し: str = tag("「概要」")
    集計: tuple[SummaryTags, ...] = tag("進捗の集計（１つ）")
    変化: tuple[CourseTags, ...] = tag("前年度からの値の変化ごとの指標の数")
    進捗の変化: tuple[MoveTags, ...] = tag(
        "上がった指標と下がった指標。前年度の進捗が分からなければ空"
    )
    未達成: tuple[MissedTags, ...] = tag("検証値に届かなかった指標。１ページに収まるところまで")
    未達成の数: str = tag("検証値に届かなかった指標の数")
    未達成のほか: str = tag("「ほか 3 指標は、各章をご覧ください。」。すべて載れば空")
