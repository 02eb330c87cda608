#!/usr/bin/python3
"""What LibreOffice reads in the two columns of Word documents.

usage: lo_cells.py IN.docx OUT [IN.docx OUT ...]

OUT.left and OUT.right have the paragraphs of the first and of the second column of every table, one a
line, with the numbers that LibreOffice counts and with fields refreshed; OUT.rows the number of rows. What
stands outside of tables is in OUT.outside. One LibreOffice reads all documents, as in lo_text.py.
"""
import os
import shutil
import signal
import subprocess
import sys
import tempfile

import lo_text


def lines(text, out):
    """The paragraphs of a text, those in tables included, each with its number."""
    for part in each(text):
        if part.supportsService("com.sun.star.text.TextTable"):
            for name in part.getCellNames():
                lines(part.getCellByName(name), out)
        else:
            label = part.getPropertyValue("ListLabelString")
            out.append(f"{label} {part.getString()}".replace("\n", " "))


def each(text):
    parts = text.createEnumeration()
    while parts.hasMoreElements():
        yield parts.nextElement()


def read(desktop, source, target):
    document = desktop.loadComponentFromURL(lo_text.url(source), "_blank", 0, (lo_text.setting("Hidden", True),))
    if document is None:
        raise SystemExit(f"LibreOffice can't open {source}")
    left, right, outside, rows = [], [], [], 0
    try:
        document.getTextFields().refresh()
        for part in each(document.getText()):
            if not part.supportsService("com.sun.star.text.TextTable"):
                outside.append(part.getString())
                continue
            for row in range(1, part.getRows().getCount() + 1):
                rows += 1
                lines(part.getCellByName(f"A{row}"), left)
                lines(part.getCellByName(f"B{row}"), right)
    finally:
        document.close(True)
    for name, found in (("left", left), ("right", right), ("outside", outside), ("rows", [str(rows)])):
        with open(f"{target}.{name}", "w", encoding="utf-8") as out:
            out.writelines(f"{line}\n" for line in found)


def main(paths):
    if not paths or len(paths) % 2:
        raise SystemExit(__doc__)
    signal.signal(signal.SIGALRM, lo_text.too_long)
    signal.alarm(lo_text.LIMIT)
    profile = tempfile.mkdtemp()
    pipe = f"clausier{os.getpid()}"
    office = subprocess.Popen(
        ["soffice", "--headless", "--norestore", "--nologo", f"-env:UserInstallation={lo_text.url(profile)}", f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        context = lo_text.connect(office, pipe)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        for source, target in zip(paths[::2], paths[1::2]):
            read(desktop, source, target)
        try:
            desktop.terminate()
            office.wait(20)
        except Exception:
            pass  # it may hang up before it answers
    finally:
        if office.poll() is None:
            office.kill()
            office.wait()
        shutil.rmtree(profile, ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1:])
