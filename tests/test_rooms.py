"""Who may import whom, and who may print, exit and write: the house's rules as a table.

The table is that of docs/pengembang/arsitektur.md; a new room gets its line here first.
"""

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.catalogues import CATALOGUES

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "build_tools"

#: What each room may import of the others. `cli` and `pipeline` know them all, but each other's.
ROOMS = {
    "findings": set(),
    "words": set(),
    "model": {"findings"},
    "profiles": {"model"},
    "load": {"model", "findings", "words", "colour", "privacy", "profiles"},
    "tables": {"model", "findings"},
    "privacy": {"findings"},
    "surfaces": {"privacy", "tables"},
    "checks": {
        "load",
        *("model", "findings", "tables", "privacy", "profiles", "surfaces"),
        "statistical",
    },
    "scan": {"checks", "findings", "load", "model", "surfaces", "tables"},
    "beside": {"cache", "checks", "findings", "privacy"},
    "history": {"model", "load"},
    "archive": set(),
    "csvfile": set(),
    "statistical": {"model"},
    "ooxml": set(),
    "formats": {"model", "tables", "words", "archive", "ooxml"},
    "convert": {"model", "tables", "formats"},
    "colour": set(),
    "freshness": {"findings", "model"},
    "search": {"model", "words"},
    "charts": {"model", "words"},
    "areas": {"charts", "csvfile", "model", "tables", "words"},
    "related": {"model"},
    "terms": {"areas", "model", "words"},
    "joins": {"model", "tables"},
    "smartcity": {"findings", "model"},
    "precheck": {"checks", "model", "privacy", "tables"},
    "pages": {
        *("examples", "precheck", "privacy"),
        *("model", "findings", "words", "reports"),
        *("freshness", "search", "charts", "related", "joins", "colour", "profiles", "smartcity"),
        *("archive", "areas", "ooxml"),
        *("csvfile", "statistical", "quotes"),
        *("catalogues", "terms"),
        "tables",  # `tables.values` alone: how a published type and "no value" are written
    },
    "rdf": set(),
    "catalogues": {
        "rdf",
        *("model", "words", "tables", "formats", "convert", "smartcity", "profiles", "archive"),
        "areas",
        "lock",
        "freshness",
        "metadata",
        *("csvfile", "ooxml", "statistical"),
        "terms",
    },
    "reports": {"findings", "words", "privacy"},
    "examples": {"findings", "words"},
    "audit": {"findings", "words", "reports", "colour"},
    "sums": set(),
    "lock": set(),
    "output": {"model", "sums"},
    "provenance": {"history", "lock", "model", "output", "sums"},
    "verify": {"findings", "history", "lock", "provenance", "sums"},
    "cache": {"model", "findings", "privacy"},
    "fingerprint": {"history"},
    "finished": {"findings", "output"},
    "site": {"faults", "model", "output", "words", "fingerprint", "provenance"},
    "infer": {"model", "findings", "load", "privacy", "tables"},
    "scaffold": {"model", "findings", "load", "tables", "profiles", "infer", "metadata"},
    "drops": {"findings", "load", "model", "scaffold", "scan", "tables"},
    "proposals": {"drops", "findings", "load", "metadata", "output", "scaffold", "tables"},
    "metadata": {
        *("model", "findings", "words", "load", "tables", "checks", "privacy", "profiles"),
        "statistical",
    },
    "changes": {
        *("model", "findings", "words", "reports", "load", "tables", "privacy", "history"),
        *("checks", "metadata", "options"),
    },
    "versions": {
        *("model", "findings", "history", "load", "privacy", "checks", "tables", "formats"),
        *("changes", "cache", "crew", "decided", "faults"),
    },
    "timeline": {
        *("decided", "findings", "freshness", "history", "jobs", "load", "model", "options"),
        "versions",
    },
    "faults": set(),
    "jobs": {
        "faults",
        "findings",
        "model",
        "checks",
        "convert",
        "catalogues",
        "tables",
        "cache",
        "precheck",
        "profiles",
    },
    "store": set(),
    "cluster": {"model", "cache", "jobs", "store"},
    "crew": {"cache", "faults", "jobs", "cluster"},
    "lastgood": {"faults", "findings", "model", "load", "history", "cache"},
    "decided": {"findings", "history", "load", "model", "privacy", "checks"},
    "prose": {"findings", "load", "model"},
    "quotes": {"charts", "findings", "freshness", "load", "model", "tables"},
    "options": set(),
    "pipeline": {
        *("findings", "words", "model", "load", "checks", "history", "pages", "prose"),
        *("catalogues", "output", "cache", "jobs", "crew", "lastgood", "options", "faults"),
        *("decided", "beside", "drops", "timeline", "freshness", "smartcity", "quotes"),
    },
    "evidence": {"pages", "pipeline", "smartcity", "options", "words"},
    "harvest": {"findings", "load", "model", "output", "privacy", "terms"},
    "offlinezip": {"archive", "model", "options", "sums", "words"},
    "reminders": {"freshness", "model", "reports", "words"},
    "desk": {
        *("findings", "freshness", "model", "pages", "reminders", "reports", "smartcity", "words"),
    },
    "mirror": {
        *("findings", "words", "model", "profiles", "load", "privacy", "checks", "history"),
        *("catalogues", "scaffold", "options", "pipeline"),
    },
    "serve": set(),
    "marked": {"checks", "findings", "model", "reports", "tables", "words"},
    "usage": {"words"},
    "arguments": {"usage", "words"},
    "cli": {
        *("findings", "words", "load", "pipeline", "reports", "output", "site", "scaffold"),
        *("audit", "options", "fingerprint", "finished", "cluster", "serve"),
        *("arguments", "evidence", "examples", "faults", "usage"),
        *("verify", "scan"),
        *("mirror", "privacy"),
        "metadata",
        *("changes", "history"),
        *("marked", "checks", "pages"),
        *("model", "drops", "proposals", "tables"),
        *("desk", "reminders"),
        "offlinezip",
        "harvest",
    },
    "__main__": {"cli"},
    "__init__": set(),
    "theme": set(),
}

