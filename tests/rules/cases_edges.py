"""Cases at the edges of rules: what is missing, equal, earlier or somebody else's."""

from tests.make_workbook import HEADER, indicator, series
from tests.rules.cases import STEADY, Case, long, rows, says, setting

UP = (51, 52, 53, 54, 55)
NO_TARGET = [*HEADER[:9], "実績 R6", *HEADER[10:]]
NO_BASE = [*HEADER[:6], "実績 R3", *HEADER[7:]]
RECOUNT = setting("達成割合を表す指標", "達成割合")
EXPLAINED = "令和５年度調査から設問を修正した結果、指標の割合は大きく変わった。"


def recount(*values: object, name: str = "達成割合") -> Case:
    """An indicator that is reached, and the share of those: 2 of 2 where it is reached itself."""
    case = rows(
        indicator(values=(0, 1, 20, 20)), indicator(name=name, unit="％", values=values)
    )  # fmt: skip
    case.how["edit"] = RECOUNT
    return case


EDGES = {
    "K02": [
        long(series(40, 41, 40.5, 41.2, 86), texts=[EXPLAINED]),
        # Told of another indicator, the change explains nothing here.
        long(series(40, 41, 40.5, 41.2, 86), series(*STEADY, 46, name="指標乙"), cells=["L5"],
             texts=["指標乙は、令和５年度調査から設問を修正した。"]),
        long(series(40, 41, 40.5, 41.2, 86), series(*STEADY, 46, name="指標乙"),
             texts=["指標乙は、令和５年度調査から設問を修正した。", "指標甲は、令和５年度調査から設問を修正した。"]),
    ],
    "K05": [
        # Without a bare target beside it, 以下 is no change of the way to write.
        long(series(953, 951, 962, 953, 945, base=924, targets=("-", "881以下"))),
        long(series(953, 951, 962, 953, 945, base=924, targets=("888", "881"))),
        # Where none is bare, the first one is shown.
        long(series(953, 951, 962, 953, 945, base=924, targets=("900未満", "881以下")), cells=["M5"]),
    ],
    "K08": [
        long(series(44.6, 45.1, 44.9, "45.3（改定）", 46), cells=["K5"], previous=[series(*STEADY, 46)],
             words="「改定」とありますが"),
        long(series(44.6, 45.1, 44.9, "47（改定）", 46), previous=[series(*STEADY, 46)]),
        long(series(44.6, 45.1, 44.9, 47, 46, name="新しい指標"), previous=[series(*STEADY, 46)]),
        long(series(44.6, 45.1, 44.9, None, 46), cells=["K5"], previous=[series(*STEADY, 46)],
             words="空欄 に変わっています"),
    ],
    "M05": [
        recount(0, 1, 100, 100),
        recount(0, 1, "100.0", 100),
        recount(0, "-", "-", 100),
        Case([""], {"edit": RECOUNT}, words="（達成割合）が見つかりません"),
    ],
    "M09": [
        rows(indicator(values=(10, 11, 12, 13), direction="減少"), header=NO_TARGET),
        rows(indicator(values=(9, 11, 12, 20), direction="減少"), header=NO_BASE),
        rows(indicator(values=(20, 11, 12, 20), direction="減少")),
        rows(indicator(values=(10, 11, 12, "上昇"), direction="減少"), cells=["J5"]),
        rows(indicator(values=(10, 11, 12, "維持"), direction="減少")),
        rows(indicator(values=(20, 11, 12, 10), direction="上昇"), cells=["J5"]),
        rows(indicator(values=(10, 11, 12, 20), direction="維持")),
    ],
    "N01": [
        # Of an earlier year the value of that year tells: 60 was reached in R3 only.
        says("市民の満足度は、令和３年度には検証値を達成した。", 51, 52, 61, 54, 55, found=False),
        says("市民の満足度は、令和３年度には検証値を達成した。", *UP),
        says("市民の満足度は、令和３年度には検証値を達成した。", 51, 52, 60, 54, 55, found=False),
        says("市民の満足度は、令和５年度には検証値を達成した。", *UP),
        says("市民の満足度は、令和６年度には検証値を達成した。", *UP, found=False),
        says("市民の満足度は、令和３年度には検証値を達成した。", 71, 72, 59, 64, 65, base=80, found=False),
        says("市民の満足度は、令和３年度には検証値を達成した。", 71, 72, 61, 64, 65, base=80),
        # Said of all, one that it is wrong about is enough; it is that one that is shown.
        long(series(51, 52, 53, 54, 61), series(*UP, name="指標乙"), cells=["E7"],
             texts=["いずれも検証値を達成した。"], words="「指標乙」は検証値 R5 60、実績 R5 55"),
        # 上昇 cannot be held against one year.
        says("市民の満足度は、令和３年度には検証値を達成した。", 51, 52, 53, 54, 45, targets=("-", "上昇"), found=False),
    ],
    "N02": [
        says("市民の満足度は、コロナ禍前の水準まで回復した。", 60, 50, 45, 44, 43, words="60（R1）→43（R5）"),
        says("市民の満足度は、コロナ禍前の水準まで回復した。", 60, 50, 45, 44, 58, found=False),
    ],
    "N05": [
        says("市民の満足度は、前年度から5ポイント増加した。", *UP, words="54（R4）→55（R5）で 1ポイントの増です"),
        says("市民の満足度は、前年度から1ポイント増加した。", *UP, found=False),
        # 53 is the value of R3, which the words in brackets name: told by N06 alone.
        says("市民の満足度は、令和４年度（令和３年度実績）には53％となった。", *UP, found=False),
    ],
    "N04": [
        says("市民の満足度は基準値を下回った。", *UP, base="-", found=False),
        says("市民の満足度は、検証値を上回る結果となった。", 51, 52, 53, 54, 60, words="同じ値です"),
        says("市民の満足度は、令和３年度には検証値を上回った。", 51, 52, 61, 54, 55, found=False),
        says("市民の満足度は、令和３年度には検証値を上回った。", *UP),
    ],
}  # fmt: skip
