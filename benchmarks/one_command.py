"""One command with its time sorted by phase; ``phases.py`` starts it in a process of its own.

``python benchmarks/one_command.py BOOK TARGET TEMPLATE`` prints the seconds of each phase as JSON.
Nothing is imported before the clock starts that the command itself imports.
"""

import sys
import time

_spent: dict[str, float] = {}
_running = ["imports"]
_since = time.perf_counter()


def _turn() -> None:
    """Book the time since the last turn on the innermost phase that runs."""
    global _since
    now = time.perf_counter()
    _spent[_running[-1]] = _spent.get(_running[-1], 0.0) + now - _since
    _since = now


def _time(owner: object, name: str, phase: str) -> None:
    """Count a function's time as a phase's, without what phases within it take."""
    plain = getattr(owner, name)

    def timed(*arguments: object, **options: object) -> object:
        _turn()
        _running.append(phase)
        try:
            return plain(*arguments, **options)
        finally:
            _turn()
            _running.pop()

    setattr(owner, name, timed)


def main(source: str, target: str, template: str) -> None:
    """Import, wrap, run, print."""
    from docxtpl import DocxTemplate

    import kumareport.document.build as building
    import kumareport.document.finish as finishing
    import kumareport.document.template_check as checking
    import kumareport.present.text  # noqa: F401  # pyright: ignore[reportUnusedImport]
    from kumareport import pipeline
    from kumareport.cli.main import main as command

    _turn()
    _running[:] = ["command line"]
    _time(pipeline, "build", "other")
    _time(pipeline, "check", "read and check")
    _time(checking, "open_template", "template lint")
    _time(pipeline, "template_findings", "template lint")
    for name in ("report_tags", "render"):
        _time(building, name, "render")
    _time(DocxTemplate, "map_tree", "render: body put in")
    for name in ("Metrics", "plan_report", "finish"):
        _time(building, name, "finish: pages and tables")
    _time(building, "_graphs", "finish: graphs")
    _time(finishing.GraphPlacer, "place", "finish: graphs")
    _time(building, "parts_of", "save: parts")
    _time(building, "write_package", "save: zip")
    code = command(["build", source, "-o", target, "--template", template])
    _turn()
    import json

    assert code == 0
    print(json.dumps(_spent))


if __name__ == "__main__":
    main(*sys.argv[1:])
