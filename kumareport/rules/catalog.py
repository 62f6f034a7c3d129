"""All rules, in the order of their codes."""

from kumareport.model.finding import Finding
from kumareport.rules import (
    c01_unreadable_value,
    c02_struck_text,
    c03_red_text,
    c04_unprintable,
    c05_cell_fault,
    c06_two_values,
    c07_percent_value,
    m01_undecided,
    m02_override,
    m03_typed_mark,
    m04_differs,
    m05_recount,
    m06_old_actual,
    s01_missing_column,
    s02_doubled_column,
    s03_unreadable_period,
    s04_no_header,
    s05_missing_sheet,
    s06_stray_sheet,
    s07_hidden_sheet,
    s08_unknown_kind,
    s09_no_section,
    s10_split_group,
    s11_doubled_id,
    s12_empty_text,
    s13_hidden_row,
    s14_unused_content,
    s15_unknown_column,
    s16_settings,
    s17_missing_setting,
    s18_bad_choice,
)
from kumareport.rules.rule import Checked, Rule
from kumareport.rules.template import TEMPLATE_RULES

ALL_RULES: tuple[Rule, ...] = (
    c01_unreadable_value.RULE,
    c02_struck_text.RULE,
    c03_red_text.RULE,
    c04_unprintable.RULE,
    c05_cell_fault.RULE,
    c06_two_values.RULE,
    c07_percent_value.RULE,
    m01_undecided.RULE,
    m02_override.RULE,
    m03_typed_mark.RULE,
    m04_differs.RULE,
    m05_recount.RULE,
    m06_old_actual.RULE,
    s01_missing_column.RULE,
    s02_doubled_column.RULE,
    s03_unreadable_period.RULE,
    s04_no_header.RULE,
    s05_missing_sheet.RULE,
    s06_stray_sheet.RULE,
    s07_hidden_sheet.RULE,
    s08_unknown_kind.RULE,
    s09_no_section.RULE,
    s10_split_group.RULE,
    s11_doubled_id.RULE,
    s12_empty_text.RULE,
    s13_hidden_row.RULE,
    s14_unused_content.RULE,
    s15_unknown_column.RULE,
    s16_settings.RULE,
    s17_missing_setting.RULE,
    s18_bad_choice.RULE,
    *TEMPLATE_RULES,
)


def find_rule(code: str) -> Rule | None:
    """The rule with a code, upper or lower case."""
    return next((rule for rule in ALL_RULES if rule.code == code.strip().upper()), None)


def run_rules(checked: Checked) -> list[Finding]:
    """All findings, in the order of the workbook: sheet, row, column, code."""
    findings = [finding for rule in ALL_RULES for finding in rule.run(checked)]
    order = {name: place for place, name in enumerate(checked.report.sheets)}
    return sorted(
        findings,
        key=lambda f: (
            order.get(f.location.sheet, -1),
            f.location.row,
            f.location.column,
            f.code,
            f.message,
        ),
    )


__all__ = ["ALL_RULES", "find_rule", "run_rules"]
