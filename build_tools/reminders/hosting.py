"""Where a file is replaced or edited on the web pages of the git host."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

#: The pages of each host: a folder that files are uploaded to, a file that is edited. GitLab has
#: no page for an upload: its folder has a button. Forgejo (Codeberg) is also Gitea.
_PAGES = {
    "github": ("upload/{branch}/{path}", "edit/{branch}/{path}"),
    "gitlab": ("-/tree/{branch}/{path}", "-/edit/{branch}/{path}"),
    "forgejo": ("_upload/{branch}/{path}", "_edit/{branch}/{path}"),
}
#: What in a host's name says which program it runs.
_KNOWN = {
    "github": "github",
    "gitlab": "gitlab",
    "forgejo": "forgejo",
    "gitea": "forgejo",
    "codeberg": "forgejo",
}
_BRANCH = re.compile(r"[\w.-]+(/[\w.-]+)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Host:
    """A repository on the web.

    ``kind`` is "github", "gitlab", "forgejo" or empty: then no page of it is known.
    """

    repository: str = ""  # address without a slash at its end; empty: there is none
    kind: str = ""
    branch: str = "main"

    def upload(self, folder: str) -> str:
        """The page on which files of that folder are replaced; empty where it is not known."""
        return self._page(0, folder)

    def edit(self, path: str) -> str:
        """The page on which that file is edited; empty where it is not known."""
        return self._page(1, path)

    def _page(self, which: int, path: str) -> str:
        if not self.kind:
            return ""
        page = _PAGES[self.kind][which].format(branch=quote(self.branch), path=quote(path))
        return f"{self.repository}/{page}"


def host(repository: str, settings: Mapping[str, Any]) -> Host:
    """The host of a repository (http or https); ``settings`` may name its branch (`cabang`)."""
    address = repository.rstrip("/").removesuffix(".git")
    try:
        parts = urlsplit(address)
        name = parts.hostname or ""
    except ValueError:
        return Host()
    if parts.scheme not in {"http", "https"} or not name or not address.isprintable():
        return Host()
    if set(address) & set(" <>()[]\\\"'`"):
        return Host()
    given = str(settings.get("cabang") or "main")
    branch = given if _BRANCH.fullmatch(given) else "main"
    kind = next((kind for word, kind in _KNOWN.items() if word in name), "")
    return Host(address, kind, branch)
