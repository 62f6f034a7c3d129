"""A claim in doubt is passed over, and why; beside it, the same claim without the doubt is told."""

import pytest
from msgspec.structs import replace

from kumareport.model.indicator import Indicator
from kumareport.model.mark import Direction
from kumareport.model.period import Year
from kumareport.model.report import Group, Part
from kumareport.narrative.doubts import Doubt
from kumareport.narrative.otherwise import doubt_beside
from kumareport.narrative.reading import read
from kumareport.narrative.sentences import flatten
from kumareport.narrative.series import Verdict
from kumareport.narrative.subjects import namings
from kumareport.narrative.weigh import weigh
from tests.narrative.sections import AT, codes, indicator

PEOPLE = indicator(
    (1200, 1100, 1150, 1300, 1254), base=1000, target=1500, name="講座の参加者数", unit="人"
)
UNFILLED = replace(
    indicator(
        (1200, 1100, 1150, 1300, ""), base=1000, target=1500, name="講座の参加者数", unit="人"
    ),
    year=Year(2023, "R5"),
)
UNCOUNTED = replace(
    indicator(
        (1200, 1100, 1150, 1300, "未集計"), base=1000, target=1500, name="講座の参加者数", unit="人"
    ),
    year=Year(2023, "R5"),
)
SITES = indicator((12, 15, 19, 24, 28), base=8, target=30, name="拠点の整備数（累計）", unit="箇所")
BALANCE = indicator((-40, -30, -25, -20, -12), base=-50, target=0, name="病院の収支", unit="百万円")
PLACE = indicator((31, 30, 33, 29, 27), base=35, target=25, name="所得の全国順位", unit="位", direction=Direction.LOWER)  # fmt: skip

