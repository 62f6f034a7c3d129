"""Cases at the margins of rules: groups of rows, blank neighbours, what belongs to somebody else, and
the cells that a finding names beside its own."""

from dataclasses import replace

from tests.make_workbook import HEADER, indicator, series, text
from tests.rules.cases import (
    BY_PEOPLE,
    SCHEME_HEAD,
    SECTION,
    TEXTS,
    Case,
    declare,
    edited,
    long,
    many,
    prose,
    rows,
    says,
    set_cell,
    setting,
    wide,
)  # fmt: skip
from tests.rules.cases_edges import NO_TARGET, UP
from tests.rules.cases_guards import CLIMBED, MIXED, SHORT, alone

EQUAL = (20, 11, 12, 20)
"""A base that equals the target: no side is better, so that nothing can be judged."""
FELL = (51, 52, 53, 60, 55)
"""From ○ to ×, from 50 to 60."""
BEFORE = (51, 52, 53, 60, None)
SHORT_ROW = indicator(values=(10, 20))
"""A row under a header without actuals."""
PLAIN = [SECTION, indicator(), *TEXTS]
FIFTEEN, FOURTEEN = "河川の改修を計画的に進めている", "河川の改修を計画どおり進める"
"""As many letters as a sentence must have to be no phrase that anybody may use, and one less."""
UNTOLD = ["さらに周知が必要である。"]
FIVE = [
    *SCHEME_HEAD,
    ("A", "達成", "達成率 100 以上", "達成", "基準値比"),
    ("B", "概ね達成", "達成率 80 以上", "概ね達成", ""),
    ("C", "一部達成", "達成率 60 以上", "概ね達成", ""),
    ("D", "未達成", "達成率 60 未満", "未達成", ""),
]


def kept(words: str, *cells: str) -> Case:
    """A sentence that stood there last year, too."""
    said = text("検証と課題", words)
    case = Case(list(cells), {"rows": [SECTION, indicator(), said, TEXTS[1]]})
    case.previous = dict(case.how)
    return case


def twice(words: str, *cells: str) -> Case:
    """A sentence in two sections, in rows 6 and 8."""
    said = text("検証と課題", words)
    return Case(list(cells), {"rows": [SECTION, indicator(), said, text("節", "題二"), said]})


def beside(case: Case, *cells: str) -> Case:
    """The case, with the cells that its first finding names beside its own."""
    return replace(case, related=cells)


SPELLED = [
    text("検証と課題", words)
    for words in ("一人ひとりを支える。", "一人ひとりに届ける。", "職員一人一人が学ぶ。")
]

