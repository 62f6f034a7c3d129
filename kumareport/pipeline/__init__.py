"""The use cases: what the commands do, and what a Python program imports."""

from kumareport.pipeline.building import BuildResult, build, select_chapters
from kumareport.pipeline.checking import (
    CheckResult,
    check,
    check_template,
    template_findings,
    write_check_result,
    write_marked_copy,
)
from kumareport.pipeline.comparing import CompareResult, compare, redline
from kumareport.pipeline.exporting import ExportResult, export
from kumareport.pipeline.importing import ImportResult, import_files
from kumareport.pipeline.publishing import PublishResult, publish
from kumareport.pipeline.reviewing import (
    CollectResult,
    apply,
    askable,
    collect,
    distribute,
)
from kumareport.pipeline.rolling import RolloverResult, rollover
from kumareport.pipeline.starting import init
from kumareport.pipeline.watching import Rebuilt, watch

__all__ = [
    "BuildResult",
    "CheckResult",
    "CollectResult",
    "CompareResult",
    "ExportResult",
    "ImportResult",
    "PublishResult",
    "Rebuilt",
    "RolloverResult",
    "apply",
    "askable",
    "build",
    "check",
    "check_template",
    "collect",
    "compare",
    "distribute",
    "export",
    "import_files",
    "init",
    "publish",
    "redline",
    "rollover",
    "select_chapters",
    "template_findings",
    "watch",
    "write_check_result",
    "write_marked_copy",
]
