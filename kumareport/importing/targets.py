"""What a found thing can become: the choices of 取込対応表."""

from enum import StrEnum

from msgspec import Struct

from kumareport.model.form import WHOLE, WHOLE_END, FieldType
from kumareport.model.period import Role


class Goes(StrEnum):
    """Where a found thing goes (取り込み先)."""

    TITLE = "報告書の題名"
    LABEL = "資料の区分"
    LEGEND = "凡例"
    OPENING = "報告書のはじめ"
    CLOSING = "報告書のおわり"
    CHAPTER = "章"
    SECTION = "節"
    THIRD = "見出し３"
    FOURTH = "見出し４"
    CODE = "見出しの番号"
    INDICATOR = "指標"
    GROUP = "大項目"
    UNIT = "単位"
    DEPARTMENT = "所管課"
    BASE = "基準値"
    ACTUAL = "実績"
    GOAL = "検証値"
    VALUE = "値"
    YEAR = "年度"
    OF_COLUMN = "列が指標"
    ROLE = "値の種類"
    MARK = "進捗"
    SCHEME = "判定の方式"
    REASON = "判定の理由"
    WAY = "望ましい方向"
    CHART = "グラフ"
    CHART_TITLE = "グラフ題名"
    TEXT = "文"
    LIST = "一覧"
    NOTE = "注記"
    FIELD = "項目"
    MEMO = "備考"
    TABLE = "表"
    ACROSS = "行と列が逆の表"
    FORM = "表でない"
    TAKE = "取り込む"
    LEAVE = "取り込まない"


LEVELS = (Goes.CHAPTER, Goes.SECTION, Goes.THIRD, Goes.FOURTH)
"""The headings, the shallowest first."""
OF_WHOLE = {Goes.OPENING: WHOLE, Goes.CLOSING: WHOLE_END}
"""The headings of what stands before the first chapter, and after the last one."""
AREAS = (Goes.TABLE, Goes.ACROSS, Goes.FORM)
"""What a range of cells can be; of no single word."""
ROLES = {Goes.BASE: Role.BASE, Goes.ACTUAL: Role.ACTUAL, Goes.GOAL: Role.TARGET}
OF_ROLE = {role: target for target, role in ROLES.items()}


class Sure(StrEnum):
    """How sure a guess is (確かさ)."""

    HIGH = "高"
    MIDDLE = "中"
    LOW = "低"


class FoundKind(StrEnum):
    """What has been found (種類)."""

    HEADING = "見出し"
    COLUMN = "列"
    LABEL = "ラベル"
    LINE = "段落"
    SHEET = "シート"
    WHOLE = "全体"


class Key(Struct, frozen=True):
    """What a line of the mapping speaks of: the same words are the same thing in every file."""

    kind: FoundKind
    word: str


class Choice(Struct, frozen=True):
    """What becomes of a found thing.

    Attributes:
        name: of the 区分 (文, 見出し) or of the field (項目); of 全体, the value.
        year: of a column of values.
        type: of a field.
        sure: how sure the guess is.
        why: what the guess rests on, in Japanese.
    """

    target: Goes
    name: str = ""
    year: str = ""
    type: FieldType | None = None
    sure: Sure = Sure.HIGH
    why: str = ""