MARGINS: dict[str, list[Case]] = {
    "M01": [
        # A mark that a person gave, or that only people give, leaves nothing open.
        rows(indicator(values=EQUAL, mark="×", reason="理由")),
        rows(indicator(values=EQUAL, mark="×", reason="理由"), indicator(name="指標乙", values=EQUAL), cells=["K6"]),
        rows(indicator(), extra_settings=BY_PEOPLE),
        # One value that cannot be read is told by C01.
        rows(indicator(values=(20, "1..1", 12, 20))),
        # Of a group only the row that stays open is told.
        rows(indicator(name="甲", group="群"), indicator(name="乙", group="群", values=EQUAL), cells=["K6"]),
    ],
    "M02": [rows(indicator())],
    "M03": [rows(indicator())],
    "M04": [
        rows(indicator()),
        rows(indicator(values=EQUAL, mark="○", reason="理由")),
    ],
    "M05": [
        rows(indicator()),
        rows(indicator(values=EQUAL), edit=setting("達成割合を表す指標", "指標甲")),
        edited(setting("達成割合を表す指標", "ない指標"), "", words="（ない指標）が見つかりません"),
    ],
    "M06": [
        Case([], {"edit": set_cell("I5", "未集計"), "extra_settings": [("評価の年度", "R4")]}),
        rows(indicator(values=(10, "未集計", "未集計", 20))),
    ],
    "M08": [
        # Near one of several limits: 79.5 of 100 is B's, 70 is nobody's.
        rows(indicator(values=(0, 1, 79.5, 100)), cells=["I5"], extra_settings=FIVE),
        rows(indicator(values=(0, 1, 59.5, 100)), cells=["I5"], extra_settings=FIVE),
        rows(indicator(values=(0, 1, 70, 100)), extra_settings=FIVE),
        rows(indicator(values=(0, "-", "-", 100))),
    ],
    "M09": [
        beside(rows(indicator(direction="減少"), cells=["J5"]), "G5"),
        rows(indicator(values=(10, 11, 12, "-"), direction="減少")),
        rows(indicator(values=EQUAL, direction="上昇")),
        rows(indicator(direction="減少"), header=NO_TARGET),
    ],
    "M10": [
        # A group is called by its name, and named once, at its first row.
        beside(long(series(*FELL, name="甲", group="群"), series(*FELL, name="乙", group="群"), cells=["O5"],
                    texts=UNTOLD, words="「群」の進捗が、前年度の ○ から × に下がりました",
                    previous=[series(*BEFORE, name="甲", group="群"), series(*BEFORE, name="乙", group="群")]),
               "E7"),
        long(series(*FELL), cells=["O5"], texts=UNTOLD, words="「指標甲」の進捗が", previous=[series(*BEFORE)]),
        beside(long(series(*FELL), cells=["O5"], texts=[*UNTOLD, "引き続き取り組む。"], previous=[series(*BEFORE)]),
               "E6"),
        # Beside one indicator a sentence need not name it; beside two it is about neither.
        long(series(*FELL), texts=["前年度より低下した。"], previous=[series(*BEFORE)]),
        long(series(*FELL), series(*FELL, name="相談件数"), cells=["O5", "O6"], texts=["前年度より低下した。"],
             previous=[series(*BEFORE), series(*BEFORE, name="相談件数")]),
    ],
    "C13": [
        beside(rows(indicator(values=("１０", "11", 12, "２０")), cells=["G5"],
                    words="3 つの値が文字で入っています（１０、11、２０）"), "H5", "J5"),
    ],
    "C14": [
        rows(indicator(values=(10, "-", 12, 20), unit="％")),
        rows(indicator(values=(10, 11, 100, 100), unit="％")),
        rows(indicator(values=(10, 11, 100.5, 100), unit="％"), cells=["I5"]),
    ],
    # What one of the three tells, the others leave.
    "C18": [
        alone(40, 40, 40, 50, 320, base=40),
        alone(0.4, 0.41, -0.42, 0.43, 0.44, base=0.4),
    ],
    "C19": [
        alone(40, 40, 40, 50, 320, base=40),
        alone(40, 40, 50, 40, 9, base=40),
    ],
    "C20": [beside(rows(*many(blank=15, filled=5), cells=[""]), *(f"I{n}" for n in range(5, 20)))],
    "C21": [
        rows(indicator(unit=None, values=("-", "-", "-", "-"))),
        rows(indicator(unit=None, values=(10, "-", 12, 20)), cells=["E5"]),
    ],
    "C22": [beside(rows(*MIXED[:3], cells=["E5"]), "E6", "E7")],
    "C23": [
        # Nothing, or something above it, has no sign.
        rows(indicator(values=("▲1", "0", 3, 4))),
        rows(indicator(values=("▲1", "0.5", 3, 4))),
        beside(rows(indicator(values=("▲1", "▲2", "△3", "△4")), cells=["G5"]), "H5"),
        beside(rows(indicator(values=("▲1", "▲2", "▲3", "△4")), cells=["J5"])),
    ],
    "C24": [
        edited(set_cell("H5", 11, number_format=";;;"), "H5", words="何も見えていません"),
        edited(set_cell("H5", 0, number_format='0;-0;"－"'), "H5", words="「－」と見えています"),
    ],
    "S22": [
        # A row that waits to be filled in is told by S30; a form may do without.
        Case([], {"rows": [SECTION, indicator(name=None), *TEXTS]}),
        Case([], {"rows": [text("施策", "施策の一"), text("事業", "事業の一")], "edit": declare("")}),
    ],
    "S25": [
        Case([""], {"rows": [], "header": [*HEADER, "メモ"]}),
        Case([], {"rows": [text("節", None)]}),
    ],
    "S26": [
        beside(rows(indicator(name="甲", group="感染症患者発生数"), indicator(name="乙", group="感染症患者発生数"),
                    indicator(name="丙", group="感染症の患者発生数"), indicator(name="丁", group="感染症の患者発生数"),
                    cells=["E7"]), "E6"),
    ],
    # What a row has from its section is told of the section.
    "S27": [Case(["E4"], {"rows": [["節", None, "企画科", None, "題"], indicator(), *TEXTS]})],
    "S29": [
        beside(Case(["E8"], {"rows": [SECTION, indicator(), *TEXTS, SECTION, indicator(), *TEXTS]}), "E4"),
        Case([], {"rows": [text("節", None), indicator(), *TEXTS, text("節", None), indicator(), *TEXTS]}),
    ],
    "S30": [
        # Rows that stand one below the other are told together, others apart.
        rows(indicator(), text("検証と課題", None), text("検証と課題", "文。"), text("検証と課題", None), cells=["E6", "E8"],
             words="「検証と課題」の行が、"),
        rows(indicator(), text("検証と課題", None), text("検証と課題", None), text("検証と課題", None), cells=["E6"],
             words="「検証と課題」から 3 行が、"),
    ],
    "S31": [Case([], {"header": wide(14), "rows": []})],
    "S38": [
        # One of several columns is enough; a workbook may name no year, or have no column at all.
        rows(indicator(), extra_settings=[("評価の年度", "R4")]),
        Case([""], {"header": [*HEADER[:7], *HEADER[9:]], "rows": [SECTION, SHORT_ROW, *TEXTS],
                    "extra_settings": [("評価の年度", "R5")]}, words="（実績の列：なし）"),
    ],
    # The same sentence about the same row is told once, however often it stands there.
    "N02": [long(series(51, 52, 53, 54, 55), texts=["指標甲は、前年度より減少した。"] * 2, cells=["E6"])],
    "K01": [beside(alone(420, 410, 400, 381, 381, cells=["L5"]), "K5")],
    "K03": [
        # A target that was blank is not another one, and a changed actual is told by K08.
        long(series(*SHORT), previous=[series(*SHORT, targets=("-", None))]),
        long(series(*SHORT), previous=[series(51, 52, 53, 53.5, 55)]),
    ],
    "K05": [
        beside(alone(*SHORT, targets=(58, "60以上"), cells=["M5"], words="（R3：58、R5：60以上）"), "N5"),
        beside(alone(*SHORT, targets=("58以上", 60), cells=["N5"]), "M5"),
    ],
    "K09": [rows(indicator())],
    "N06": [
        # What is wrong in both years is told by N05.
        says("市民の満足度は、令和４年度（令和３年度実績）には60％となった。", *UP, found=False),
        says("市民の満足度は、令和５年度には55％となった。", *UP, found=False),
        says("市民の満足度は、令和４年度（令和３年度実績）には減少した。", *UP, found=False),
    ],
    "N07": [
        beside(long(series(*SHORT, name="解消率"), cells=["O5"], texts=["河川の改修を進めた。", "周知を進めた。"]), "E6", "E7"),
        # One sentence of several is enough.
        long(series(*SHORT, name="解消率"), texts=["検証値との差が大きい。", "河川の改修を進めた。"]),
    ],
    # Nobody's name, and a level, are no movement of the row.
    "N08": [
        says("増加傾向にある。一方、減少した。", *CLIMBED, found=False),
        says("市民の満足度は検証値を上回った。一方、市民の満足度は検証値を下回った。", *CLIMBED, found=False),
    ],
    "N09": [rows(indicator()), kept(FIFTEEN, "E6"), kept(FOURTEEN)],
    "N10": [beside(twice(FIFTEEN, "E8"), "E6"), twice(FOURTEEN)],
    "N14": [
        says("令和５年度は、市民の満足度が減少した。", *UP, found=False),
        says("令和６年度は、市民の満足度が減少し、54％となった。", *UP),
    ],
    "P05": [
        beside(prose("市民一人ひとりを支える。", "市民一人ひとりに届ける。", "職員一人一人が学ぶ。", cells=["E6"],
                     words="「一人ひとり」2 か所、「一人一人」1 か所）。公用文では「一人一人」と書きます"), "E7"),
        # Where the plan's own words are spelled as most texts are, the official spelling is the odd one.
        Case(["E8"], {"rows": [SECTION, indicator(name="一人ひとりの満足度"), *SPELLED, TEXTS[1]]},
             words="「一人ひとり」2 か所、「一人一人」1 か所）。計画の言葉の「一人ひとり」にそろえます。"
                   "題名・指標の名前・引用の「一人ひとり」1 か所は数えていません"),
        # A text that takes up a title of its own chapter spells as that does.
        Case([], {"rows": [text("節", "だれもが暮らせるまち"), indicator(), text("検証と課題", "誰もが歩く。"),
                           text("検証と課題", "だれもが暮らす。"), TEXTS[1]]}),
        # Every inflection counts, and so does what one can do; a compound of an official word does, too.
        prose("教訓をいかし、備える。", "広くいかしていく。", "強みを活かそう。", "特性を活かせる。", cells=["E8"],
              words="「いかす」2 か所、「活かす」2 か所"),
        prose("更に取り組む。", "共に取り組める。", "再び取組む。", cells=["E8"], words="「取り組む」2 か所、「取組む」1 か所"),
        prose("取組等を行う。", "先行取組を行う。", "取り組みを行う。", cells=["E8"], words="「取組」2 か所、「取り組み」1 か所"),
        # Nothing decides.
        beside(prose("まちの品質を高める。", "街なかを歩く。", "まちなかを歩く。", cells=["E7"], words="どちらかにそろえます"), "E8"),
    ],
    "P04": [
        # As common: the width of the other abbreviations decides, or nothing does. A torn form never does.
        prose("ＡＩを使う。", "AIを使う。", "DXを進める。", "ＹｏｕＴｕｂｅを使う。", cells=["E6"],
                     words="ほかの言葉の幅に合わせて「AI」にそろえます"),
        prose("ＡＩを使う。", "AIを使う。", "ＤＸを進める。", cells=["E7"], words="「ＡＩ」にそろえます"),
        beside(prose("ＡＩを使う。", "AIを使う。", cells=["E7"], words="どちらかにそろえます"), "E6"),
        prose("SDGｓを進める。", "SDGｓを広める。", "SDGsを知る。", cells=["E6"], words="「SDGs」にそろえます"),
    ],
    "P10": [
        # Two sections share a page; the first of the box's texts is shown, and a last one has room enough.
        Case(["E10"], {"rows": [*PLAIN, SECTION, indicator(), *[text("検証と課題", "あ" * 170 + "。")] * 2, TEXTS[1]]}),
        Case([], {"rows": [*PLAIN, *PLAIN, SECTION, indicator(), text("検証と課題", "あ" * 340 + "。"), TEXTS[1]]}),
    ],
    "P11": [
        # Six letters on each side are shown, or as many as there are.
        prose("これはたいへん ながいぶんである。", cells=["E6"], words="（…れはたいへん ながいぶんで…）"),
        prose("これは たいへんである。", cells=["E6"], words="（…これは たいへんであ…）"),
    ],
    "P14": [prose("取り組みます。", "引き続き検討。")],
    "P15": [
        # Half of the sentences is a habit, a third is not; fifteen letters are shown.
        prose("甲が増えた", "乙が増えた", "丙が増えた。"),
        prose("一二三四五六七八九十百千万億兆京", "乙が増えた。", cells=["E6"],
              words="（…二三四五六七八九十百千万億兆京）"),
    ],
    "P16": [
        prose("第2次計画。", "第２次計画。", "第８次計画。", "第11次計画。", "第12次計画。", cells=["E6"],
                     words="ほかの言葉の幅に合わせて「第２次」にそろえます"),
    ],
    "S08": [
        Case(["A5"], {"rows": [SECTION, text(None, "文。"), indicator(), *TEXTS]}, words="区分が空欄です"),
        Case(["A5"], {"rows": [SECTION, text("検証", "文。"), indicator(), *TEXTS]}, words="区分「検証」は一覧にありません"),
    ],
    "S40": [
        # A group has one mark, and is called by its name.
        rows(indicator(name="甲", group="群"), indicator(name="乙", group="群"), indicator(name="丙", mark="S"),
             cells=["K5"], words="「群」の「進捗」が空欄", extra_settings=BY_PEOPLE),
    ],
}  # fmt: skip
