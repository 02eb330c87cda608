#!/usr/bin/env python3
"""Whole processes, cold, in one run: clausier beside docxtpl and pandoc on the same text.

    cargo build --release && python3 benches/process.py [rounds]

docxtpl fills a template that holds the same draft with its open blanks as Jinja placeholders; pandoc
turns the same draft from Markdown into Word. What each does is not the same work: clausier also
settles conditions, numbers and refers. The processes take turns, and of each the best round counts,
since machines are noisy. Peak memory is in megabytes; below that of this Python it can't be seen.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
CLAUSIER = ROOT / "target/release/clausier"
VENV = ROOT / "target/bench-venv"
DOCXTPL = "docxtpl==0.20.2"
LONG = [100, 1_000, 10_000]

FILL = """
import json, sys
from docxtpl import DocxTemplate
template = DocxTemplate(sys.argv[1])
template.render(json.load(open(sys.argv[2], encoding="utf-8")))
template.save(sys.argv[3])
"""


def python():
    """The Python of an environment that holds docxtpl, made on the first run; None without it."""
    inside = VENV / "bin/python"
    if not inside.exists():
        made = subprocess.run([sys.executable, "-m", "venv", VENV]).returncode == 0
        if not made or subprocess.run([VENV / "bin/pip", "install", "-q", DOCXTPL]).returncode != 0:
            print("skipped: docxtpl could not be installed", file=sys.stderr)
            return None
    return inside


def run(command):
    """Wall time and processor time in ms, and peak memory in MB."""
    start = time.perf_counter()
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status != 0:
        raise SystemExit(f"failed: {' '.join(map(str, command))}")
    return wall * 1e3, (usage.ru_utime + usage.ru_stime) * 1e3, usage.ru_maxrss / 1024


def best(commands, rounds):
    """Name -> best wall time, best processor time, highest memory; the commands take turns."""
    measured = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            measured[name].append(run(command))
    return {name: (min(r[0] for r in all), min(r[1] for r in all), max(r[2] for r in all)) for name, all in measured.items()}


def show(results, unit):
    for name, (wall, cpu, memory) in results.items():
        print(f"{name:34} {wall:9.1f} ms  {cpu:9.1f} ms of processor  {memory:7.1f} MB  {wall / results[unit][0]:6.2f} x")


def template(folder):
    """The full draft as a Word template whose open blanks are Jinja placeholders, and their values."""
    text = (folder / "draft.md").read_text(encoding="utf-8")
    count = 0

    def placeholder(_):
        nonlocal count
        count += 1
        return "{{ blank" + str(count) + " }}"

    (folder / "template.md").write_text(re.sub(r"\\?\[…\\?\]", placeholder, text), encoding="utf-8")
    subprocess.run(["pandoc", folder / "template.md", "-o", folder / "template.docx"], check=True)
    values = ", ".join(f'"blank{n}": "answer {n}"' for n in range(1, count + 1))
    (folder / "values.json").write_text("{" + values + "}", encoding="utf-8")


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        draft = [CLAUSIER, "build", "full", "-o"]
        run([*draft, folder / "draft.md"])
        commands = {"clausier build full -o x.docx": [*draft, folder / "x.docx"]}
        inside = python()
        if subprocess.run(["pandoc", "--version"], stdout=subprocess.DEVNULL).returncode == 0:
            commands["pandoc draft.md -o x.docx"] = ["pandoc", folder / "draft.md", "-o", folder / "pandoc.docx"]
            if inside:
                template(folder)
                files = [folder / file for file in ("template.docx", "values.json", "docxtpl.docx")]
                commands["docxtpl template.docx"] = [inside, "-c", FILL, *files]
        print(f"The largest preset, best of {rounds}:")
        show(best(commands, rounds), "clausier build full -o x.docx")

        print("\nProvisions of 190 words, Word document:")
        before = None
        for count in LONG:
            library = folder / f"long-{count}"
            write = ["cargo", "test", "-q", "--bench", "stages", "--", "long", library, str(count)]
            subprocess.run(write, cwd=ROOT, check=True)
            long = {f"{count} provisions": [CLAUSIER, "--library", library, "build", "long", "-o", folder / "long.docx"]}
            wall, cpu, memory = best(long, max(2, rounds // 4 if count < 10_000 else 2))[f"{count} provisions"]
            grown = f"  {wall / before:5.1f} x the time of a tenth" if before else ""
            print(f"{count:6} {wall:9.1f} ms  {cpu:9.1f} ms of processor  {memory:7.1f} MB{grown}")
            before = wall


main()
