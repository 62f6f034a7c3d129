"""An office for each test; its forms are made once and copied."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import TEMPLATE
from tests.review.office import Office, distribute, office_workbook


@pytest.fixture(scope="session")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The office as issued; not to be changed."""
    folder = tmp_path_factory.mktemp("office")
    return distribute(office_workbook(folder / "book.xlsx"), folder / "forms")


@pytest.fixture(scope="session")
def drafted(issued: Office, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The same office, with Word drafts; not to be changed."""
    folder = tmp_path_factory.mktemp("drafted")
    return distribute(issued.book, folder / "forms", template=TEMPLATE)


@pytest.fixture
def office(issued: Office, tmp_path: Path) -> Office:
    """A copy to change."""
    shutil.copytree(issued.book.parent, tmp_path / "office")
    return Office(tmp_path / "office" / "book.xlsx", tmp_path / "office" / "forms")
