"""Drive the desk through a whole year in a real Chromium: ``python -m tools.judge_desk [--pictures FOLDER]``.

init → check → distribute → collect → decide → apply → build → PDF → publish → rollover, by the
buttons of the pages (``judge_desk.cjs``); forms and drafts are edited in between, by LibreOffice.
axe-core looks at every page, at 1280×720, at 200 % and in forced colours; requests to anywhere else than this computer are faults. Then
another user of the computer comes: 1,000 requests at once and uploads without the token.

Needs Node.js with npm, Chromium (``CHROMIUM``, else ``/usr/bin/chromium``) and LibreOffice.
"""

import argparse
import asyncio
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import openpyxl

from tests.libreoffice.listener import run_of_tests, run_script

ROOT = Path(__file__).resolve().parent.parent
JUDGES = ("axe-core@4.14.1", "playwright-core@1.65.1")
_CROWD = 1000


def main() -> int:
    """Start a desk, and have it judged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=Path, help="keep pictures of the pages here")
    parser.add_argument("--judges", type=Path, help="a folder where the judges are installed")
    parser.add_argument("--edit", type=Path, help="answer the forms in a folder, as departments do")
    wanted = parser.parse_args()
    if wanted.edit:
        return edited(wanted.edit)
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        judges = wanted.judges or installed(folder / "judges")
        (folder / "Desktop").mkdir()
        (folder / "Documents").mkdir()
        listed(folder / "Documents" / "KPI一覧.xlsx")
        return judged(folder, judges, wanted.pictures)


def listed(path: Path) -> None:
    """A list of indicators as an office has it."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(
        ["施策", "指標名", "単位", "現状値(R4)", "実績値(R5)", "目標値(R9)", "担当課", "備考２"]
    )
    sheet.append(["子育て", "待機児童数", "人", 30, 12, 0, "子育て課", "４月１日"])
    sheet.append(["子育て", "相談件数", "件", 100, 120, 150, "子育て課", "のべ"])
    book.save(path)


def installed(folder: Path) -> Path:
    """The judges from npm."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm が見つかりません。Node.js を入れてください。")
    folder.mkdir()
    (folder / "package.json").write_text("{}", encoding="utf-8")
    subprocess.run([npm, "install", "--no-fund", "--no-audit", *JUDGES], cwd=folder, check=True)
    return folder


def judged(home: Path, judges: Path, pictures: Path | None) -> int:
    """0 where nobody has a complaint."""
    environment = {
        **os.environ, "HOME": str(home), "XDG_STATE_HOME": str(home / "state"),
        "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1",
    }  # fmt: skip
    command = [sys.executable, "-m", "kumareport", "desk", "--no-browser"]
    begun = time.monotonic()
    desk = subprocess.Popen(
        command, stdout=subprocess.PIPE, encoding="utf-8", env=environment, cwd=home
    )
    try:
        assert desk.stdout is not None
        address = desk.stdout.readline().strip()
        print(f"起動から入口まで {time.monotonic() - begun:.2f} 秒", flush=True)
        script = ROOT / "tools" / "judge_desk.cjs"
        more = [str(pictures.resolve())] if pictures else []
        environment["NODE_PATH"] = str(judges / "node_modules")
        environment["PYTHON"] = sys.executable
        environment["ROOT"] = str(ROOT)
        driven = subprocess.run(
            ["node", str(script), address, str(home), *more], env=environment, check=False
        ).returncode
        return max(driven, attacked(address, desk.pid))
    finally:
        desk.terminate()
        desk.wait()


def attacked(address: str, process: int) -> int:
    """0 where every one of many requests at once is refused and the memory stays."""
    port = int(address.split("/")[2].partition(":")[2])
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 4 * _CROWD)), hard))
    before = memory(process)
    answers = asyncio.run(crowd(port))
    grown = memory(process) - before
    print(
        f"{_CROWD} の同時の呼び出し：{dict.fromkeys(answers)}、メモリーの増え {grown / 1024:.1f} MB"
    )
    return 0 if set(answers) == {"403"} and grown < 50 * 1024 else 1


async def crowd(port: int) -> list[str]:
    """The codes that many strangers get, half of whom want to upload 200 MB."""

    async def ask(number: int) -> str:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        method = "POST" if number % 2 else "GET"
        length = f"Content-Length: {200_000_000 if number % 2 else 0}\r\n"
        words = f"{method} / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: kumareport-desk=x\r\n"
        writer.write(f"{words}{length}Connection: close\r\n\r\n".encode())
        answer = await reader.read(200)
        writer.close()
        return answer.decode("latin-1").split(" ")[1]

    return await asyncio.gather(*(ask(number) for number in range(_CROWD)))


def memory(process: int) -> int:
    """KB that a process uses."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1])


def edited(forms: Path) -> int:
    """Every department answers in LibreOffice: forms filled in, and drafts written on with changes
    recorded, under other names."""
    returns = forms.parent / "返ってきたもの"
    returns.mkdir()
    with run_of_tests():
        run_script(ROOT / "tools" / "judge_desk_office.py", str(forms), str(returns))
    sent, came = len(list(forms.glob("*/*.*"))), len(list(returns.iterdir()))
    return 0 if sent == came else 1


if __name__ == "__main__":
    sys.exit(main())
