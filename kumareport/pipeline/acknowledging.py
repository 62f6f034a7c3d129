"""確認済: accepting findings in a new workbook."""

from collections.abc import Sequence
from pathlib import Path

from kumareport.errors import InputFileError
from kumareport.model.finding import Severity
from kumareport.output import Written, names
from kumareport.patterns import regex
from kumareport.pipeline.checking import check
from kumareport.pipeline.targets import check_not_a_source, check_same_type

_SUFFIX = "（確認済）"
_NUMBERED = regex(rf"{_SUFFIX}(（\d+）)?$")


def acknowledged_name(source: Path) -> Path:
    """The first free name for a copy in which findings are accepted: ``input（確認済）.xlsx``."""
    stem = _NUMBERED.sub("", source.stem)
    wanted = source.with_name(f"{stem}{_SUFFIX}{source.suffix}")
    return next(name for name in names(wanted) if not name.exists())


def acknowledge(
    source: Path, target: Path, keys: Sequence[str], person: str, reason: str
) -> tuple[int, Written]:
    """Write a copy of a workbook in which somebody has accepted findings.

    Args:
        source: the workbook; never changed.
        target: the copy, of the workbook's type.
        keys: the 照合キー of the findings.
        person, reason: who accepts them, and why.

    Returns:
        How many findings were accepted, and the copy.

    Raises:
        InputFileError: nobody, no reason, or a key that no finding of the workbook as it is now has.
        OutputFileError: the copy cannot be written.
    """
    from kumareport.present.place import shown
    from kumareport.workbook.acknowledging import write_acknowledgements
    from kumareport.workbook.layout import AcknowledgedColumn as Column

    check_not_a_source(target, source)
    check_same_type(source, target, "確認済のブック")
    if not (person.strip() and reason.strip()):
        raise InputFileError(
            "確認した人と、確認の理由が要ります。", "両方を書いて、もう一度押してください。"
        )
    findings = {f.key: f for f in check(source).findings if f.severity is not Severity.ERROR}
    chosen = [findings[key] for key in dict.fromkeys(keys) if key in findings]
    if not chosen or len(chosen) < len(set(keys)):
        raise InputFileError(
            "選んだ指摘が、今のブックにありません。",
            "ブックが保存し直されています。もう一度点検して、選び直してください。",
        )
    lines = [
        {
            Column.RULE: finding.code,
            Column.PLACE: shown(finding.location),
            Column.MESSAGE: finding.message,
            Column.KEY: finding.key,
            Column.PERSON: person.strip(),
            Column.REASON: reason.strip(),
        }
        for finding in chosen
    ]
    return len(chosen), write_acknowledgements(source, lines, target)
