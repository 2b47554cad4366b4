"""The arguments of the program `terbuka`, and their help."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from .usage import Parser
from .words import Words

#: The forms of a report: the keys of `reports.REPORTERS` and of `audit.report.REPORTERS`.
FORMATS = ("text", "json", "github", "markdown")
CHANGES_FORMATS = ("text", "json", "markdown")
DESK_FORMATS = ("text", "markdown", "csv")
AUDIT_FORMATS = ("text", "json", "github", "markdown")


def language(arguments: Sequence[str] | None) -> str:
    """The language of messages: ``--lang``, else ``TERBUKA_LANG``, else Indonesian."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--lang", nargs="?")  # a wrong one is told by the parser of the verb
    found = parser.parse_known_args(arguments)[0].lang or os.environ.get("TERBUKA_LANG", "id")
    return found if found in {"id", "en"} else "id"


#: What adds a verb, and gives what adds its arguments.
Verb = Callable[[str], Callable[..., argparse.Action]]


def parser(words: Words) -> argparse.ArgumentParser:
    """Reads the arguments of each verb, and explains them."""
    parser = Parser(words=words, prog="terbuka", description=words("cli.about"))
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=words("cli.usage.command"))

    def verb(name: str) -> Callable[..., argparse.Action]:
        example, about = (words(f"cli.verbs.{name}.{part}") for part in ("example", "help"))
        sub = verbs.add_parser(
            name,
            words=words,
            help=about,
            description=f"{words('cli.example')}\n  {example}\n\n{about}.",
        )
        sub.add_argument("--lang", choices=("id", "en"), help=words("cli.options.lang"))

        def add(*names: str, key: str, **more: object) -> argparse.Action:
            return sub.add_argument(*names, help=words(f"cli.options.{key}"), **more)  # type: ignore[arg-type]

        if name != "explain":
            root = {"default": ".", "type": Path}
            add("--root", key="root", **root)
        return add

    _data(verb)
    _runs(verb)
    _looks(verb)
    return parser


def _data(verb: Verb) -> None:
    """The verbs that begin a portal or a dataset, describe and compare datasets."""
    add = verb("init")
    add("folder", key="folder", type=Path, nargs="?", default=Path())
    add("--nama", key="name", default="")
    add("--daerah", key="region", default="")
    add = verb("new")
    add("opd", key="opd")
    add("source", key="source", nargs="?", default="")
    add("--profil", key="profile", dest="profiles", action="append", default=[])
    add("--xlsx", key="xlsx", action="store_true")
    add("--nama", key="new_name", default="")
    add("--yes", key="yes", action="store_true")
    add = verb("propose")
    add("--keluar", key="propose_output", type=Path)
    add = verb("metadata")
    add("action", key="metadata_action", choices=("export", "import"))
    add("targets", key="metadata_targets", nargs="*")
    add("--keluar", key="metadata_output", dest="output", type=Path)
    add("--periksa", key="dry", dest="dry", action="store_true")
    add("--format", key="format", choices=FORMATS, default="text")
    add("--quiet", key="quiet", action="store_true")
    add = verb("changes")
    add("--base", key="base", default="")
    add("--format", key="changes_format", choices=CHANGES_FORMATS, default="text")
    add("--keluar", key="changes_output", dest="output", type=Path)
    add("--ringkasan", key="changes_summary", dest="summary", type=Path)
    add("--preview", key="preview", type=Path)
    add("--as-of", key="as_of", default="")
    add("--no-cache", key="no_cache", action="store_true")
    add("--workers", key="workers", type=int, default=0)
    verb("codeowners")
    add = verb("harvest")
    add("urls", key="harvest_urls", nargs="*")
    add("--nama", key="harvest_name", dest="name", default="")
    add("--buang", key="harvest_drop", dest="drop", action="store_true")
    add("--izinkan-lokal", key="harvest_local", dest="local", action="store_true")
    add("--periksa", key="dry", dest="dry", action="store_true")
    add("--as-of", key="harvest_as_of", default="")
    add("--format", key="format", choices=FORMATS, default="text")
    add("--quiet", key="quiet", action="store_true")


def _runs(verb: Verb) -> None:
    """The verbs that go along the line, or a part of it."""
    for name in ("check", "build", "bukti", "mirror", "meja", "ingatkan"):
        reports = name in {"check", "build", "mirror"}
        add = verb(name)
        add("--as-of", key="as_of", default="")
        add("--commit", key="commit", default="")
        if reports:
            forms = (*FORMATS, "xlsx") if name == "check" else FORMATS
            add("--format", key="format", choices=forms, default="text")
        add("--no-cache", key="no_cache", action="store_true")
        add("--workers", key="workers", type=int, default=0)
        add("--scheduler", key="scheduler", default="")
        add("--store", key="store", default="")
        if reports:
            add("--timings", key="timings", type=Path)
        add("--quiet", key="quiet", action="store_true")
        if name == "check":
            add("datasets", key="datasets", nargs="*")
            add("--staged", key="check_staged", dest="staged", action="store_true")
            add("--keluar", key="marked_output", dest="output", type=Path)
        elif name == "bukti":
            add("--tahun", key="year", dest="year", required=True)
            add("--keluar", key="output", dest="output", type=Path)
        elif name == "meja":
            add("--format", key="desk_format", choices=DESK_FORMATS, default="text")
            add("--keluar", key="desk_output", dest="output", type=Path)
        elif name == "ingatkan":
            add("--tautan", key="links", dest="links", action="store_true")
            add("--issue", key="issues", dest="issues", type=Path)
            add("--repositori", key="repository", dest="repository", default="")
            add("--keluar", key="plan_output", dest="output", type=Path)
        elif name == "mirror":
            add("dest", key="dest", nargs="?", default="")
            add("--push", key="push", action="store_true")
        else:
            engines = ("mkdocs", "zensical", "none")
            add("--engine", key="engine", choices=engines, default="mkdocs")


def _looks(verb: Verb) -> None:
    """The verbs that explain, show and inspect."""
    add = verb("explain")
    add("code", key="code")
    add = verb("serve")
    add("--port", key="port", type=int, default=8000)
    add = verb("zip")
    add("--keluar", key="zip_output", dest="output", type=Path)
    add("--tanpa-unduhan", key="no_downloads", dest="no_downloads", action="store_true")
    add("--quiet", key="quiet", action="store_true")
    add = verb("audit")
    add("folder", key="site", type=Path, nargs="?")
    add("--format", key="format", choices=AUDIT_FORMATS, default="text")
    add("--workers", key="workers", type=int, default=0)
    add = verb("verify")
    add("folder", key="verified", type=Path, nargs="?")
    add("--no-rebuild", key="no_rebuild", action="store_true")
    add("--format", key="format", choices=FORMATS, default="text")
    add("--quiet", key="quiet", action="store_true")
    add = verb("scan")
    add("files", key="scan_files", type=Path, nargs="*")
    add("--staged", key="staged", action="store_true")
    add("--commits", key="commits", default="")
    add("--message", key="message", type=Path)
    add("--traces", key="traces", type=Path)
    add("--format", key="format", choices=FORMATS, default="text")
    add("--quiet", key="quiet", action="store_true")
