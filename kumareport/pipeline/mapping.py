"""Correcting a 取込対応表."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kumareport.errors import InputFileError
from kumareport.output import Written
from kumareport.pipeline.deciding import state_of

if TYPE_CHECKING:
    from kumareport.importing.mapping_lines import Correction, MappedLine


def open_mapping(path: Path) -> "tuple[str, tuple[MappedLine, ...]]":
    """The lines of a 取込対応表, the least sure first.

    Returns:
        The state of the file, for :func:`correct`, and the lines.

    Raises:
        InputFileError: no 取込対応表.
    """
    from kumareport.importing.mapping_lines import read_lines
    from kumareport.importing.targets import Sure

    state = state_of(path)
    ranks = [str(grade) for grade in (Sure.LOW, Sure.MIDDLE)]
    lines = read_lines(path)
    return state, tuple(
        sorted(lines, key=lambda one: ranks.index(one.sure) if one.sure in ranks else len(ranks))
    )


def correct(path: Path, state: str, corrections: "Mapping[int, Correction]") -> Written:
    """Fill in lines of a 取込対応表: the same file, as if they were typed in Excel.

    Args:
        path: the 取込対応表.
        state: of the file when it was read; what was typed in Excel since is not overwritten.
        corrections: by the line's row.

    Raises:
        InputFileError: the file is another by now, no 取込対応表, or a word or year that is none.
        OutputFileError: it cannot be written.
    """
    from kumareport.importing.mapping_lines import write_corrections

    if state_of(path) != state:
        raise InputFileError(
            "取込対応表が、ほかで保存し直されています。",
            "もう一度「対応表を直す」を開いてください。Excel に書いたものは残っています。",
        )
    return write_corrections(path, corrections)
