"""All of a public portal but its datasets: settings, prose, and what makes the site of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from .. import scaffold
from ..findings import Severity
from ..history import History, git
from ..load.files import is_plain
from ..load.harvested import PORTAL, RECORDS
from ..load.moves import MOVES
from ..load.settings import NAME, SettingsError, read_config
from ..load.vocabulary import SYNONYMS
from ..load.waivers import WAIVERS
from ..load.withdrawals import ENTRIES, WITHDRAWALS
from ..load.yamlfile import UnreadableError, read_mapping
from ..model import Site
from ..privacy.kinds import KINDS
from ..privacy.text import kinds
from . import withdrawals
from .base import MirrorError
from .plainyaml import without_comments, written

#: Files of the root that go along where they are there.
_ROOT = ("README.md", "LICENSE", "LICENSE-DATA", ".editorconfig")
#: What prose may consist of: never a workbook, an archive or a document with its author's name.
_PROSE = {
    *(".md", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".ico"),
    *(".css", ".js", ".json", ".txt", ".woff2"),
}
#: Of what every portal has, what the private side keeps to itself: who of the staff looks after
#: what, the workflows that send; and what is written anew here.
_PRIVATE = (
    "CODEOWNERS",
    ".github/CODEOWNERS",
    ".github/workflows/mirror.yml",
    ".github/workflows/propose.yml",
    ".github/workflows/remind.yml",
    "datasets/",
    "docs/",
)
#: The keys of the file about an OPD's folder (`opd.yaml`) that are read.
_OPD = (
    *("nama", "singkatan", "jenis", "kode_skpd", "sumber_url", "kontak", "sdi:kontak"),
    *("en", "sdi:en"),
)


def files(root: Path, site: Site, past: History, known: Collection[str]) -> dict[str, bytes | Path]:
    """Every file by its path below the portal.

    ``past`` is the history of this side, ``known`` are the ids of the datasets that the public
    side knows of; decisions about others stay. Raises `MirrorError` where a page holds a number
    of a person.
    """
    found: dict[str, bytes | Path] = {}
    tracked = set(_tracked(root))
    own = {name for name in scaffold.shared_names(root) if name in tracked}
    carried = any(name.endswith(".whl") and "/terbuka-" in name for name in own)
    common = ((name, root / name) for name in own) if carried else scaffold.shared()
    found |= {name: content for name, content in common if not name.startswith(_PRIVATE)}
    found |= {name: root / name for name in _ROOT if name in tracked}
    if not carried:  # the program's own repository: its README is about what does not go out
        found["README.md"] = scaffold.readme(_answers(root))
    found |= {name: root / name for name in tracked if _is_prose(name)}
    found |= _settings(root, root / "mkdocs.yml")
    found |= _decisions(root, site, past, set(known))
    found |= _offices(root, {id.partition("/")[0] for id in known})
    found |= {name: root / name for name in _harvested(site) if name in tracked}
    for name, content in found.items():
        _look(root, name, content)
    return found


def _harvested(site: Site) -> Iterator[str]:
    """The records of other portals' datasets that could be read."""
    for one in site.harvested:
        yield f"{RECORDS}/{one.portal.id}/{one.name}.json"
    for id in dict.fromkeys(one.portal.id for one in site.harvested):
        yield f"{RECORDS}/{id}/{PORTAL}"


def _answers(root: Path) -> scaffold.Answers:
    """Region and name of the portal, as they stand in its settings; "Daerah" where none does."""
    try:
        extra = read_config(root / "mkdocs.yml").get("extra")
    except SettingsError:
        extra = None
    own = extra.get("portal") if isinstance(extra, dict) else None
    given = own if isinstance(own, dict) else {}
    region, name = (" ".join(str(given.get(key) or "").split()) for key in ("daerah", "nama"))
    answers = scaffold.Answers(region or "Daerah", name)
    try:
        answers.values()
    except scaffold.ScaffoldError:  # a name with signs that no file of a portal may have
        return scaffold.Answers("Daerah")
    return answers


