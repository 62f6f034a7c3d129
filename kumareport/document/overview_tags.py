"""The tags of the summary pages (集計, 概要版)."""

from typing import Annotated

from msgspec import Struct


class SummaryRowTags(Struct, frozen=True):
    """集計の表の１行"""

    名称: Annotated[str, "章の番号と題名。最後の行は「全体」"]
    数: Annotated[tuple[str, ...], "記号ごとの数"]
    計: Annotated[str, "数の合計"]
    割合: Annotated[str, "達成と概ね達成の割合"]
    全体: Annotated[bool, "最後の行なら真"]


class SummaryTags(Struct, frozen=True):
    """進捗の集計"""

    見出し: Annotated[str, "「進捗の集計」"]
    記号: Annotated[tuple[str, ...], "進捗の記号"]
    割合の名称: Annotated[str, "「○と△の割合」など"]
    行: Annotated[tuple[SummaryRowTags, ...], "章ごとの行と、全体の行"]
    グラフ: Annotated[
        tuple[str, ...],
        "積み上げ棒グラフ（１つ）。グラフの見本の代替テキストに {{ グラフ }} と書く",
    ]


class CourseTags(Struct, frozen=True):
    """概要版の、前年度からの値の変化の１つ"""

    名称: Annotated[str, "改善・悪化・変わらない など"]
    数: Annotated[str, "指標の数"]


class MoveTags(Struct, frozen=True):
    """概要版の、前年度からの進捗の変化の１つ"""

    見出し: Annotated[str, "「進捗が上がった指標」「進捗が下がった指標」"]
    数: Annotated[str, "指標の数。大項目は１つと数える"]
    指標: Annotated[
        str, "章・名前・前年度と今年度の記号を並べたもの。長ければ「ほか 3 指標」。なければ「なし」"
    ]


class MissedTags(Struct, frozen=True):
    """概要版の、検証値に届かなかった指標の１つ"""

    場所: Annotated[str, "章と節の番号"]
    名前: Annotated[str, "大項目か指標の名前"]
    進捗: Annotated[str, "進捗の記号"]
    理由: Annotated[
        str,
        (
            "検証の文のうち、その理由を述べた文。１ページに収まる長さまで。なければ「判定の理由」、"
            "それもなければ実績と検証値"
        ),
    ]


class OverviewTags(Struct, frozen=True):
    """概要版（はじめの１ページ）"""

    見出し: Annotated[str, "「概要」"]
    集計: Annotated[tuple[SummaryTags, ...], "進捗の集計（１つ）"]
    変化: Annotated[tuple[CourseTags, ...], "前年度からの値の変化ごとの指標の数"]
    進捗の変化: Annotated[
        tuple[MoveTags, ...], "上がった指標と下がった指標。前年度の進捗が分からなければ空"
    ]
    未達成: Annotated[
        tuple[MissedTags, ...], "検証値に届かなかった指標。１ページに収まるところまで"
    ]
    未達成の数: Annotated[str, "検証値に届かなかった指標の数"]
    未達成のほか: Annotated[str, "「ほか 3 指標は、各章をご覧ください。」。すべて載れば空"]
