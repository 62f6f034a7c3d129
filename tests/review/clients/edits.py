"""What the programs of the corpus were told to change; the tests expect just that."""

from pathlib import Path

SAVED = Path(__file__).parent / "saved"

CELLS: list[dict[str, str | float | None]] = [
    {"sheet": "表紙", "cell": "B11", "value": "記入した人"},
    {"sheet": "第１章", "cell": "I5", "value": 46.5},
    {"sheet": "第１章", "cell": "E8", "value": "目標には届いていない厳しい状況である。"},
    {"sheet": "第１章", "cell": "E9", "value": None},
    {"sheet": "第１章", "cell": "E10", "value": "足した文である。"},
    {"sheet": "第１章", "cell": "Q13", "value": "この文は要りますか。"},
    {"sheet": "第１章", "cell": "E7", "note": "もとの資料を確かめます。"},
]
"""Edits of the form: 企画課 retypes a value and a text, empties a text, adds one, asks and notes."""

WORDS: list[dict[str, str]] = [
    {"find": "45.5", "value": "46.5"},
    {"find": "目標には届いていない状況である。", "value": "目標には届いていない厳しい状況である。"},
    {"find": "引き続き周知が必要である。", "value": ""},
    {"find": "指標甲は前年度より増加した。", "after": "足した文である。"},
    {"find": "事業者と連携して取り組む。", "comment": "この文は要りますか。"},
]
"""The same in the draft."""
