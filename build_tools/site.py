"""From the published tree to the live site: run the site engine, link the files, swap.

MkDocs is run as a program, never imported. Zensical reads the same tree; see the
architecture page for why both must be able to build it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from calendar import timegm
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import yaml

from . import faults, output, provenance
from .fingerprint import settings_digest
from .model import Portal
from .words import Words

#: What our own page template writes into every data page; Material's pages lack it.
MARK = 'data-terbuka="1"'


class SiteError(Exception):
    """The engine failed, or a page did not come out of our template: what it said."""


@dataclass(frozen=True, slots=True)
class Built:
    """The site that was built: its folder, and whether anything was to be done."""

    folder: Path
    pages: int
    fresh: bool


def build(portal: Portal, engine: str = "mkdocs", *, keep_before: bool = True) -> Built:
    """Builds the site from ``.build`` and makes ``<root>/site`` lead to it.

    A site of the same content is not built again, unless someone has touched it. The live site
    stays as it was until the new one is complete, and is kept beside it then; without
    ``keep_before`` nothing of any older site stays. Raises `SiteError`, and `OSError` where the
    computer is at fault (see `faults`).
    """
    base = portal.root / ".build"
    sites = base / "sites"
    configs = write_configs(portal, base)
    settings = settings_digest(portal.root)
    tree = output.tree_digests(base)
    origin = provenance.origin(portal, engine)
    digest = output.tree_digest(tree, configs.values(), settings + origin.decode())
    name = f"{digest}-{engine}"
    link = portal.root / "site"
    before = link.resolve().name if link.is_symlink() else ""
    for made in sorted(sites.glob(f"{name}*/")):
        if output.untouched(made):
            output.swap(link, made)
            if not keep_before:
                output.prune_sites(sites, {made.name})
            return Built(made, _count(made), False)
    sites.mkdir(parents=True, exist_ok=True)
    target = next(p for n in count() if not (p := sites / (f"{name}-{n}" if n else name)).exists())
    work = Path(tempfile.mkdtemp(prefix=".new-", dir=sites))
    try:
        _run_all(portal, engine, configs, work)
        shape(base, portal, work)
        work.chmod(0o755)
        provenance.seal(work, origin, output.static_digests(tree))
        work.replace(target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    output.remember(target)
    output.swap(link, target)
    output.prune_sites(sites, {target.name, *([before] if keep_before else [])})
    return Built(target, _count(target), True)


def write_configs(portal: Portal, base: Path) -> dict[str, Path]:
    """The engine's configuration of each language: mkdocs.yml, and what differs from it."""
    configs = {}
    for lang in portal.languages:
        words = Words.load(lang)
        path = base / f"mkdocs.{lang}.yml"
        config: dict[str, object] = {
            "INHERIT": "../mkdocs.yml",
            "site_name": portal.name.get(lang),
            "site_description": portal.description.get(lang),
            "docs_dir": f"docs/{lang}",
            "site_dir": f"engine/{lang}",
            "theme": {"custom_dir": f"theme/{lang}", "language": lang},
            "nav": [{words("ui.nav.home"): "index.md"}],
        }
        if portal.site_url and lang != portal.languages[0]:
            config["site_url"] = f"{portal.site_url.rstrip('/')}/{lang}/"
        text = yaml.safe_dump(config, allow_unicode=True, sort_keys=False)
        output.write_file(path, text.encode())
        configs[lang] = path
    return configs


def _run_all(portal: Portal, engine: str, configs: dict[str, Path], work: Path) -> None:
    """Runs the engine for all languages at once, each into its part of ``work``."""
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": str(timegm(portal.as_of.timetuple())),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONWARNINGS": "ignore::DeprecationWarning",
    }
    running = []
    parts = {}
    for lang, config in configs.items():
        part = Path(tempfile.mkdtemp(prefix=f".{lang}-", dir=work.parent))
        part.chmod(0o755)  # a web server reads it as another user
        parts[lang] = part
        if engine == "mkdocs":
            command = [
                "-m",
                "mkdocs",
                "build",
                "--strict",
                "-q",
                "-f",
                str(config),
                "-d",
                str(part),
            ]
        else:
            command = ["-m", "zensical", "build", "-f", str(config)]
        running.append(
            (
                lang,
                subprocess.Popen(
                    [sys.executable, *command],
                    cwd=portal.root,
                    env=environment,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    text=True,
                ),
            )
        )
    try:
        outputs = {
            lang: (process.communicate()[0], process.returncode) for lang, process in running
        }
        for lang, (said, code) in outputs.items():
            if code and (problem := faults.told(said)):
                raise problem
            if code:
                raise SiteError(f"{engine} ({lang}):\n{said.strip()}")
        for lang in portal.languages:
            made = parts[lang] if engine == "mkdocs" else configs[lang].parent / "engine" / lang
            _move(made, work if lang == portal.languages[0] else work / lang)
    finally:
        for part in parts.values():
            shutil.rmtree(part, ignore_errors=True)


def _move(made: Path, target: Path) -> None:
    """Moves a folder whole where nothing lies at its place yet, else file by file."""
    if target.is_dir() and not any(target.iterdir()):
        target.rmdir()
    if target.exists():
        shutil.copytree(made, target, dirs_exist_ok=True, copy_function=shutil.move)
    else:
        made.replace(target)


def shape(base: Path, portal: Portal, work: Path) -> None:
    """Completes what the engine made: its sitemap goes, our files are linked in, and every
    data page is looked at; `SiteError` when one did not come out of our template.
    """
    for lang in portal.languages[1:]:  # hosts serve one page for what is missing: the root's
        (work / lang / "404.html").unlink(missing_ok=True)
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        for path in (work / name, *(work / lang / name for lang in portal.languages)):
            path.unlink(missing_ok=True)
    for lang in portal.languages:
        docs = base / "docs" / lang
        top = work if lang == portal.languages[0] else work / lang
        if not (top / "index.html").is_file():
            raise SiteError(f"{lang}: no index.html")
        for page in docs.rglob("*.md"):
            if b"\ntemplate: data.html\n" not in page.read_bytes()[:2000]:
                continue
            made = top / page.relative_to(docs).with_suffix(".html")
            if MARK not in (made.read_text(encoding="utf-8") if made.is_file() else ""):
                raise SiteError(f"{lang}/{page.relative_to(docs).as_posix()}: not our template")
    output.link_static(base, work)


def _count(folder: Path) -> int:
    return sum(1 for _ in folder.rglob("*.html"))