DOUBTED = (
    (Doubt.PART, PEOPLE, "講座の参加者数は増加した。", "講座の参加者数は、一部の会場で増加した。"),
    (Doubt.PART, PEOPLE, "講座の参加者数は前年度を上回った。", "講座の参加者数は、大半の会場で前年度を上回った。"),
    (Doubt.PART, PEOPLE, "講座の参加者数は、1,400人であった。", "講座の参加者数は、このうち1,400人であった。"),
    (Doubt.PART, PEOPLE, "講座の参加者数は増加した。", "平日の会場に限ると、講座の参加者数は増加した。"),
    (Doubt.PART, PEOPLE, "講座の参加者数は増加した。", "講座の参加者数は、高学年で増加した。"),
    (Doubt.PART, PEOPLE, "講座の参加者数は、1,400人を超えた。", "市外の人を含めると、講座の参加者数は1,400人を超えた。"),
    (Doubt.PART, PEOPLE, "講座の参加者数は、1,400人を超えた。", "平日の会場のみでみると、講座の参加者数は1,400人を超えた。"),
    (Doubt.ACROSS, PEOPLE, "講座の参加者数は増加した。", "講座の参加者数は、学年が上がるにつれて増加した。"),
    (Doubt.ELSEWHERE, PEOPLE, "講座の参加者数は増加した。", "近隣の市では講座の参加者数は増加した。"),
    (Doubt.EXAMPLE, PEOPLE, "講座の参加者数は、1,400人を超えた。", "講座の参加者数が1,400人を超える年もあった。"),
    (Doubt.HEARSAY, PEOPLE, "講座の参加者数は増加した。", "前年度の評価では、講座の参加者数は増加した。"),
    (Doubt.HEARSAY, PEOPLE, "講座の参加者数は1,400人に達した。", "講座の参加者数は1,400人に達したという見方もある。"),
    (Doubt.EVER, PEOPLE, "講座の参加者数は、1,500人を超えた。", "講座の参加者数は、1,500人を超えたことがある。"),
    (Doubt.SUPPOSED, PEOPLE, "講座の参加者数は増加した。", "会場を増やしていれば、講座の参加者数は増加していた。"),
    (Doubt.UNREAD_NUMBER, PEOPLE, "講座の参加者数は増加した。", "講座の参加者数は、３割の会場で増加した。"),
    (Doubt.UNREAD_NUMBER, PEOPLE, "講座の参加者数は５人増加した。", "講座の参加者数は５会場増加した。"),
    (Doubt.LEVEL_DENIED, PEOPLE, "講座の参加者数は、令和４年度には増加しなかった。", "講座の参加者数は、令和４年度にはコロナ禍の前までは増加しなかった。"),
    (Doubt.OTHER_MEASURE, PEOPLE, "講座の参加者数は増加した。", "講座の参加者数は、１回当たりの人数の見直しで増加した。"),
    (Doubt.OTHER_MEASURE, PEOPLE, "講座の参加者数は50人減少した。", "講座の参加者数は年に50人のペースで減少した。"),
    (Doubt.VAGUE_TIME, PEOPLE, "講座の参加者数は増加した。", "講座の参加者数は、合併時から増加した。"),
    (Doubt.SEVERAL_YEARS, PEOPLE, "講座の参加者数が前年度を下回ったのは、令和４年度である。", "講座の参加者数が40人減少したのは、令和２年度と３年度である。"),
    (Doubt.OTHER_TARGET, PEOPLE, "講座の参加者数は目標を上回った。", "講座の参加者数は、改定前の目標を上回った。"),
    (Doubt.SIGN, BALANCE, "病院の収支は悪化した。", "病院の収支は縮小した。"),
    (Doubt.PLACE, PLACE, "所得の全国順位は下降した。", "所得の全国順位は前年度を上回った。"),
    (Doubt.OF_ONE_YEAR, SITES, "拠点の整備数は減少した。", "拠点は新たに４箇所を設け、拠点の整備数は減少した。"),
    (Doubt.OF_ONE_YEAR, PEOPLE, "講座の参加者数は40人となった。", "講座の参加者数は新たに40人となった。"),
    (Doubt.BEFORE_A_TURN, PEOPLE, "講座の参加者数は増加したが、周知は十分でない。", "講座の参加者数は増加してきたが、今年度は伸び悩んだ。"),
    (Doubt.BEFORE_A_TURN, PEOPLE, "講座の参加者数は1,400人台まで増加した。", "講座の参加者数は1,400人台まで増加していたが、今年度は減少した。"),
    (Doubt.BROKEN, PEOPLE, "講座の参加者数は３年連続で増加した。", "講座の参加者数は横ばいの年度を挟みながら、３年連続で増加した。"),
    (Doubt.OF_GROWTH, PEOPLE, "講座の参加者数は前年度を２人上回った。", "講座の参加者数の減少は46人で、前年度を２人上回った。"),
    (Doubt.NO_VALUE_YET, UNFILLED, "講座の参加者数は、令和４年度に減少した。", "講座の参加者数は前年度の1,300人から減少した。"),
    (Doubt.NO_VALUE_YET, UNCOUNTED, "講座の参加者数は前年度の1,290人から減少した。", "講座の参加者数は、前年度の1,300人を維持した。"),
    (Doubt.OPEN_WINDOW, PEOPLE, "講座の参加者数は増加した。", "講座の参加者数は基準値より多く、増加した。"),
    (Doubt.OTHER_FIGURE, PEOPLE, "講座の参加者数は47人、率にして3.5％減少した。", "講座の参加者数は46人、３つの会場で減少した。"),
)  # fmt: skip


def reasons(sentence: str, row: Indicator) -> set[Doubt | None]:
    """Why the claims of a sentence that a row contradicts are passed over."""
    names = namings(Part("節1", 1, "題", "", (Group("", (row,)),), (), AT))
    claims = read(flatten(sentence), names).claims
    wrong = [c for c in claims if weigh(c, row, {}).verdict is Verdict.CONTRADICTS]
    return {c.doubt or doubt_beside(c, row, {}) for c in wrong}


def test_each_doubt_is_shown_by_a_sentence() -> None:
    assert {doubt for doubt, *_ in DOUBTED} == set(Doubt)


@pytest.mark.parametrize(("doubt", "row", "certain", "doubted"), DOUBTED, ids=lambda v: str(v)[:30])
def test_a_claim_in_doubt_is_passed_over_and_a_certain_one_told(
    doubt: Doubt, row: Indicator, certain: str, doubted: str
) -> None:
    assert codes(certain, row) != []
    assert codes(doubted, row) == []
    assert doubt in reasons(doubted, row)
