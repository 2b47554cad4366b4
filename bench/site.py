"""The site engine against MkDocs and Material as they come: ``make bench-site``.

CPU seconds (user and system, all processes), of runs in turn on the same computer; what counts
are the ratios. Wall time and seconds by themselves move with whatever else the computer does.

slim  The same dataset pages, MkDocs on both sides. Ours: ready HTML in front matter, our slim
      template, the engine as `build_tools.site` runs it (it also hashes the tree, looks at every
      page and swaps), and the making of the catalogue with its search files. Theirs: the words,
      tables, links and lists of the same pages as Markdown (`bench.markdown`), Material's page
      template with its table of contents, its search plugin, and the pages outside of the menu,
      as nobody gets it without knowing to ask. The making of the pages' text is on neither side;
      it is told apart.
menu  The same with every page in Material's menu, which is what comes of no settings.
grow  Ours with ten times the datasets: the engine alone on the whole tree with all its lists,
      and everything from `pages.render` on.
bytes A dataset's page in both of those sites.

BENCH_SITE=quick make bench-site     smaller counts; the ratios that grow with the count are lower
"""

from __future__ import annotations

import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

import yaml

from build_tools import output, pages
from build_tools import site as engine
from build_tools.model import OutputFile, Site
from build_tools.pages.card import cards
from build_tools.pages.catalogue import catalogue
from build_tools.pages.view import View
from build_tools.words import all_words

from . import made_site
from .markdown import markdown

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".build" / "bench" / "site"
ASIDE = FOLDER.with_name("site-aside")
LOCK = FOLDER.with_name("site-lock")
QUICK = os.environ.get("BENCH_SITE") == "quick"
SLIM, MENU, SMALL, LARGE = (200, 300, 200, 2_000) if QUICK else (1_000, 2_000, 1_000, 10_000)
ROUNDS = 5

#: Material as it comes, in Indonesian and without fonts of another host, as ours.
PEER = """\
site_name: Data Buatan
use_directory_urls: true
theme: {name: material, language: id, font: false}
plugins: [search]
markdown_extensions: [admonition, attr_list, def_list, tables, toc]
validation: {links: {not_found: ignore, absolute_links: ignore, unrecognized_links: ignore}}
"""
OUTSIDE = "nav: [index.md]\nnot_in_nav: '*'\n"


def main() -> int:
    """Measure and print; 0 unless something broke."""
    aside(FOLDER)
    say(f"{os.cpu_count()} cores, Python {platform.python_version()}")
    if QUICK:
        say("quick: the first two ratios grow with the counts, and miss what is wanted")
    results = {"slim": slim(), "menu": menu(), **grow()}
    (FOLDER / "result.json").write_text(json.dumps(results, indent=1), encoding="utf-8")
    shutil.rmtree(ASIDE)
    return 0


def slim() -> float:
    """Our dataset pages against the same outside of Material's menu; gives the ratio."""
    say(f"\n{SLIM:,} dataset pages outside of the menu")
    ours, peer = _pair("slim", SLIM, OUTSIDE)
    ratios = []
    for number in range(ROUNDS):
        if number % 2:
            theirs, own = peer(), ours()
        else:
            own, theirs = ours(), peer()
        ratios.append(theirs / own)
        say(f"  ours {own:7.2f} s   theirs {theirs:7.2f} s   {theirs / own:6.1f} ×")
    return told(statistics.median(ratios), 10)


def menu() -> float:
    """Our dataset pages against the same in Material's menu; gives the ratio."""
    say(f"\n{MENU:,} dataset pages in the menu (this takes minutes)")
    ours, peer = _pair("menu", MENU, "")
    own = [ours()]
    say(f"  ours {own[0]:7.2f} s")
    theirs = peer()
    own.append(ours())
    say(f"  ours {own[1]:7.2f} s   theirs {theirs:7.2f} s")
    return told(theirs / statistics.mean(own), 80)


def grow() -> dict[str, float | bool]:
    """Ours with ten times the datasets: engine, everything, and the bytes of one page."""
    say(f"\nours, {LARGE:,} datasets against {SMALL:,}")
    engines: dict[int, list[float]] = {SMALL: [], LARGE: []}
    whole: dict[int, list[float]] = {SMALL: [], LARGE: []}
    found: dict[int, bytes] = {}
    for _ in range(1 if QUICK else 2):
        for count in (SMALL, LARGE):
            folder = _fresh(f"grow-{count}")
            given = made_site.site(count, folder)
            before = _spent()
            made = _publish(given)
            rendering = _spent() - before
            building = cpu(partial(engine.build, given.portal))
            engines[count].append(building)
            whole[count].append(rendering + building)
            found[count] = (
                folder / "site/datasets" / given.published[0].id / "index.html"
            ).read_bytes()
            say(
                f"  {count:6,} datasets, {made:6,} pages: render and publish {rendering:7.2f} s"
                f"   engine {building:7.2f} s"
            )
    say("  engine alone:", end="")
    growth = told(min(engines[LARGE]) / min(engines[SMALL]), -10.5)
    say("  from render on:", end="")
    everything = told(min(whole[LARGE]) / min(whole[SMALL]), -10.5)
    same = found[SMALL] == found[LARGE]
    say(
        f"\na dataset's page: {len(found[SMALL]):,} bytes of {SMALL:,} datasets, "
        f"{len(found[LARGE]):,} of {LARGE:,}: {'equal' if same else 'NOT EQUAL'}"
    )
    return {"engine": growth, "whole": everything, "equal": same}


