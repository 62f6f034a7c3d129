"""The names in the template that the tool relies on: paragraph styles and their dense variants."""

DENSE = "（小）"
"""A style named X（小） is the dense variant of X: used where a page would not hold two sections,
or a table its columns."""

BULLET = "箇条書き"
VALUE = "表の数値"
ITEM = "表の項目名"
ITEM_NOTE = "表の注"
TABLE_HEAD = "表の見出し"
NOTE = "注記"
GRAPH = "グラフ"
GAP = "間隔"
SECTION = "Heading 2"
CHAPTER = "Heading 1"
GRAPH_ALT = "グラフ"
GRAPH_LOOP = "for グラフ in"
"""The loop variable that the sample chart's alternative text names: ``{{ グラフ }}``."""

CHANGE_NOTE = "対照表の説明"
CHANGE_HEAD = "対照表の見出し"
CHANGE_PART = "対照表の章と節"
CHANGE_TEXT = "対照表の本文"
