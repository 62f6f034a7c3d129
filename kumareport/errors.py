"""Exceptions for "cannot proceed".

Faults in what people wrote are findings (:mod:`kumareport.model.finding`), never exceptions.
"""

from pathlib import Path


class KumareportError(Exception):
    """The work cannot go on. Ends a command with exit code 2.

    Attributes:
        message: what is wrong, in Japanese, with the file or value concerned.
        hint: what the user can do next, in Japanese; may be empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class InputFileError(KumareportError):
    """A file cannot be opened or is not what it should be (missing, .xls, encrypted …)."""


class OutputFileError(KumareportError):
    """A result cannot be written (no permission, disk full, the path is a folder …)."""


class HeldFileError(OutputFileError):
    """Another program, such as Word, holds the target open; ``path`` is the target."""

    def __init__(self, path: Path, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.path = path


class TemplateError(KumareportError):
    """A Word template cannot be used. The findings say what to mend."""


class ConverterError(KumareportError):
    """LibreOffice is missing or could not make the PDF."""
