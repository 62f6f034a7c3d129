"""Marks told in quotation marks, years told together, and a year behind a cleft: told, and passed over."""

import pytest

from tests.narrative.corpus import Section

SECTION = Section(
    {
        "year": "R6",
        "scheme": [
            {"mark": "○", "word": "目標を達成"},
            {"mark": "△", "word": "概ね目標を達成"},
            {"mark": "×", "word": "目標を未達成"},
        ],
        "indicators": [
            {"name": "救命講習の受講者数", "unit": "人", "direction": "up", "baseline": {"year": "R1", "value": "900"},
             "values": {"R2": "700", "R3": "650", "R4": "820", "R5": "900", "R6": "960"}, "targets": {"R6": "950"}, "mark": "○"},
            {"name": "自主防災組織の組織率", "unit": "％", "direction": "up", "baseline": {"year": "R1", "value": "79.0"},
             "values": {"R2": "79.6", "R3": "80.3", "R4": "80.9", "R5": "81.8", "R6": "82.6"}, "targets": {"R6": "90.0"}, "mark": "×"},
        ],
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("自主防災組織の組織率は「概ね目標を達成」と評価した。", "自主防災組織の組織率は「目標を未達成」と評価した。"),
        ("自主防災組織の組織率は「概ね目標を達成」と評価した。", "自主防災組織の組織率は前年度に「概ね目標を達成」と評価した。"),
        ("２指標のうち２指標が「目標を達成」となった。", "２指標のうち１指標が「目標を達成」となった。"),
        ("２指標のうち２指標が「目標を達成」となった。", "市全体では、８指標のうち２指標が「目標を達成」となった。"),
        ("救命講習の受講者数が最も少なかったのは令和２年度である。", "救命講習の受講者数が最も少なかったのは令和３年度である。"),
        ("救命講習の受講者数は令和４年、５年と２年続けて減少した。", "救命講習の受講者数は令和２年、３年と２年続けて減少した。"),
        ("救命講習の受講者数は令和２年度を底として回復した。", "救命講習の受講者数は令和３年度を底として回復した。"),
        ("救命講習の受講者数は基準値に比べ、１割５分増加した。", "救命講習の受講者数は令和４年度に比べ、１割７分増加した。"),
    ],
)  # fmt: skip
def test_the_wrong_one_is_told_and_the_right_one_is_not(wrong: str, right: str) -> None:
    assert SECTION.warnings(wrong, "検証") != []
    assert SECTION.warnings(right, "検証") == []
