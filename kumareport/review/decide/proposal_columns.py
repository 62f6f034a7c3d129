"""The columns of 反映案.xlsx that are filled in and read back, and what may stand in them."""

from enum import StrEnum

OVERVIEW_SHEET = "概要"
PROPOSALS_SHEET = "修正案"
OPINIONS_SHEET = "意見"
STATUS_SHEET = "回収状況"
UNREAD_SHEET = "読取不能"


class ProposalColumn(StrEnum):
    """Columns of 修正案 that ``apply`` reads."""

    NUMBER = "No"
    TARGET = "対象"
    ITEM = "項目"
    CURRENT = "現在"
    PROPOSED = "修正案"
    DECISION = "判断"
    WORDING = "直して採用する文"
    POLICY = "対応方針"
    DECIDER = "判断した人"


class OpinionColumn(StrEnum):
    """Columns of 意見 that are filled in, and those that they are found by."""

    DEPARTMENT = "課"
    OPINION = "意見"
    ANSWER = "回答"


FILL_IN = {
    PROPOSALS_SHEET: (
        ProposalColumn.DECISION, ProposalColumn.WORDING, ProposalColumn.POLICY,
        ProposalColumn.DECIDER,
    ),
    OPINIONS_SHEET: (OpinionColumn.ANSWER,),
}  # fmt: skip
"""The columns that people fill in, by sheet."""


class Decision(StrEnum):
    """What is decided on a proposal."""

    ACCEPT = "採用"
    REJECT = "不採用"
    WAIT = "保留"
