"""What mkdocs.yml lets the site engine run or read besides the pages themselves.

Anyone who may write a page could use it: a plugin or a hook is a program, some extensions of
Markdown run what stands in a page or put other files of the computer into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..findings import Finding, warning
from .settings import SettingsError, read_config

#: Plugins that come with MkDocs and read nothing but the pages.
_PLUGINS = frozenset({"search", "material/search"})
#: Extensions that come with Markdown (https://python-markdown.github.io/extensions/).
_MARKDOWN = frozenset(
    {
        *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code"),
        *("footnotes", "legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists"),
        *("smarty", "tables", "toc", "wikilinks"),
    }
)
#: Of PyMdown Extensions (https://facelessuser.github.io/pymdown-extensions/): these open files.
_OPENS = frozenset({"pymdownx.snippets", "pymdownx.b64", "pymdownx.pathconverter"})
#: A YAML tag that names a program, or a variable of the computer.
_TAG = re.compile(r"^[^#\n]*?(!!python/[\w/]+:?[\w.:]*|!ENV\b)", re.M)
_SHOWN = 80


def runs_code(root: Path) -> Iterator[Finding]:
    """A warning for each part of the settings that runs code or opens files."""
    try:
        config = read_config(root / "mkdocs.yml")
        text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    except (SettingsError, OSError, UnicodeDecodeError):
        return  # said where the settings are loaded
    found = [
        *(("plugins", name) for name in _names(config.get("plugins")) if name not in _PLUGINS),
        *(("hooks", name) for name in _names(config.get("hooks"))),
        *(
            ("markdown_extensions", name)
            for name in _names(config.get("markdown_extensions"))
            if not _is_plain(name)
        ),
    ]
    found += [("mkdocs.yml", tag) for tag in dict.fromkeys(_TAG.findall(text))]
    found += [("INHERIT", parent) for parent in re.findall(r"^INHERIT: *(.+)$", text, re.M)]
    for key, value in found:
        yield warning("settings-runs-code", file="mkdocs.yml", key=key, value=value[:_SHOWN])


def _names(given: Any) -> Iterator[str]:
    """The names in a list of names and of mappings, or in a mapping of names."""
    if isinstance(given, Mapping):
        yield from map(str, given)
    elif isinstance(given, list):
        for one in given:
            yield from map(str, one) if isinstance(one, Mapping) else [str(one)]
    elif given:
        yield str(given)


def _is_plain(name: str) -> bool:
    short = name.removeprefix("markdown.extensions.")
    return short in _MARKDOWN or (name.startswith("pymdownx.") and name not in _OPENS)
