"""Make the pictures of the forms to begin with that the desk shows: ``python tools/make_preset_pictures.py``.

The example of each preset is built as a draft; the picture is its first page with content. Needs
LibreOffice and ``pdftoppm``.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kumareport import pipeline  # noqa: E402
from kumareport.defaults import builtin_template  # noqa: E402
from kumareport.workbook.preset import presets  # noqa: E402
from kumareport.workbook.starting import example_plan  # noqa: E402

TARGET = ROOT / "kumareport" / "desk" / "static"
FIRST_PAGES = {"教育委員会の点検・評価": 3}
"""Where the first page with content is no second page."""


def main() -> None:
    """Make them."""
    for number, (name, preset) in enumerate(presets().items(), 1):
        with tempfile.TemporaryDirectory() as work:
            folder = Path(work)
            template = preset.template or builtin_template()
            book = pipeline.init(folder / "新", example_plan(preset), template)[0]
            target = folder / "案.docx"
            pipeline.build(book, target, template, pdf=True, draft=True)
            page = str(FIRST_PAGES.get(name, 2))
            size = ["-scale-to-x", "240", "-scale-to-y", "-1"]
            picture = TARGET / f"preset-{number}"
            command = ["pdftoppm", "-f", page, "-l", page, "-singlefile", "-png", *size]
            subprocess.run([*command, target.with_suffix(".pdf"), picture], check=True)


if __name__ == "__main__":
    main()
