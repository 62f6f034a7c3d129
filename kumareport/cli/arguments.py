"""Arguments and options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

BookFile = Annotated[Path, typer.Argument(metavar="ブック", help="評価・検証の様式（.xlsx）")]
"""The workbook of the year."""
WordTemplate = Annotated[
    Path | None, typer.Option("--template", metavar="ファイル", help="Word のテンプレート")
]
"""The template of the report; None for the one beside the workbook."""
WordFile = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="ファイル", help="できあがる Word ファイル"),
]
"""Where the report goes; None for its usual name in 「output」."""
