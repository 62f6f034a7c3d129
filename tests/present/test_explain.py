"""``kumareport explain`` and the page of all rules."""

import runpy

from kumareport.present.explain import changeable
from kumareport.rules.catalog import ALL_RULES, FAMILIES, find_rule
from tests.cli.command import run
from tests.conftest import ROOT


def test_the_page_of_rules_is_current() -> None:
    made = runpy.run_path(str(ROOT / "tools" / "make_rule_pages.py"))
    page = (ROOT / "docs" / "点検の規則.md").read_text(encoding="utf-8")
    assert page == made["page"](), "python tools/make_rule_pages.py で作り直してください"


def test_the_page_has_an_anchor_for_every_rule() -> None:
    page = (ROOT / "docs" / "点検の規則.md").read_text(encoding="utf-8")
    for rule in ALL_RULES:
        assert page.count(f'<a id="{rule.code.lower()}"></a>') == 1
        assert f"(#{rule.code.lower()})" in page


def test_list_by_family() -> None:
    shown = run("explain").stdout.splitlines()
    assert "■ C　セルの値" in shown
    assert "　C01　エラー　値が読めない" in shown
    assert sum(line.startswith("　") for line in shown) == len(ALL_RULES)
    assert {rule.code[0] for rule in ALL_RULES} <= set(FAMILIES)


def test_whether_a_rule_can_be_changed() -> None:
    shown = run("explain", "c05").stdout
    assert "扱いの変更：変えられません。" in shown
    shown = run("explain", "C01").stdout
    assert "「設定」シートの「点検の設定」で変えられます（点検しない・参考・警告・エラー）" in shown


def test_only_rules_that_the_settings_reach_are_changeable() -> None:
    for code, words in (
        ("T01", "変えられません"),
        ("A02", "変えられません"),
        ("M06", "変えられます"),
    ):
        rule = find_rule(code)
        assert rule is not None
        assert words in changeable(rule)


def test_unknown_code() -> None:
    done = run("explain", "Z99")
    assert done.returncode == 2
    assert "という規則はありません" in done.stderr
