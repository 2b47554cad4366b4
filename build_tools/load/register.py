"""The register of OPD is shown on every page about them: nothing personal may stand in it."""

from __future__ import annotations

from dataclasses import replace

from ..findings import Finding, error, finding, warning
from ..model import Agency, Portal, Text
from ..privacy.kinds import KINDS
from ..privacy.text import kinds


def register(portal: Portal) -> tuple[Portal, list[Finding]]:
    """The portal with every OPD that can be shown, and what was found.

    An OPD whose entry holds personal data is left with its id alone; a private address as the
    contact of an office is only a warning, since many offices have no other.
    """
    found: list[Finding] = []
    agencies: list[Agency] = []
    for agency in portal.agencies:
        contact = agency.contact
        texts = [agency.name.main, *agency.name.others.values(), *agency.aliases]
        texts += [agency.note, contact.name.main, *contact.name.others.values(), contact.address]
        codes = {code for text in texts for code in kinds(text)}
        office = set(kinds(contact.email))
        place = {"file": f"datasets/{agency.id}/opd.yaml", "cell": "…"}
        found += [finding(code, KINDS[code].alone, **place) for code in sorted(codes)]
        office -= codes
        found += [error(code, **place) for code in sorted(office - {"personal-email"})]
        found += [warning(code, **place) for code in sorted(office & {"personal-email"})]
        agencies.append(Agency(agency.id, Text(agency.id)) if codes else agency)
    return replace(portal, agencies=tuple(agencies)), found
