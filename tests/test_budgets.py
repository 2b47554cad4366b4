"""Pages of generated catalogues keep their budgets, however many datasets there are.

The limits are the audit's own table; what is weighed here is the finished page and every file
that a browser loads with it, packed as a host packs them.
"""

from __future__ import annotations

import gzip
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from portals import REPOSITORY

from build_tools import output, pages
from build_tools import site as engine
from build_tools.audit import budget, reader, whole
from build_tools.model import OutputFile, Site
from build_tools.words import all_words

sys.path.insert(0, str(REPOSITORY))
from bench import made_site

pytestmark = pytest.mark.slow

LANGUAGES = ("id", "en")
COUNTS = [300, 1_000]
if os.environ.get("TERBUKA_TESTS") == "full":
    COUNTS.append(10_000)


@dataclass(frozen=True)
class View:
    """What the first view of a page weighs, in bytes, and how many files it is."""

    html: int
    css: int
    js: int
    other: int
    files: int
    limit: budget.Limit

    @property
    def total(self) -> int:
        return self.html + self.css + self.js + self.other


def wanted(given: Site) -> dict[str, str]:
    """One page of each kind, and the kind that the audit takes it for."""
    dataset = given.published[len(given.published) // 2]
    return {
        "index.html": "home",
        "katalog/index.html": "catalogue",
        "katalog/hal/2/index.html": "catalogue",
        f"datasets/{dataset.id}/index.html": "dataset",
        f"datasets/{dataset.dataset.source.owner}/index.html": "agency",
    }


@pytest.fixture(
    scope="module",
    params=[pytest.param(n, marks=[pytest.mark.full] if n > 1_000 else []) for n in COUNTS],
)
def views(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[int, Mapping[str, View]]]:
    """The chosen pages of a site of so many datasets, built by the site engine."""
    root = tmp_path_factory.mktemp("buatan")
    given = made_site.site(request.param, root, LANGUAGES)
    chosen = wanted(given)
    words = all_words(LANGUAGES)
    names = {name.removesuffix(".html") + ".md" for name in chosen}
    made = [
        file
        for file in pages.render(given, words)
        if file.path.as_posix() in names or (not file.lang and file.path.parts[0] == "assets")
    ]
    shutil.copyfile(REPOSITORY / "mkdocs.yml", root / "mkdocs.yml")
    theme = pages.theme_files(given.portal, words)
    output.publish([*made, *pages.assets()], theme, root / ".build")
    folder = engine.build(given.portal).folder
    found = whole.look(folder)
    seen = {}
    for prefix in ("", "en/"):
        for path, kind in chosen.items():
            name = prefix + path
            page = reader.read(name, (folder / name).read_text(encoding="utf-8"))
            note = whole.note(page, found, 0)
            assert budget.kind(note, found) == kind
            seen[name] = weighed(folder, note, budget.limit(kind, request.param))
    yield request.param, seen
    shutil.rmtree(root)


def weighed(folder: Path, note: whole.Note, limit: budget.Limit) -> View:
    def size(path: str) -> int:
        return len(gzip.compress((folder / path).read_bytes(), 9))

    parts = {"css": 0, "js": 0, "other": 0}
    for kind, path in note.loads:
        parts[kind] += size(path)
    return View(size(note.path), **parts, files=1 + len(note.loads), limit=limit)


def test_no_first_view_is_over_its_budget(views: tuple[int, Mapping[str, View]]) -> None:
    count, seen = views
    over = []
    for name, view in seen.items():
        for part in ("html", "css", "js", "total"):
            size, most = getattr(view, part), getattr(view.limit, part) * 1_000
            line = f"{count:,} datasets, {name}: {part} {size:,} of {most:,.0f} B"
            print(line)
            if size > most:
                over.append(line)
        if view.files > view.limit.requests:
            over.append(f"{count:,} datasets, {name}: {view.files} of {view.limit.requests} files")
    assert over == []


def test_what_is_weighed_is_all_that_a_page_loads(views: tuple[int, Mapping[str, View]]) -> None:
    for name, view in views[1].items():
        assert view.css > 1_000 and view.js > 500 and view.other > 5_000, name  # other: the font
        assert view.files >= 5, name


def only(made: Iterator[OutputFile], names: set[str]) -> dict[str, bytes]:
    found = {}
    for file in made:
        name = file.path.as_posix()
        if name in names and file.lang == "id":
            assert isinstance(file.content, bytes)
            found[name] = file.content
    return found


def test_a_datasets_page_does_not_grow_with_the_catalogue() -> None:
    words = all_words(("id",))
    few, many = made_site.site(40), made_site.site(400)
    names = {f"datasets/{shown.id}/index.md" for shown in few.published}
    small, large = (only(pages.render(given, words), names) for given in (few, many))
    assert len(small) == 40
    assert small == large


def test_a_made_up_site_is_always_the_same() -> None:
    assert made_site.site(30) == made_site.site(30)
    assert made_site.site(30).published == made_site.site(60).published[:30]
    assert len({shown.id for shown in made_site.site(2_000).published}) == 2_000
