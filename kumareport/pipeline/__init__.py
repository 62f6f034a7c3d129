"""The use cases: what the commands do, and what a Python program imports.

Each is loaded when it is asked for: a check loads nothing of what builds, publishes or takes over.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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

_NAMES = {
    "building": ("BuildResult", "build", "select_chapters"),
    "checking": (
        "CheckResult",
        "check",
        "check_template",
        "template_findings",
        "write_check_result",
        "write_marked_copy",
    ),
    "comparing": ("CompareResult", "compare", "redline"),
    "exporting": ("ExportResult", "export"),
    "importing": ("ImportResult", "import_files"),
    "publishing": ("PublishResult", "publish"),
    "reviewing": ("CollectResult", "apply", "askable", "collect", "distribute"),
    "rolling": ("RolloverResult", "rollover"),
    "starting": ("init",),
    "watching": ("Rebuilt", "watch"),
}
_MODULES = {name: module for module, names in _NAMES.items() for name in names}


def __getattr__(name: str) -> object:
    """A use case, from its module."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


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
