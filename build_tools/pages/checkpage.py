"""`/periksa/`: a page on which an officer checks a file before it is handed in; nothing is sent.

The page itself says what to do and what is not checked; scripts that it loads read the file in
the browser and judge it by the published schemas (`build_tools.precheck`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from .. import precheck
from ..model import LEVELS, OutputFile, Resource, Site
from ..privacy.exported import patterns
from .guide import codes
from .integrity import Script, made_script
from .theme import hashed_name, script, shared_script
from .view import View

FOLDER = PurePosixPath("periksa")
#: The scripts that read and judge, in the order in which they are loaded.
SCRIPTS = ("periksa-baca.js", "periksa-pribadi.js", "periksa-uji.js", "periksa-baru.js")
#: Columns of so many tables are named, so that a file is recognised by its header.
MAX_KNOWN = 400


def check_data(packed: precheck.Packed) -> list[OutputFile]:
    """The schemas and codes, in files that all languages share.

    Behind them what applies recipes, where a table has one; the last is what knows names.
    """
    contents = [text.encode("utf-8") for text in packed.files]
    made = [_made(f"periksa-skema-{n}.js", content) for n, content in enumerate(contents)]
    return [*made, *([recipe_script()] if packed.recipes else []), names_script()]


def recipe_script() -> OutputFile:
    """What applies recipes: its script with the words and patterns of its steps."""
    from ..precheck.steps import steps

    known = json.dumps(steps(), separators=(",", ":"))
    content = f"PD_UJI.steps={known};{script('periksa-resep.js')}"
    return _made("periksa-resep.js", content.encode("utf-8"))


def names_script() -> OutputFile:
    """What knows names of persons: its script with the patterns and words of names."""
    known = json.dumps(precheck.named(), separators=(",", ":"))
    content = f"(window.PD_UJI=window.PD_UJI||{{}}).names={known};{script('periksa-nama.js')}"
    return _made("periksa-nama.js", content.encode("utf-8"))


def check_page(
    view: View, packed: precheck.Packed, data: Sequence[OutputFile]
) -> Iterator[OutputFile]:
    """The page in one language, and the words of its script with the list of tables."""
    here = replace(view, path=FOLDER)
    words = _made(f"periksa-{view.lang}.js", _words(here, packed, data).encode("utf-8"))
    yield words
    portal = view.portal
    loaded = [shared_script(portal, name) for name in SCRIPTS]
    loaded += [made_script(portal, words), made_script(portal, data[-1])]
    say = view.words
    checks = say.section("findings.checks")
    yield here.page(
        "check",
        say("periksa.title"),
        say("periksa.description"),
        "panduan",
        loaded=[(here.file(s.address), s.integrity) for s in loaded],
        scripts=[shared_script(portal, "periksa.js")],
        beyond=[checks[name] for name in precheck.beyond(checks)],
        lede=say("periksa.lede"),
    )


def _made(name: str, content: bytes) -> OutputFile:
    return OutputFile(PurePosixPath(hashed_name(name, content)), content)


def _words(view: View, packed: precheck.Packed, data: Sequence[OutputFile]) -> str:
    """What the script says, and the tables that it knows of."""
    words = view.words
    known = words.section("findings")
    made: list[Script] = [made_script(view.portal, file) for file in data[:-1]]
    content = {
        "words": {
            "lang": words.lang,
            "types": known["types"],
            "findings": {code: _entry(code, known[code]) for code in _told(view)},
            "links": {code: view.explained(code) for code in _told(view)},
            "ui": words.section("periksa.script"),
        },
        "patterns": patterns(),
        "tables": list(_tables(view.site, view.lang, packed)),
        "codes": packed.codes,
        "files": [[PurePosixPath(s.address).name, s.integrity] for s in made],
        **({"recipe": len(packed.files)} if packed.recipes else {}),
    }
    return f"Object.assign(PD_UJI,{json.dumps(content, separators=(',', ':'))});"


def _entry(code: str, entry: Mapping[str, object]) -> dict[str, object]:
    """The words of a code; where the script knows some cases of it only, those."""
    cases = precheck.CASES.get(code)
    return {
        part: {c: said[c] for c in cases if c in said} if cases and isinstance(said, dict) else said
        for part, said in entry.items()
        if part != "page"
    }


def _told(view: View) -> list[str]:
    """The codes whose words the script needs: what it finds, and what stops it."""
    said = {entry[0] for entry in codes(view.words)}
    told = (*precheck.CODES, *precheck.STOPS, *precheck.CASES)
    return [code for code in told if code in said]


def _tables(site: Site, lang: str, packed: precheck.Packed) -> Iterator[Mapping[str, object]]:
    """Every published table that the script reads: title, file, columns, where its schema is."""
    many = len(packed.tables) > MAX_KNOWN
    for published in site.published:
        dataset = published.dataset
        for table in published.tables:
            resource = table.resource
            name = f"{published.id}/{resource.name}"
            if name not in packed.tables:
                continue
            title = dataset.title.get(lang)
            own = resource.title.get(lang) or resource.name
            yield {
                "name": name,
                "title": title if len(published.tables) == 1 else f"{title}: {own}",
                "file": PurePosixPath(resource.path).name,
                "part": packed.tables[name],
                "columns": [] if many else _columns(resource),
                **({"levels": True} if resource.recipe else {}),
            }


def _columns(resource: Resource) -> list[list[str]]:
    """What names each column: its field; of a recipe its label in the sheet, level by level."""
    if resource.recipe is None:
        return [[f.name, f.title.main] for f in resource.fields]
    return [
        list(dict.fromkeys((c.name, c.label, c.label.rsplit(LEVELS, 1)[-1])))
        for c in resource.recipe.columns
    ]