#: Libraries that only some rooms may know; all others are free.
LIBRARIES = {
    "frictionless": {
        *("tables/bounded", "tables/descriptors", "tables/explain", "tables/plainschema"),
        "load",
    },
    "pandas": {"tables", "formats", "changes", "versions/rowpairs"},
    "polars": {"tables", "formats", "history"},
    "pyarrow": {"tables", "formats", "changes", "scan/traces", "versions/plain"},
    "jinja2": {"pages"},
    "pydantic": {"cache", "versions/kept"},
    "distributed": {"cluster"},
    "fsspec": {"store"},
    "rdflib": {"harvest"},
    "mkdocs": set(),
    "material": set(),
    "zensical": set(),
}

#: Who writes files: the tree, the cache, new portals; formats write where they are told to.
WRITERS = {
    "output",
    "cache",
    "finished",
    "scaffold",
    "site",
    "formats",
    "convert",
    "catalogues",
    "history",
    "proposals",
}
WRITERS |= {"harvest"}  # records of other portals, below `datasets/_panen`
WRITERS |= {"metadata"}  # descriptors, swapped whole
WRITERS |= {"changes"}  # a link to the cache, in a folder that is gone afterwards
WRITERS |= {"mirror"}  # below the build folder; the public repository by git alone
WRITERS |= {"marked"}  # a mended file, read again in a folder that is gone afterwards
WRITERS |= {"scan"}  # what git keeps, into a folder that is gone afterwards
WRITERS |= {"store"}  # what travels to a cluster and back
WRITERS |= {"versions"}  # the cache, and versions laid out in folders that are gone afterwards
WRITERS |= {"offlinezip"}  # the ZIP, where it was asked for
WRITERS |= {"theme"}  # drawings made once, by hand
WRITING = {"write_text", "write_bytes", "mkdir", "unlink", "rename", "touch", "symlink_to"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").as_posix()


def room_of(path: Path) -> str:
    return name_of(path).split("/")[0]


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Each import of a module: a room of ours (True) or a library's top name (False)."""
    package = ["build_tools", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names = [alias.name.split(".") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else []
            module = base + (node.module or "").split(".") if node.module else base
            names = [[*module, alias.name] for alias in node.names]
        else:
            continue
        for parts in names:
            ours = parts[0] == "build_tools"
            yield (parts[1] if ours and len(parts) > 1 else parts[0]), ours


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_room_imports_only_the_rooms_it_may(path: Path) -> None:
    room = room_of(path)
    assert room in ROOMS, (
        f"a new room: give {room!r} its line in ROOMS and in the architecture page"
    )
    used = {name for name, ours in imports(path) if ours} - {room, "build_tools"}
    assert used <= ROOMS[room], f"{name_of(path)} may not import {used - ROOMS[room]}"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_library_is_known_only_where_it_may_be(path: Path) -> None:
    used = {name for name, ours in imports(path) if not ours}
    for library in used & LIBRARIES.keys():
        allowed = LIBRARIES[library]
        assert {room_of(path), name_of(path)} & allowed, f"{name_of(path)} imports {library}"


def test_the_nouns_need_nothing_but_the_standard_library() -> None:
    for path in (PACKAGE / "findings.py", *(PACKAGE / "model").glob("*.py")):
        used = {library for library, ours in imports(path) if not ours}
        assert used <= set(sys.stdlib_module_names)


def test_every_library_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {line.split(">")[0].split("<")[0].split("=")[0] for line in project["dependencies"]}
    locked = (ROOT / "requirements" / "site.in").read_text(encoding="utf-8").splitlines()
    pinned = {line.split("=")[0] for line in locked if line and not line.startswith("#")}
    used = {name for path in modules() for name, ours in imports(path) if not ours}
    names = {"yaml": "pyyaml", "markdown_it": "markdown-it-py"}
    names |= {"python_calamine": "python-calamine", "zlib_ng": "zlib-ng"}
    used = {names.get(name, name) for name in used - set(sys.stdlib_module_names)}
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    optional = {line.split(">")[0] for line in extras}
    assert used <= declared | optional, f"not in pyproject.toml: {used - declared - optional}"
    assert declared <= pinned, f"not in requirements/site.in: {declared - pinned}"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_only_cli_prints_and_exits(path: Path) -> None:
    if room_of(path) in {"cli", "__main__"}:
        return
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            assert ast.unparse(node.func) not in {"print", "sys.exit", "exit", "quit", "os._exit"}
        if isinstance(node, ast.Raise) and node.exc:
            assert "SystemExit" not in ast.unparse(node.exc)


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_only_some_rooms_write(path: Path) -> None:
    if room_of(path) in WRITERS:
        return
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr not in WRITING, f"{name_of(path)}:{node.lineno} writes"


def test_the_catalogues_do_not_know_one_another() -> None:
    for own in CATALOGUES:
        for node in ast.walk(tree_of(PACKAGE / "catalogues" / f"{own}.py")):
            if isinstance(node, ast.ImportFrom) and node.level == 1:
                named = {(node.module or "").split(".")[0], *(a.name for a in node.names)}
                assert not named & (CATALOGUES.keys() - {own}), f"{own} imports another catalogue"