def _tracked(root: Path) -> Iterator[str]:
    """The files that git knows below the portal."""
    for name in git(root, "ls-files", "-z").decode(errors="replace").split("\0"):
        if name and name.isprintable() and is_plain(root, root / name):
            yield name


def _is_prose(name: str) -> bool:
    return name.startswith("docs/") and Path(name).suffix.lower() in _PROSE


def _settings(root: Path, path: Path, depth: int = 0) -> dict[str, bytes | Path]:
    """`mkdocs.yml` and what it inherits from, without comments."""
    name = path.relative_to(root).as_posix()
    text = path.read_text(encoding="utf-8")
    found: dict[str, bytes | Path] = {name: without_comments(text, name).encode()}
    parent = _parent(text)
    if parent and depth < 5:
        above = (path.parent / parent).resolve()
        if not above.is_relative_to(root.resolve()):
            raise MirrorError("inherit", file=name)
        found |= _settings(root, root / above.relative_to(root.resolve()), depth + 1)
    return found


def _parent(text: str) -> str:
    for line in text.splitlines():
        if line.startswith("INHERIT:"):
            return line.partition(":")[2].partition(" #")[0].strip().strip("\"'")
    return ""


def _decisions(
    root: Path, site: Site, past: History, known: Collection[str]
) -> dict[str, bytes | Path]:
    """The settings beside the datasets that are public, without comments."""
    found: dict[str, bytes | Path] = {}
    for name in (SYNONYMS, WAIVERS, WITHDRAWALS, MOVES):
        given = _mapping(root, name)
        kept = {key: _about(value, known) for key, value in given.items()}
        if name == WITHDRAWALS and isinstance(given.get(ENTRIES), list):
            kept[ENTRIES] = withdrawals.public(given[ENTRIES], site, past, known)
        if any(kept.values()):
            found[name] = written(kept)
    return found


def _about(value: Any, known: Collection[str]) -> Any:
    """A list without the entries about datasets that the public side does not know."""
    if not isinstance(value, list):
        return value
    return [e for e in value if not isinstance(e, Mapping) or _is_about(e, known)]


def _is_about(entry: Mapping[str, Any], known: Collection[str]) -> bool:
    """Whether an entry names datasets, and only such as are known."""
    named = [entry[key] for key in ("dataset", "dari", "ke") if key in entry]
    return bool(named) and all(isinstance(id, str) and id in known for id in named)


def _offices(root: Path, owners: Collection[str]) -> dict[str, bytes | Path]:
    """What is said of each OPD in its folder."""
    found: dict[str, bytes | Path] = {}
    for path in sorted((root / "datasets").glob("*/opd.yaml")):
        if not NAME.fullmatch(path.parent.name):
            continue
        name = path.relative_to(root).as_posix()
        kept = {key: value for key, value in _mapping(root, name).items() if key in _OPD}
        content = written(kept)
        codes = _codes(content.decode())
        if kept and not codes and (path.parent.name in owners or "nama" in kept):
            found[name] = content
    return found


def _mapping(root: Path, name: str) -> dict[str, Any]:
    """The mapping in a file; empty where there is none that can be read: the checks say so."""
    try:
        return read_mapping(root / "datasets", root / name)
    except UnreadableError:
        return {}


def _look(root: Path, name: str, content: bytes | Path) -> None:
    """No number of a person in what people wrote; an office's address may be a private one."""
    if not name.endswith((".md", ".txt", ".yml", ".yaml", ".svg")):
        return
    text = content.read_bytes() if isinstance(content, Path) else content
    codes = _codes(text.decode("utf-8", "replace"))
    if codes:
        raise MirrorError("personal", file=name, codes=", ".join(codes))


def _codes(text: str) -> list[str]:
    """The kinds of numbers of persons in a text that nobody may publish."""
    grave = (code for code in kinds(text) if KINDS[code].alone is Severity.ERROR)
    return [code for code in grave if code != "personal-email"]
