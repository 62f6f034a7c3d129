"""Make the folder (and ZIP) that an office copies to its Windows PCs; needs the network once.

``python tools/make_windows_bundle.py [--python 3.12] [--platform win_amd64] [--runtime PYTHON.zip]``

The result, ``dist/kumareport-windows.zip``, needs no installation, network or administrator. With
``--runtime`` it holds a Python as well: the "embeddable package" for Windows from python.org.

The wheels are those of ``packaging/wheels.txt``, version and SHA-256; what differs is refused.
``--update-list`` takes the newest that fit and writes that list anew. For another Python or
platform there is no list: the newest that fit are taken.
"""

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path

from markdown_it import MarkdownIt
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "packaging" / "windows"
NAME = "kumareport-windows"
STAMP = (2024, 4, 1, 0, 0, 0)
WHEEL_LIST = ROOT / "packaging" / "wheels.txt"
LISTED_FOR = ("3.12", ["win_amd64"])


def main() -> int:
    """Make it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", default="3.12", help="the PCs' Python: 3.11, 3.12 …")
    parser.add_argument("--platform", action="append", help="the PCs' kind; win_amd64")
    parser.add_argument("--runtime", type=Path, help="an embeddable Python to put in")
    parser.add_argument("--output", type=Path, default=ROOT / "dist")
    parser.add_argument("--update-list", action="store_true", help="write the list of wheels anew")
    wanted = parser.parse_args()
    target = wanted.output / NAME
    if target.exists():
        shutil.rmtree(target)
    shutil.copytree(SOURCE, target, ignore=shutil.ignore_patterns("__pycache__"))
    program = target / "program"
    fill_in_version(program / "launch.cmd", wanted.python)
    platforms = wanted.platform or ["win_amd64"]
    is_listed = (wanted.python, platforms) == LISTED_FOR
    wheels = collect_wheels(
        program / "wheels", wanted.python, platforms, as_listed=is_listed and not wanted.update_list
    )
    if wanted.update_list and is_listed:
        WHEEL_LIST.write_text(wheel_list(wheels), encoding="utf-8", newline="\n")
    if wanted.runtime:
        with zipfile.ZipFile(wanted.runtime) as package:
            package.extractall(program / "python")
    (target / "templates").mkdir()
    for name in ("report.docx", "letter.docx"):
        shutil.copyfile(ROOT / "templates" / name, target / "templates" / name)
    shutil.copytree(ROOT / "templates" / "web", target / "templates" / "web")
    shutil.copyfile(ROOT / "input.xlsx", target / "見本.xlsx")
    write_guides(target)
    (target / "部品とライセンス.txt").write_bytes(licences(wheels).encode("utf-8-sig"))
    (target / "照合値（SHA256）.txt").write_bytes(checksums(target).encode("utf-8-sig"))
    archive = pack(target)
    size = archive.stat().st_size / 1_000_000
    print(f"{archive}  {len(wheels)} wheels, {size:.0f} MB")
    return 0


def write_guides(target: Path) -> None:
    """The pages for users as HTML, which every PC opens by a double click."""
    folder = target / "説明"
    shutil.copytree(ROOT / "docs" / "pictures", folder / "pictures")
    shutil.copytree(ROOT / "docs" / "schema", folder / "schema")
    for page in guide_pages():
        written = folder / page.relative_to(ROOT / "docs").with_suffix(".html")
        written.parent.mkdir(exist_ok=True)
        written.write_bytes(as_html(page).encode())
    first = '<meta http-equiv="refresh" content="0; url=説明/Windowsでの使い方.html">'
    (target / "使い方.html").write_bytes(f'<meta charset="utf-8">{first}'.encode())


def guide_pages() -> list[Path]:
    """The pages of the documentation that go along."""
    return sorted((ROOT / "docs").rglob("*.md"))


def as_html(page: Path) -> str:
    """A page of the documentation; links to pages that go along lead there, others are words only."""
    body = MarkdownIt().enable("table").render(_relinked(page))
    style = (
        "body{font-family:'BIZ UDPGothic','BIZ UDPゴシック',Meiryo,sans-serif;max-width:46em;margin:2em auto;"
        "padding:0 1em;line-height:1.7}table{border-collapse:collapse}td,th{border:1px solid #bbb;"
        "padding:.3em .6em}img{max-width:100%}"
    )
    return (
        '<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8">'
        f"<title>{page.stem}</title>"
        f"<style>{style}</style></head><body>{body}</body></html>"
    )


def _relinked(page: Path) -> str:
    along = {path.resolve() for path in guide_pages()}

    def lead(match: re.Match[str]) -> str:
        words, path, anchor = match.groups()
        place = (page.parent / path).resolve()
        if place in along:
            return f"[{words}]({path.removesuffix('.md')}.html{anchor or ''})"
        inside = place.is_relative_to((ROOT / "docs").resolve()) and place.is_file()
        return match[0] if inside else words

    text = page.read_text(encoding="utf-8")
    return re.sub(r"(?<!!)\[([^\]]*)\]\(([^):#\s]+)(#[^)\s]*)?\)", lead, text)


def fill_in_version(launcher: Path, version: str) -> None:
    """The Python version in the launcher."""
    text = launcher.read_bytes().decode("cp932")
    major, minor = version.split(".")
    text = text.replace("@VERSION@", version).replace("@DIGITS@", f"{major}{minor}")
    launcher.write_bytes(text.replace("@COMMA@", f"{major}, {minor}").encode("cp932"))


def wheel_list(wheels: list[Path]) -> str:
    """A requirements file that names each wheel's version and SHA-256; our own is not in it."""
    lines = ["# Made by tools/make_windows_bundle.py --update-list: Python 3.12, win_amd64."]
    for wheel in wheels:
        facts = metadata(wheel)
        if canonicalize_name(facts["Name"]) != "kumareport":
            digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
            name = canonicalize_name(facts["Name"])
            lines.append(f"{name}=={facts['Version']} --hash=sha256:{digest}")
    return "\n".join(lines) + "\n"


