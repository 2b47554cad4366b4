"""CKAN and its harvesters without their database: everything but storing is their own code.

Imported by the scripts beside it. A query finds nothing, what would be stored is kept in lists,
and CKAN's own schemas validate each package, organisation and group as when it stores them.
"""

from __future__ import annotations

import json
import sys
import types
import uuid
from typing import Any

sys.modules["magic"] = types.ModuleType("magic")  # looks into uploads; there are none

import ckan.model  # noqa: E402
import ckanext.dcat.harvesters  # noqa: E402
import ckanext.harvest.harvesters.base  # noqa: E402
import ckanext.harvest.harvesters.ckanharvester as ckanharvester  # noqa: E402
import sqlalchemy.exc  # noqa: E402
from ckan.common import config  # noqa: E402
from ckan.lib.navl.dictization_functions import validate  # noqa: E402
from ckan.logic import NotFound, ValidationError  # noqa: E402
from ckan.logic.schema import default_create_group_schema  # noqa: E402
from ckan.plugins import toolkit  # noqa: E402
from ckanext.harvest import model as harvest  # noqa: E402

ORGANISATION = "11111111-1111-4111-8111-111111111111"
ERRORS: list[str] = []
OBJECTS: list[Any] = []
STORED: dict[str, dict[str, dict[str, Any]]] = {"package": {}, "organization": {}, "group": {}}


class Nothing:
    """A database without rows: whatever is asked of it, it finds none."""

    def __getattr__(self, name: str) -> Any:
        return lambda *words, **named: self

    def __call__(self, *words: Any, **named: Any) -> Nothing:
        return self

    def __iter__(self) -> Any:
        return iter(())

    def __bool__(self) -> bool:
        return False

    def all(self) -> list[Any]:
        return []

    def first(self) -> None:
        return None

    def get(self, *words: Any) -> None:
        return None

    def scalar(self) -> bool:
        return False

    def one(self) -> Any:
        raise sqlalchemy.exc.NoResultFound


def keep(harvested: Any) -> None:
    """What the harvester would store of one dataset."""
    if not harvested.id:
        harvested.id = str(uuid.uuid4())
        harvested.source = harvested.job.source
        OBJECTS.append(harvested)


def complain(message: Any, *where: Any) -> None:
    ERRORS.append(str(message))


def action(name: str) -> Any:
    """The few actions of CKAN that a harvester calls, each with CKAN's own schema behind it."""

    def show(kind: str, id: str) -> dict[str, Any]:
        if kind == "package" and id == "sumber":
            return {"owner_org": ORGANISATION}
        found = [r for r in STORED[kind].values() if id in (r["id"], r["name"])]
        if not found:
            raise NotFound(id)
        return found[0]

    def store(kind: str, context: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
        schema = context.get("schema") or default_create_group_schema()
        context = {**context, "session": Nothing(), "model": ckan.model, "user": "pemanen"}
        record, errors = validate(given, schema, {**context, "ignore_auth": True})
        if errors:
            raise ValidationError(errors)
        record["id"] = given["id"]
        STORED[kind][given["id"]] = record
        return record

    kind, _, verb = name.rpartition("_")
    if verb == "show" and kind in STORED:
        return lambda context, given: show(kind, given["id"])
    if verb == "create" and kind in STORED:
        return lambda context, given: store(kind, context, given)
    raise NotImplementedError(name)


def prepare() -> None:
    """Put all that in the place of the database."""
    real = ckan.model.Session
    for module in list(sys.modules.values()):
        if vars(module).get("Session") is real:
            module.Session = Nothing()
    config["ckanext.harvest.user_name"] = "pemanen"
    config["ckan.site_url"] = "https://ckan.example"
    toolkit.requires_ckan_version("2.12")
    toolkit.get_action = ckanharvester.get_action = action
    ckan.model.Group.get = lambda id: types.SimpleNamespace(
        id=id, is_organization=True, state="active"
    )
    ckan.model.User.get = lambda name: None
    ckan.model.Package.get = lambda id: types.SimpleNamespace(owner_org=ORGANISATION, url="")
    harvest.HarvestObject.save = harvest.HarvestObject.add = keep
    base = ckanext.harvest.harvesters.base.HarvesterBase
    base._save_gather_error = base._save_object_error = staticmethod(complain)


def job(address: str, settings: str = "") -> Any:
    """A job of harvesting that address."""
    source = harvest.HarvestSource(id="sumber", url=address, config=settings, title="Uji")
    return harvest.HarvestJob(id="tugas", source=source)


def say() -> dict[str, Any]:
    """What was harvested since the last time: all that would be stored, and all that went wrong."""
    said = {
        "guids": [harvested.guid for harvested in OBJECTS],
        "datasets": [json.loads(harvested.content) for harvested in OBJECTS],
        **{kind: dict(records) for kind, records in STORED.items()},
        "errors": list(ERRORS),
    }
    for kept in (OBJECTS, ERRORS, *STORED.values()):
        kept.clear()
    return said
