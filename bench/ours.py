"""Our side, as tasks for `bench.worker`. What writes is imported only where it is measured."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from build_tools import checks, jobs, load
from build_tools.checks import keys
from build_tools.model import Dataset, Portal, Source
from build_tools.tables import engine

from .made_table import AS_OF, REGIONS

Work = Callable[[], dict[str, Any]]

jobs.settle()  # as a build's processes are


def _portal(root: str) -> Portal:
    return load.load_portal(Path(root), AS_OF)


def _load(portal: Portal, id: str) -> Dataset:
    source = Source(id, portal.root / "datasets" / id, "datapackage.json")
    dataset, _ = load.load(source, portal)
    if dataset is None:
        raise LookupError(id)
    return dataset


def _both(root: str, id: str) -> tuple[Portal, Dataset, dict[str, Dataset]]:
    """The portal, the dataset, and what its keys refer to."""
    portal = _portal(root)
    name = f"referensi/{REGIONS}"
    return portal, _load(portal, id), {name: _load(portal, name)}


def check(root: str, id: str) -> Work:
    """All checks of a loaded dataset."""
    _, dataset, references = _both(root, id)

    def work() -> dict[str, Any]:
        return _found(checks.check(dataset, checks.Reference(references)))

    return work


def check_each(root: str, ids: list[str]) -> Work:
    """Loads and checks some datasets, one after the other, as a build does in each process."""
    portal = _portal(root)

    def work() -> dict[str, Any]:
        name, errors = f"referensi/{REGIONS}", 0
        references = {name: _load(portal, name)}
        for id in ids:
            dataset = _load(portal, id)
            reference = checks.Reference(references)
            errors += _found(checks.check(dataset, reference))["errors"]
        return {"errors": errors}

    return work


def _found(checked: checks.Checked) -> dict[str, Any]:
    return {
        "errors": sum(run.errors for run in checked.runs),
        "rows": next((run.examined for run in checked.runs if run.name == "table"), 0),
        "runs": {run.name: run.errors for run in checked.runs if run.errors},
    }


def prove(root: str, id: str) -> Work:
    """The rules of frictionless alone, every error explained: the engine, and foreign keys."""
    _, dataset, references = _both(root, id)
    resource = dataset.resources[0]

    def work() -> dict[str, Any]:
        rows = errors = 0
        foreign = keys.foreign_keys(dataset, resource, checks.Reference(references))
        if foreign is None:
            raise LookupError("no foreign key")
        looks = {"foreign": foreign.suspects}
        for batch, findings in engine.batches(dataset.source.folder, resource, looks):
            errors += len(findings)
            if batch is not None:
                rows += len(batch)
                errors += len(list(foreign.among(batch, batch.looked["foreign"])))
        return {"rows": rows, "errors": errors}

    return work


def convert(root: str, id: str, into: str) -> Work:
    """Load, check, and write every format and the ZIP, as a build without a cache does."""
    shutil.rmtree(into, ignore_errors=True)
    portal = _portal(root)

    def work() -> dict[str, Any]:
        name = f"referensi/{REGIONS}"
        dataset, references = _load(portal, id), {name: _load(portal, name)}
        inputs, facts = jobs.inputs(dataset, references), jobs.facts(portal, dataset)
        outcome = jobs.do(jobs.Job(dataset, references, inputs, facts), Path(into), anew=True)
        if isinstance(outcome, str):
            raise RuntimeError(outcome)
        made = outcome.published
        if made is None:
            raise RuntimeError(f"held back: {outcome.findings[:5]}")
        tables = made.tables
        downloads = [*made.downloads, *(d for table in tables for d in table.downloads)]
        return {
            "rows": tables[0].rows,
            "bytes": {given.format: given.bytes for given in downloads},
            "left_out": {gone.format: gone.reason for t in tables for gone in t.omissions},
            "folder": str(made.folder),
        }

    return work


def xlsx(root: str, id: str, path: str) -> Work:
    """The workbook alone, of batches that are in memory."""
    from build_tools.convert import batches
    from build_tools.formats import FORMATS, Target

    _, dataset, _ = _both(root, id)
    resource = dataset.resources[0]
    held = list(batches(dataset, resource))
    target = Target(Path(path), dataset, resource, partial(batches, dataset, resource))

    def work() -> dict[str, Any]:
        writer = FORMATS["xlsx"].open(target)
        for batch in held:
            writer.write(batch)
        writer.close()
        return {"bytes": target.path.stat().st_size}

    return work


TASKS = {
    "check": check,
    "check_each": check_each,
    "convert": convert,
    "prove": prove,
    "xlsx": xlsx,
}
