#!/usr/bin/env python3
"""What page.html says in Chromium: `browse.py PORT ENDPOINT KEY:SECRET`.

Serves this folder on http://127.0.0.1:PORT, which is another origin than the service's, opens the page there and prints
its lines.
"""
import functools
import html
import http.server
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import urllib.parse

OPTIONS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
    "--virtual-time-budget=20000", "--dump-dom",
]


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def main(port, endpoint, credential):
    folder = pathlib.Path(__file__).parent
    server = http.server.ThreadingHTTPServer(("127.0.0.1", int(port)), functools.partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    fragment = urllib.parse.urlencode({"endpoint": endpoint, "credential": credential})
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = subprocess.run(
            ["chromium", *OPTIONS, f"--user-data-dir={profile}", f"http://127.0.0.1:{port}/page.html#{fragment}"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=90, text=True,
        )
    said = re.search('<pre id="said">(.*?)</pre>', browser.stdout, re.DOTALL)
    if not said:
        sys.exit(f"the page was not shown, chromium ended with {browser.returncode}: {browser.stderr[-2000:]}")
    print(html.unescape(said[1]), end="")


if __name__ == "__main__":
    main(*sys.argv[1:4])
