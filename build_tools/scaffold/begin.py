"""`new` in one call: from a name, or from a spreadsheet without anyone to ask."""

from __future__ import annotations

from pathlib import Path

from .base import known_owner
from .dataset import new_empty, spreadsheet
from .planned import Told, write
from .planning import plan


def new(root: Path, opd: str, given: str, told: Told | None = None) -> Path:
    """Begin the dataset ``datasets/<opd>/<name>``; gives the path of its descriptor.

    ``given`` is the name of the new dataset, or a spreadsheet: then the dataset is named after
    it, the file is copied into its ``data/`` folder, and what only people know stays open, with
    the sentences of ``told``. Raises `ScaffoldError`, having written nothing, for an OPD or a
    name that cannot be used, a dataset that is there, or a file that is no table;
    `SettingsError` where there is no portal.
    """
    source = spreadsheet(given)
    if source is None:
        return new_empty(root, opd, given)
    known_owner(root, opd)
    return write(root, plan(root, opd, source), told or {})
