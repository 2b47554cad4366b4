"""`sbom.cdx.json`: what the site is made with, as CycloneDX 1.6 (ECMA-424).

The program, every locked package of `requirements/site.txt`, the libraries and icons that pages
carry. Where a portal has no lock, the packages are those that are installed, and it says so.
Nothing in it depends on the computer or on the hour: the time is the day the site is judged for,
the serial number is made from the content.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import re
import uuid
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from .. import lock
from ..model import OutputFile, Portal, Site

NAME = PurePosixPath("sbom.cdx.json")
SCHEMA = "http://cyclonedx.org/schema/bom-1.6.schema.json"
_NAMESPACE = uuid.UUID("0c8f5f60-3c35-5a4b-9a0e-2f4f7f0d9b61")
_THEME = Path(__file__).parent.parent / "theme"
#: Licences that packages name with the id of SPDX, but not as an expression.
_SPDX = frozenset(
    ("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "HPND", "ISC", "MIT")
) | {"MPL-2.0", "OFL-1.1", "PSF-2.0", "Python-2.0", "Unlicense", "Zlib"}
_PROGRAM, _SITE = "terbuka", "situs"

Component = dict[str, Any]


def make(site: Site) -> Iterator[OutputFile]:
    """The bill of materials of the site."""
    yield OutputFile(NAME, _json(bom(site.portal)))


def bom(portal: Portal) -> dict[str, Any]:
    """The whole document."""
    listed = lock.content(portal.root)
    try:
        packages = [_locked(package) for package in lock.read(listed.decode())]
        source = f"{lock.PLACE} sha256:{hashlib.sha256(listed).hexdigest()}"
    except ValueError:
        packages, listed = [], b""
    if not listed:
        packages, source = _installed(), "terpasang (installed; no lock file was read)"
    pages = [*_vendored(), _icons()]
    components = [_program(), *pages, *packages]
    found: dict[str, Any] = {
        "$schema": SCHEMA,
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": f"{portal.as_of.isoformat()}T00:00:00+08:00",
            "tools": {"components": [_without_ref(_program())]},
            "component": _site(portal),
            "properties": [{"name": "terbuka:paket", "value": source}],
        },
        "components": components,
        "dependencies": [
            {"ref": _SITE, "dependsOn": [_PROGRAM, *(c["bom-ref"] for c in pages)]},
            *({"ref": c["bom-ref"]} for c in components),
        ],
        # Which package needs which is not told; that the list names all of them is.
        "compositions": [
            {
                "aggregate": "complete" if listed else "unknown",
                "assemblies": [c["bom-ref"] for c in components],
            },
            {"aggregate": "unknown", "dependencies": [_PROGRAM]},
        ],
    }
    serial = uuid.uuid5(_NAMESPACE, _json(found).decode()).urn
    return {"$schema": found.pop("$schema"), "serialNumber": serial, **found}


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _without_ref(component: Component) -> Component:
    return {key: value for key, value in component.items() if key != "bom-ref"}


def _site(portal: Portal) -> Component:
    found: Component = {"type": "application", "bom-ref": _SITE, "name": portal.name.main}
    if portal.commit:
        found["version"] = portal.commit
    addresses = (("website", portal.site_url), ("vcs", portal.repository))
    links = [{"type": kind, "url": url} for kind, url in addresses if _is_web(url)]
    return {**found, "externalReferences": links} if links else found


def _is_web(url: str) -> bool:
    return bool(re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", url))


def _program() -> Component:
    version = _metadata(_PROGRAM)["Version"] or ""
    return {
        "type": "application",
        "bom-ref": _PROGRAM,
        "name": _PROGRAM,
        **({"version": version} if version else {}),
        "licenses": [{"license": {"id": "MIT"}}],
    }


def _locked(package: lock.Package) -> Component:
    """A package of the list: any of its files may have been installed, so all hashes stand."""
    found = _library(f"pkg:pypi/{package.name}@{package.version}", package.name, package.version)
    found["hashes"] = [{"alg": "SHA-256", "content": digest} for digest in package.hashes]
    found["licenses"] = _licence(package.name)
    if package.marker:
        found["properties"] = [{"name": "terbuka:syarat", "value": package.marker}]
    return _said(found)


def _installed() -> list[Component]:
    named = {}
    for each in importlib.metadata.distributions():
        name, version = each.metadata["Name"], each.metadata["Version"]
        if name and version and lock.normalised(name) != _PROGRAM:
            named[lock.normalised(name)] = version
    return [
        _said({**_library(f"pkg:pypi/{n}@{v}", n, v), "licenses": _licence(n)})
        for n, v in sorted(named.items())
    ]


def _vendored() -> Iterator[Component]:
    """The libraries of theme/vendor: their archive, and each file as it lies in the site."""
    recorded = json.loads((_THEME / "vendor" / "vendor.json").read_text(encoding="utf-8"))
    for name, package in sorted(recorded.items()):
        version = package["version"]
        purl = f"pkg:npm/{name.replace('@', '%40')}@{version}"
        yield {
            **_library(purl, name, version),
            "description": package["title"],
            "licenses": [{"license": {"id": package["licence"]}}],
            "externalReferences": [
                {"type": "vcs", "url": package["source"]},
                {"type": "distribution", "url": purl, "hashes": [_archive(package["integrity"])]},
            ],
            "components": [
                {"type": "file", "name": file, "hashes": [_sha256(wanted["sha256"])]}
                for file, wanted in sorted(package["files"].items())
            ],
        }


def _archive(integrity: str) -> dict[str, str]:
    """The hash of npm (base64) as CycloneDX wants it."""
    import base64

    kind, _, given = integrity.partition("-")
    return {"alg": kind.upper().replace("SHA", "SHA-"), "content": base64.b64decode(given).hex()}


def _icons() -> Component:
    """The drawings of theme/icons: one component, each file below it."""
    files = sorted((_THEME / "icons").glob("*.svg"))
    return {
        "type": "library",
        "bom-ref": "material-design-icons",
        "name": "Material Design Icons",
        "licenses": [{"license": {"id": "Apache-2.0"}}],
        "externalReferences": [
            {"type": "website", "url": "https://pictogrammers.com/library/mdi/"}
        ],
        "components": [
            {
                "type": "file",
                "name": path.name,
                "hashes": [_sha256(hashlib.sha256(path.read_bytes()).hexdigest())],
            }
            for path in files
        ],
    }


def _sha256(content: str) -> dict[str, str]:
    return {"alg": "SHA-256", "content": content}


def _library(purl: str, name: str, version: str) -> Component:
    return {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}


def _said(found: Component) -> Component:
    return {key: value for key, value in found.items() if value}


def _metadata(name: str) -> dict[str, Any]:
    """What a package says of itself; every answer is empty where it is not installed."""
    single = ("Version", "License-Expression", "License")
    try:
        found = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return dict.fromkeys((*single, "Classifier"))
    said: dict[str, Any] = {key: (found.get_all(key) or [""])[0] for key in single}
    return {**said, "Classifier": found.get_all("Classifier")}


def _licence(name: str) -> list[dict[str, Any]]:
    """The licence that a package names: an expression, an id, or words; nothing where unknown."""
    said = _metadata(name)
    if said["License-Expression"]:
        return [{"expression": said["License-Expression"]}]
    text = (said["License"] or "").strip().replace("UNKNOWN", "")
    if text in _SPDX:
        return [{"license": {"id": text}}]
    if text and "\n" not in text and len(text) <= 80:
        return [{"license": {"name": text}}]
    mark = "License :: OSI Approved :: "
    named = [c.removeprefix(mark) for c in said["Classifier"] or () if c.startswith(mark)]
    return [{"license": {"name": each}} for each in named]
