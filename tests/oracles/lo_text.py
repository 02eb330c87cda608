#!/usr/bin/python3
"""What LibreOffice makes of Word documents.

usage: lo_text.py IN.docx OUT.txt [IN.docx OUT.txt ...]

OUT.txt has the text, with numbers and with fields refreshed; OUT.labels a line for each bookmark: its
name, a tab, and the number that LibreOffice counts for the paragraph where it stands; OUT.notes the
paragraphs of the footnotes. Labels take long: they are left out where OUT ends with .text instead. One LibreOffice
reads all documents, with a profile of its own that is deleted afterwards.
"""
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue

PATIENCE = 120  # seconds until LibreOffice must answer
LIMIT = 1800  # seconds for everything


def setting(name, value):
    out = PropertyValue()
    out.Name, out.Value = name, value
    return out


def url(path):
    return uno.systemPathToFileUrl(os.path.abspath(path))


def connect(office, pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    until = time.time() + PATIENCE
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            if office.poll() is not None or time.time() > until:
                raise SystemExit("LibreOffice does not answer")
            time.sleep(0.2)


def label(bookmark):
    anchor = bookmark.getAnchor()
    cursor = anchor.getText().createTextCursorByRange(anchor.getStart())
    return cursor.getPropertyValue("ListLabelString")


def export(desktop, source, target):
    document = desktop.loadComponentFromURL(url(source), "_blank", 0, (setting("Hidden", True),))
    if document is None:
        raise SystemExit(f"LibreOffice can't open {source}")
    try:
        document.getTextFields().refresh()
        document.storeToURL(url(target), (setting("FilterName", "Text (encoded)"), setting("FilterOptions", "UTF8,LF")))
        if target.endswith(".txt"):
            bookmarks = document.getBookmarks()
            with open(os.path.splitext(target)[0] + ".labels", "w", encoding="utf-8") as out:
                for name in bookmarks.getElementNames():
                    out.write(f"{name}\t{label(bookmarks.getByName(name))}\n")
        notes = document.getFootnotes()
        with open(os.path.splitext(target)[0] + ".notes", "w", encoding="utf-8") as out:
            for at in range(notes.getCount()):
                out.write(notes.getByIndex(at).getString() + "\n")
    finally:
        document.close(True)


def too_long(_signal, _frame):
    raise SystemExit(f"LibreOffice takes longer than {LIMIT} seconds")


def main(paths):
    if not paths or len(paths) % 2:
        raise SystemExit(__doc__)
    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(LIMIT)
    profile = tempfile.mkdtemp()
    pipe = f"clausier{os.getpid()}"
    office = subprocess.Popen(
        ["soffice", "--headless", "--norestore", "--nologo", f"-env:UserInstallation={url(profile)}", f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        context = connect(office, pipe)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        for source, target in zip(paths[::2], paths[1::2]):
            export(desktop, source, target)
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
