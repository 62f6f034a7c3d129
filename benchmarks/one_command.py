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
    import kumareport.document.build as making
    import kumareport.document.finish as finishing
    import kumareport.document.template_file as opening
    import kumareport.pipeline.building as building
    from kumareport import prepared
    from kumareport.cli.main import main as command

    _turn()
    _running[:] = ["command line"]
    prepared.begin()
    _time(building, "build", "other")
    _time(building, "check", "read and check")
    _time(opening, "open_template", "template")
    _time(building, "seen_findings", "template")
    for name in ("report_tags", "render"):
        _time(making, name, "render")
    for name in ("Metrics", "plan_report", "finish"):
        _time(making, name, "finish: pages and tables")
    _time(making, "_graphs", "finish: graphs")
    _time(finishing.GraphPlacer, "place", "finish: graphs")
    for name in ("anchor_places", "carry_base"):
        _time(making, name, "way back")
    _time(making, "write_package", "save")
    code = command(["build", source, "-o", target, "--template", template])
    _turn()
    prepared.keep()
    import json

    assert code == 0
    print(json.dumps(_spent))


if __name__ == "__main__":
    main(*sys.argv[1:])
