"""Started by the launchers: unpacks the wheels beside it once, then does a job with dropped files.

Needs nothing but Python: no installation, no network, no administrator.
"""

import compileall
import hashlib
import os
import platform
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
WHEELS = HERE / "wheels"
DATA = ".data/data/"


def fits(wheel: str) -> bool:
    """Whether a wheel (name-version-python-abi-platform.whl) runs on this Python."""
    python, abi, system = wheel[: -len(".whl")].split("-")[-3:]
    own = f"cp{sys.version_info[0]}{sys.version_info[1]}"
    machine = "win_amd64" if sys.platform == "win32" else sys.platform
    is_python = python in (own, "py3", "py2.py3") or abi == "abi3"
    is_system = system == "any" or machine in system or sys.platform in system
    return is_python and is_system


def private_folder(stamp: str) -> Path:
    """Where the unpacked wheels go: beside this file, or for the user where that cannot be written."""
    places = [HERE / "lib"]
    local = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~")
    # A program on a server is read by many at once, and slowly.
    own = Path(local) / "kumareport" / "lib"
    places = [own, *places] if str(HERE).startswith("\\\\") else [*places, own]
    for place in places:
        if (place / stamp).is_dir():
            return place / stamp
    for place in places:
        try:
            place.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=place):
                return place / stamp
        except OSError:
            continue
    raise SystemExit(
        "書き込めるフォルダーがありません。フォルダーを自分のパソコンへ写してください。"
    )


def unpack(wheels: "list[Path]", target: Path) -> None:
    """Unpack wheels into a folder that appears whole or not at all."""
    print("最初の準備をしています（１分ほどかかります）…", flush=True)
    work = Path(tempfile.mkdtemp(prefix="準備中-", dir=target.parent))
    try:
        for wheel in wheels:
            with zipfile.ZipFile(wheel) as package:
                for name in package.namelist():
                    # Files for the environment as a whole, such as the template.
                    place = name.partition(DATA)[2] if DATA in name else name
                    if not place or place.endswith("/"):
                        continue
                    path = (work / place).resolve()
                    if work.resolve() not in path.parents:
                        raise SystemExit(f"壊れたファイルがあります：{wheel.name}")
                    path.parent.mkdir(parents=True, exist_ok=True)
                    with package.open(name) as source, path.open("wb") as copy:
                        shutil.copyfileobj(source, copy)
        # Now, for people who may only read this folder: what they compile is never kept.
        compileall.compile_dir(str(work), ddir=str(target), quiet=2)
        os.replace(work, target)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def prepare() -> Path:
    """The folder with the unpacked wheels, made now if need be."""
    found = sorted(WHEELS.glob("*.whl"))
    if not found:
        raise SystemExit(
            f"部品（wheels）がありません：{WHEELS}\n　→ ZIP ファイルを、もう一度全部展開してください。"
        )
    wrong = [wheel.name for wheel in found if not fits(wheel.name)]
    if wrong:
        version = platform.python_version()
        raise SystemExit(
            f"この Python（{version}）では使えない部品があります：{wrong[0]} など {len(wrong)} 個\n"
            "　→ 使い方のページに書かれた版の Python を入れてください。"
        )
    names = "\n".join(f"{wheel.name} {wheel.stat().st_size}" for wheel in found)
    stamp = hashlib.sha256(names.encode()).hexdigest()[:12]
    target = private_folder(stamp)
    if not target.is_dir():
        unpack(found, target)
    return target


def main() -> int:
    """Prepare, then run the job named first with the files named after it."""
    if sys.version_info < (3, 11):
        print(f"Python {platform.python_version()} では動きません。Python 3.11 以上が必要です。")
        return 2
    library = prepare()
    sys.path.insert(0, str(library))
    # The office's own template beside the launchers, else the built-in one.
    own = HERE.parent / "templates"
    shared = own if (own / "report.docx").is_file() else library / "share" / "kumareport"
    os.environ["KUMAREPORT_SHARE"] = str(shared)
    from kumareport import patterns, prepared
    from kumareport.cli.dropped import run, show_in_explorer

    job = sys.argv[1] if len(sys.argv) > 1 else "doctor"
    prepared.begin()
    code = run(job, sys.argv[2:], show_in_explorer)
    patterns.keep()
    prepared.keep()
    return code


if __name__ == "__main__":
    code = main()
    if sys.stdin is not None and sys.stdin.isatty():
        input("\nEnter キーを押すと、この画面を閉じます。")
    sys.exit(code)
