"""Running the catalogue over a report."""

from msgspec import Struct
from msgspec.structs import replace

from kumareport.model.finding import Finding, Severity
from kumareport.model.location import Location
from kumareport.model.period import Role
from kumareport.model.settings import RuleSwitch
from kumareport.rules import s16_settings
from kumareport.rules.acknowledge import Acknowledged, key_of, set_aside
from kumareport.rules.catalog import ALL_RULES, find_rule
from kumareport.rules.rule import Checked


class Outcome(Struct, frozen=True):
    """What the rules say.

    Attributes:
        findings: those that are open, in the order of the workbook.
        acknowledged: those that somebody has accepted, in the same order.
    """

    findings: tuple[Finding, ...]
    acknowledged: tuple[Acknowledged, ...]


def run_rules(checked: Checked) -> Outcome:
    """Run every rule as 点検の設定 wants it, and set aside what is 確認済.

    The order is that of the workbook: sheet, row, column, code, message. What belongs to no sheet
    comes first.
    """
    report = checked.report
    levels, faults = _levels(report.settings.switches)
    target_name = report.target_name

    def told(finding: Finding, level: Severity) -> Finding:
        hint = in_words_of(target_name, finding.hint)
        key = key_of(finding, report.places)
        return replace(finding, severity=level, hint=hint, key=key)

    findings = [told(fault, fault.severity) for fault in faults]
    for rule in ALL_RULES:
        level = levels.get(rule.code, rule.severity)
        if level is not None:
            findings += [told(finding, level) for finding in rule.run(checked)]
    order = {name: place for place, name in enumerate(report.sheets)}

    def place(finding: Finding) -> tuple[int, int, int, str, str]:
        at = finding.location
        return order.get(at.sheet, -1), at.row, at.column, finding.code, finding.message

    opened, accepted = set_aside(findings, report)
    return Outcome(
        tuple(sorted(opened, key=place)),
        tuple(sorted(accepted, key=lambda entry: place(entry.finding))),
    )


def in_words_of(target_name: str, advice: str) -> str:
    """A rule's advice in the words of the office's form, which may say 目標値."""
    return advice.replace(Role.TARGET, target_name)


def _levels(switches: tuple[RuleSwitch, ...]) -> tuple[dict[str, Severity | None], list[Finding]]:
    """The severity wanted for each rule, and what is wrong with the wishes."""
    levels: dict[str, Severity | None] = {}
    faults: list[Finding] = []

    def refuse(location: Location, message: str, code: str) -> None:
        faults.append(s16_settings.RULE.finding(location, message, code))

    for switch in switches:
        rule = find_rule(switch.code)
        if rule is None:
            refuse(switch.location, f"「{switch.code}」という規則はありません", switch.code)
        elif rule.locked:
            message = f"規則 {rule.code}（{rule.title}）の扱いは変えられません：{rule.why}"
            refuse(switch.location, message, switch.code)
        elif switch.code in levels:
            refuse(switch.location, f"規則 {rule.code} の行が２つあります", switch.code)
        else:
            levels[rule.code] = switch.level
    return levels, faults
