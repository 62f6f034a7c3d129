"""The reasons for which a claim is passed over: its words do not fix whom, what or when it means."""

from enum import Enum


class Doubt(Enum):
    """Why a claim is not certain."""

    PART = "of some of those whom an indicator counts: 一部, 大半"
    ACROSS = "across people or places, not over the years: 学年が上がるにつれて"
    ELSEWHERE = "of another body: 他市, 国, 県, 全国"
    EXAMPLE = "of what a relative clause tells of: 30％を超える例"
    HEARSAY = "what somebody says: との声, という意見"
    EVER = "whether it has ever been so: 下回ったことはない"
    SUPPOSED = "what is supposed: 仮に, 推計では"
    UNREAD_NUMBER = "a number before the word has no meaning that is known"
    LEVEL_DENIED = "how far a movement did not go: 水準までは回復していない"
    OTHER_MEASURE = "of something else of the indicator: １人当たり, 伸び率"
    VAGUE_TIME = "of a time that no year fixes: ピーク時, 例年, 一時は"
    OTHER_TARGET = "of a target that the table does not hold: 改定前の目標"
    SEVERAL_YEARS = "of several years told behind it: 下回ったのは、２年度と３年度"
    SIGN = "growing or shrinking, of a number below zero"
    PLACE = "above or below, of a place in an order"
    OF_ONE_YEAR = "of what came to a running total in a year: 新たに養成した人数"
    BEFORE_A_TURN = "what was so before something else came: 増えてきたが、"
    BROKEN = "going on, with exceptions: 横ばいの年度を挟みながら"
    OF_GROWTH = "of how much something grew, told earlier: 伸びは5.3ポイントで、"
    NO_VALUE_YET = "of the year of the evaluation, of which the table holds no number yet"
    OPEN_WINDOW = "it holds in another window that the words leave open"
    OTHER_FIGURE = "the number follows from the row as another figure"