def collect_wheels(
    folder: Path, version: str, platforms: list[str], *, as_listed: bool
) -> list[Path]:
    """Our own wheel and those of everything it needs, for the PCs' Python."""
    folder.mkdir()
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    with tempfile.TemporaryDirectory() as work:
        # Built from a copy: building leaves folders behind in the source.
        copy = Path(work) / "source"
        kept = ("kumareport", "templates", "pyproject.toml", "LICENSE", "docs/PyPI.md")
        (copy / "docs").mkdir(parents=True)
        for name in kept:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, copy / name)
            else:
                shutil.copyfile(ROOT / name, copy / name)
        subprocess.run([*pip, "wheel", "--no-deps", "-w", str(folder), str(copy)], check=True)
    (own,) = folder.glob("kumareport-*.whl")
    download = [
        *pip, "download", "--only-binary=:all:", "--python-version", version, "--implementation",
        "cp", "-d", str(folder), *(word for name in platforms for word in ("--platform", name)),
    ]  # fmt: skip
    if as_listed:
        listed = ["--no-deps", "--require-hashes", "-r", str(WHEEL_LIST)]
        subprocess.run([*download, *listed], check=True)
        if lacking := needed_there(sorted(folder.glob("*.whl")), version):
            sys.exit(f"packaging/wheels.txt に足りない部品：{'、'.join(lacking)}（--update-list）")
        return sorted(folder.glob("*.whl"))
    missing = [str(own)]
    while missing:
        subprocess.run([*download, *missing], check=True)
        # pip asks the markers of this computer, not those of the PCs.
        missing = needed_there(sorted(folder.glob("*.whl")), version)
    return sorted(folder.glob("*.whl"))


def needed_there(wheels: list[Path], version: str) -> list[str]:
    """What the wheels require on Windows and is not among them."""
    there = {
        "sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "extra": "",
        "python_version": version, "python_full_version": f"{version}.0",
    }  # fmt: skip
    found = {canonicalize_name(wheel.name.partition("-")[0]) for wheel in wheels}
    missing: set[str] = set()
    for wheel in wheels:
        for line in metadata(wheel).get_all("Requires-Dist", []):
            needed = Requirement(line)
            applies = needed.marker is None or needed.marker.evaluate(there)
            if applies and canonicalize_name(needed.name) not in found:
                missing.add(f"{needed.name}{needed.specifier}")
    return sorted(missing)


def metadata(wheel: Path) -> Message:
    """A wheel's own facts."""
    with zipfile.ZipFile(wheel) as package:
        name = next(n for n in package.namelist() if n.endswith(".dist-info/METADATA"))
        return HeaderParser().parsestr(package.read(name).decode("utf-8"))


def licences(wheels: list[Path]) -> str:
    """Name, version and licence of each wheel, from its own metadata."""
    lines = ["この中に入っている部品と、そのライセンスです。", ""]
    for wheel in wheels:
        facts = metadata(wheel)
        classifiers = [
            c.rpartition("::")[2].strip()
            for c in facts.get_all("Classifier", [])
            if c.startswith("License ::")
        ]
        stated = facts.get("License-Expression") or "、".join(classifiers)
        stated = stated or (facts.get("License") or "").partition("\n")[0] or "部品の中の LICENSE"
        lines.append(f"{facts['Name']} {facts['Version']}　{stated}")
    return "\r\n".join(lines) + "\r\n"


def checksums(folder: Path) -> str:
    """The SHA-256 of every file."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\r\n"
        for path in files
    )


def pack(folder: Path) -> Path:
    """The folder as a ZIP file; equal content gives equal bytes."""
    archive = folder.with_suffix(".zip")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as package:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
                entry = zipfile.ZipInfo(name, STAMP)
                # Wheels are compressed already.
                stored = path.suffix == ".whl"
                entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                package.writestr(entry, path.read_bytes())
    return archive


if __name__ == "__main__":
    sys.exit(main())
