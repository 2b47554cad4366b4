"""Lighthouse on a portal that is official and knows its address, served as static hosts do."""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from nodes import run
from portals import REPOSITORY, commit
from visiting import ARGUMENTS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = 95
PAGES = {
    "home": "",
    "catalogue": "katalog/",
    "dataset": "datasets/himpunan/stunting/",
}
PACKED = {"text/html", "text/css", "text/javascript", "image/svg+xml", "application/json"}


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder without a word, packed where a static host would pack."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        kind = self.guess_type(path)
        content = path.read_bytes()
        self.send_response(200)
        if kind in PACKED:
            content = gzip.compress(content, mtime=0)
            self.send_header("Content-Encoding", "gzip")
            kind += "; charset=utf-8"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site lies: the server comes first, since the site names its own address."""
    root = tmp_path_factory.mktemp("resmi") / "portal"
    (root / "site").mkdir(parents=True)
    serve = functools.partial(_Handler, directory=str(root / "site"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), serve)
    found = f"http://127.0.0.1:{server.server_address[1]}/"
    (root / "site").rmdir()
    _build(root, found)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield found
    server.shutdown()
    server.server_close()


def _build(root: Path, address: str) -> None:
    """This repository's portal, as an official one at that address."""
    for name in ("datasets", "docs"):
        shutil.copytree(REPOSITORY / name, root / name)
    settings = yaml.safe_load((REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8"))
    settings["site_url"] = address
    settings["extra"]["portal"]["situs_resmi"] = True
    text = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    commit(root, "Keadaan repositori", "2026-11-26")
    command = [sys.executable, "-m", "build_tools", "build", "--root", str(root)]
    done = subprocess.run([*command, "--as-of", "2026-11-26"], cwd=REPOSITORY, check=False)
    assert done.returncode == 0


def lighthouse(url: str, report: Path, slower: float) -> dict[str, object]:
    """What Lighthouse reports of a page: a slow phone, simulated, that many times slower than we.

    How many is for the tester to say (docs/throttling.md of Lighthouse): 4, its default, is
    for a computer of its index 1500 and more; with other work beside us we are slow ourselves.
    """
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert path, "no browser: set CHROMIUM to the path of a Chromium, or install chromium"
    done = run(
        "lighthouse/cli/index.js",
        url,
        "--quiet",
        "--no-enable-error-reporting",
        "--output=json",
        f"--output-path={report}",
        f"--throttling.cpuSlowdownMultiplier={slower:.1f}",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={' '.join(['--headless=new', *ARGUMENTS])}",
        timeout=300,
        CHROME_PATH=shutil.which(path) or path,
    )
    assert done.returncode == 0 and report.is_file(), done.stderr
    return json.loads(report.read_text(encoding="utf-8"))


def complaints(report: dict[str, object], category: str) -> list[str]:
    """The audits that cost a category something, worst first."""
    references = report["categories"][category]["auditRefs"]  # type: ignore[index]
    audits = report["audits"]
    lost = []
    for reference in references:
        audit = audits[reference["id"]]  # type: ignore[index]
        if reference["weight"] and audit["score"] is not None and audit["score"] < 0.9:
            shown = audit.get("displayValue") or json.dumps(audit.get("details"))[:600]
            lost.append(f"{category}: {audit['title']} ({audit['id']}): {shown}")
    return lost


@pytest.mark.parametrize("page", PAGES)
def test_lighthouse_has_little_to_say(page: str, address: str, tmp_path: Path) -> None:
    """Work beside ours only ever takes from a score: what a page can do shows once in three."""
    slower = 4.0
    for number in range(3):
        report = lighthouse(address + PAGES[page], tmp_path / f"laporan{number}.json", slower)
        assert report["finalDisplayedUrl"] == address + PAGES[page]
        scores = {
            name: round(100 * report["categories"][name]["score"])  # type: ignore[index]
            for name in CATEGORIES
        }
        lost = [line for name in CATEGORIES for line in complaints(report, name)]
        print(page, scores, *lost, sep="\n")
        if scores["performance"] >= LEAST:
            break
        index = report["environment"]["benchmarkIndex"]  # type: ignore[index]
        slower = 4 * min(1, max(0.3, index / 1500))
    assert min(scores.values()) >= LEAST, (scores, lost)
