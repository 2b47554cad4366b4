"""What a column holds about persons: its heading and a sample of its cells weighed together.

A heading alone is a claim, a few cells alone are chance. `sample.Sample` takes cells of the whole
table; `what` says what the column is then.
"""

from __future__ import annotations

from typing import Literal

from . import roles
from .kinds import KINDS
from .sample import Sample

#: What a column is: a kind of personal data, something that tells of the table, or nothing.
What = Literal[
    "name", "official", "parent", "address", "neighbourhood", "birth", "birth-place",
    "location", "sensitive", "institution", "sex", "religion", "trait", "work", "number", "contact",
    "",
]  # fmt: skip

#: Shares of the cells looked at from which on they bear a heading out, or say it by themselves.
_BORNE_OUT, _BARE, _BY_ITSELF, _AGAINST_HEADING, _OF_FEW = 0.3, 0.35, 0.6, 0.8, 0.85


def what(sample: Sample) -> What:
    """What a column is, by its heading and its cells."""
    role = sample.role
    if not sample.looked:
        return ""
    if sample.announced:
        found = _announced(sample)
        if found or not role:
            return found or _by_itself(sample)
    for code, kind in KINDS.items():
        if kind.nature == "number" and sample.share(code) >= _BY_ITSELF:
            return "number"
    if sample.share("personal-mobile", "mobile", "personal-email") >= _BY_ITSELF:
        return "contact"
    if not role:
        return _by_itself(sample)
    # what a heading claims in vain may be something else
    return _claimed(role, sample) or _by_itself(sample, _AGAINST_HEADING, role)


def _announced(sample: Sample) -> What:
    kind = KINDS.get(sample.announced)
    if sample.share("fits") < 0.5 * sample.share("digits"):
        return ""
    if kind and kind.nature == "number":
        return "number"
    if kind and kind.nature == "work":
        return "work"
    # office telephones are announced as well
    reached = sample.share("personal-mobile", "mobile", "personal-email")
    return "contact" if reached >= _BORNE_OUT else ""


def _claimed(role: roles.Role, sample: Sample) -> What:
    """What a column with a telling heading is."""
    if role in {"name", "parent", "official", "bare-name"}:
        return _names(role, sample)
    if role == "address":
        found = sample.share("home", "house", "street") >= _BORNE_OUT
        return "address" if found else ""
    if role == "birth":
        return "birth" if sample.share("date") >= _BORNE_OUT else ""
    if role in {"latitude", "longitude", "coordinates"}:
        found = sample.share("latitude", "longitude", "pair") >= _BORNE_OUT
        return "location" if found else ""
    if role == "sex":
        return "sex" if sample.share("sex") >= _BORNE_OUT or sample.share("numeric") < 0.5 else ""
    return _other(role, sample)


def _other(role: roles.Role, sample: Sample) -> What:
    texts = sample.share("numeric") < 0.5
    if role == "trait":
        works = "kerja" in roles.words(f"{sample.name} {sample.title}")  # works of a road, too
        return "" if works and sample.share("occupation") < _BORNE_OUT else "trait"
    if role == "sensitive":
        found = _by_itself(sample)
        return found if found in {"name", "address"} else "sensitive"
    if role in {"religion", "marital", "nationality"}:
        return "religion" if texts else ""
    if role == "institution":
        return "institution" if texts else ""
    if role == "birth-place":
        return "birth-place" if texts else ""
    if role == "measure" and texts:  # "kode 1", "data 3": headings that say nothing
        return _by_itself(sample)
    if role == "place" and sample.share("pair") >= _BORNE_OUT:
        return "location"
    if role == "place" and _by_itself(sample) == "address":
        return "address"
    if role == "neighbourhood":
        return "neighbourhood"
    return "work" if role == "work" else ""


def _names(role: roles.Role, sample: Sample) -> What:
    share = sample.share("person")
    if role in {"name", "parent"} and share < _BORNE_OUT and may_be_names(sample):
        return "parent" if role == "parent" else "name"
    if role == "bare-name":
        if share >= _BARE and sample.share("thing") <= 0.3:
            return "name"
        return "institution" if share < 0.2 else ""
    if share < _BORNE_OUT:
        return ""
    if role == "official":
        return "official"
    return "parent" if role == "parent" else "name"


def may_be_names(sample: Sample) -> bool:
    """Whether cells under a heading of names may be names that no list has."""
    called = sample.share("called", "letters")
    return called >= 0.6 and sample.share("thing") <= 0.2 and sample.distinct >= 0.6


def _by_itself(sample: Sample, enough: float = _BY_ITSELF, role: roles.Role = "") -> What:
    """What the cells alone say, where no heading does, or a ``role`` that they do not bear out."""
    if role in {"place", "measure", "institution"}:
        return ""
    if sample.may_be_remark and sample.share("ill") >= enough:
        return "sensitive"
    several = sample.rows >= 3 and sample.distinct >= 0.3
    names = sample.share("person")
    again = sample.looked >= 5 and names >= _OF_FEW  # the same persons in many rows
    if names >= enough and sample.share("thing") <= 0.15 and (several or again):
        return "name"
    if several and sample.share("home", "house") >= enough:
        return "address"
    if several and sample.share("place-date") >= enough:
        return "birth"
    spread = len(sample.years) >= min(8, sample.looked * 0.4) and _span(sample.years) >= 15
    if several and sample.share("date") >= enough and spread:
        return "birth"
    if sample.share("latitude", "longitude", "pair") >= enough and several:
        return "location"
    if sample.share("sex") >= enough:
        return "sex"
    if sample.codes is not None and sample.share("occupation") >= enough:
        return "trait"
    return "institution" if several and sample.share("thing") >= enough else ""


def _span(years: set[int]) -> int:
    return max(years) - min(years) if years else 0
