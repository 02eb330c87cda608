#!/usr/bin/env python3
"""What a viewer in a browser shows of Word documents.

usage: viewer.py NODE_MODULES IN.docx OUT.txt [IN.docx OUT.txt ...]

Each document is drawn by docx-preview in one headless Chromium; OUT.txt has the text of the drawn pages,
a line for each paragraph or cell. Numbers that the viewer counts are not text in a browser, so they are
missing. The browser reads only what stands in the page and has a profile of its own, deleted afterwards.
"""
import base64
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

LIMIT = 300  # seconds for everything

PAGE = """<!doctype html><meta charset="utf-8"><script>%s</script><script>%s</script>
<body><pre id="result"></pre><script>
const documents = %s;
const bytes = text => Uint8Array.from(atob(text), c => c.charCodeAt(0));
(async () => {
  const texts = [];
  for (const text of documents) {
    const home = document.createElement("div");
    document.body.appendChild(home);
    await docx.renderAsync(bytes(text), home, null, { ignoreLastRenderedPageBreak: true, renderHeaders: false, renderFooters: false });
    const lines = [...home.querySelectorAll("section.docx p")].map(p => p.textContent);
    texts.push(lines.join("\\n"));
    home.remove();
  }
  document.getElementById("result").textContent = JSON.stringify(texts);
})().catch(error => document.getElementById("result").textContent = JSON.stringify({ error: String(error) }));
</script>"""


def script(modules, path):
    with open(os.path.join(modules, path), encoding="utf-8") as file:
        return file.read().replace("</script>", "<\\/script>")


def encoded(path):
    with open(path, "rb") as file:
        return base64.b64encode(file.read()).decode()


def main(modules, paths):
    if not paths or len(paths) % 2:
        raise SystemExit(__doc__)
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        raise SystemExit("there is no Chromium")
    folder = tempfile.mkdtemp()
    try:
        page = os.path.join(folder, "page.html")
        libraries = [script(modules, "jszip/dist/jszip.min.js"), script(modules, "docx-preview/dist/docx-preview.min.js")]
        with open(page, "w", encoding="utf-8") as out:
            out.write(PAGE % (*libraries, json.dumps([encoded(path) for path in paths[::2]])))
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
        command += ["--virtual-time-budget=600000", "--dump-dom", f"file://{page}"]
        drawn = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, check=True).stdout
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    found = re.search(r'<pre id="result">(.*?)</pre>', drawn, re.S)
    texts = json.loads(html.unescape(found.group(1))) if found and found.group(1) else None
    if not isinstance(texts, list):
        raise SystemExit(f"the viewer failed: {texts}")
    for path, text in zip(paths[1::2], texts):
        with open(path, "w", encoding="utf-8") as out:
            out.write(text + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
