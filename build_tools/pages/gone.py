"""What stands at the address of a dataset that moved, or whose folder was removed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from ..model import OutputFile
from . import pasts
from .pasts import Here
from .versions import rows
from .view import View

#: How many versions the page names; all are in the list of versions.
_MOST = 10


def gone_pages(view: View) -> Iterator[OutputFile]:
    """`datasets/<id>/` of what is neither published nor held back any more.

    It says where the dataset is now, or when it was removed, and which versions can be had.
    """
    here, site, words = Here.of(view.site), view.site, view.words
    with_versions = {past.id for past in pasts.shown(site)}
    for past in pasts.gone(site):
        page = replace(view, path=PurePosixPath("datasets", past.id))
        target = site.current(past.id) if past.moved_to else ""
        title = pasts.title(here, past)
        yield page.page(
            "gone",
            title.get(view.lang),
            words("versions.gone.description"),
            "katalog",
            past=past,
            name=title,
            target=target,
            linked=target in here or target in site.pasts,
            label=view.titles.get(target) or None,
            rows=rows(page, past, _MOST, "versi/") if past.id in with_versions else [],
            count=len(past.versions),
            any_left=pasts.newest(past) is not None,
            canonical=f"datasets/{target}/" if target in here else "",
        )