def _pair(name: str, count: int, settings: str) -> tuple[Callable[[], float], Callable[[], float]]:
    """Both sides, ready to be run: each gives the CPU seconds that it took."""
    folder = _fresh(name)
    given = made_site.site(count, folder / "ours")
    words = all_words(given.portal.languages)
    ids = {f"datasets/{published.id}/index.md" for published in given.published}
    (folder / "ours").mkdir()
    made: list[OutputFile] = []
    rendering = cpu(lambda: made.extend(pages.render(given, words)))
    ours = [f for f in made if f.path.as_posix() in {*ids, "index.md"}]
    _write(given, ours)
    peer = folder / "peer"
    for page in ours:
        place = peer / "docs" / page.path
        place.parent.mkdir(parents=True, exist_ok=True)
        title, body = _read(page)
        head = yaml.safe_dump({"title": title}, allow_unicode=True, width=10_000)
        place.write_text(f"---\n{head}---\n{markdown(body)}", encoding="utf-8")
    (peer / "mkdocs.yml").write_text(PEER + settings, encoding="utf-8")
    say(f"  (making our {len(made):,} pages and files with all lists: {rendering:.2f} s)")
    view = View(given, words["id"])

    def run_ours() -> float:
        aside(folder / "ours/.build/sites")
        searching = cpu(lambda: list(catalogue(view, cards(given, words["id"]))))
        return searching + cpu(lambda: engine.build(given.portal))

    def run_peer() -> float:
        aside(peer / "site")
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(peer / "mkdocs.yml")]
        quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        seconds = cpu(lambda: subprocess.run(command, check=True, env=quiet))
        _compare(folder, given.published[-1].id)
        return seconds

    return run_ours, run_peer


def _publish(given: Site) -> int:
    """Everything from the rendering on, as `build_tools.pipeline` does; gives how many pages."""
    words = all_words(given.portal.languages)
    made = [*pages.render(given, words), *pages.assets()]
    _write(given, made)
    return sum(1 for file in made if file.lang)


def _write(given: Site, made: list[OutputFile]) -> None:
    words = all_words(given.portal.languages)
    root = given.portal.root
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    output.publish(made, pages.theme_files(given.portal, words), root / ".build")


def _read(page: OutputFile) -> tuple[str, str]:
    """The title and the ready HTML of a page."""
    text = bytes(page.content).decode("utf-8")
    meta = yaml.load(text.split("---\n")[1], yaml.CSafeLoader)
    return str(meta["title"]), str(meta["body"])


def _compare(folder: Path, id: str) -> None:
    """Stop where Material's page lacks words that ours shows."""
    own, their = (
        _words(folder / side / "site/datasets" / id / "index.html", tag)
        for side, tag in (("ours", "main"), ("peer", "article"))
    )
    lacking = own - their
    if lacking.total() > own.total() // 20:
        raise RuntimeError(f"not the same content: {lacking.most_common(20)}")


class _Words(HTMLParser):
    """The words inside an element."""

    def __init__(self, tag: str) -> None:
        super().__init__()
        self.tag, self.depth, self.text = tag, 0, [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag == self.tag
        self.text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == self.tag
        self.text.append(" ")

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.text.append(data)


def _words(path: Path, tag: str) -> Counter[str]:
    parser = _Words(tag)
    parser.feed(path.read_text(encoding="utf-8"))
    return Counter("".join(parser.text).split())


def _fresh(name: str) -> Path:
    folder = FOLDER / name
    aside(folder)
    folder.mkdir(parents=True)
    return folder


def aside(folder: Path) -> None:
    """Moves away what an earlier run left. It is deleted at the end: some file systems are slow
    to make files for a while after many were deleted, which would count against what comes next.
    """
    ASIDE.mkdir(parents=True, exist_ok=True)
    if folder.exists():
        folder.rename(ASIDE / str(sum(1 for _ in ASIDE.iterdir())))


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds that some work takes, in this process and in those it starts."""
    before = _spent()
    work()
    return _spent() - before


def _spent() -> float:
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def told(ratio: float, target: float) -> float:
    """A ratio beside its target; one that is to stay below is given as a negative number."""
    met = ratio <= -target if target < 0 else ratio >= target
    wanted = f"at most {-target:g}" if target < 0 else f"at least {target:g}"
    say(f"  ratio {ratio:.1f} (wanted: {wanted}): {'met' if met else 'MISSED'}")
    return ratio


def say(words: str, end: str = "\n") -> None:
    """A line for the person who waits."""
    print(words, end=end, flush=True)


if __name__ == "__main__":
    start = time.perf_counter()
    try:
        with output.alone(LOCK):
            code = main()
    except output.BusyError:
        sys.exit("Pengukuran lain sedang berjalan di folder ini (another run is measuring here).")
    say(f"\n{time.perf_counter() - start:.0f} s in all; files in {FOLDER.relative_to(ROOT)}/")
    sys.exit(code)
