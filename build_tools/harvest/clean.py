"""What another portal told -> a `Harvested`: bounded, plain text, nothing personal.

What cannot be kept is left out and told of; a dataset without an id or a title is left out whole.
Names and numbers of persons are masked as everywhere (UU 27/2022): a portal that copies them
publishes them itself.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import unquote, urlsplit

from ..load.names import RESERVED_DATASETS, is_device
from ..model import (
    FREQUENCIES,
    MAIN_LANGUAGE,
    Contact,
    Harvested,
    HarvestedFile,
    HarvestedPortal,
    Licence,
    Text,
)
from ..privacy import names, shown
from ..privacy import text as personal
from ..terms import encoded
from ..terms.dates import iso, period
from ..terms.texts import KEYWORD, TITLE, plain
from ..terms.vocabularies import FREQUENCIES as CODES
from ..terms.vocabularies import LICENCES
from .told import Told, ToldFile

DESCRIPTION, NAME, ID, URL = 5_000, 80, 1_000, 2_000
MOST_KEYWORDS, MOST_FILES, MOST_LICENCES = 50, 100, 5
_TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_BREAKS = re.compile(r"<(?:br|/p|/li|/div|/h[1-6]|/tr)\b[^<>]{0,200}>", re.IGNORECASE)
_WORDS = re.compile(r"[a-z0-9]+")
_SIZE = re.compile(r"[0-9]{1,15}")
_SHA256 = re.compile(r"(?:sha256:)?([0-9a-f]{64})", re.IGNORECASE)
_MEDIA = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+-]{0,99}")
_FORMAT = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .+_/-]{0,29}")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,200}\.[A-Za-z]{2,24}")
#: What a portal calls a file without saying what it is.
_NO_FORMAT = {"", "DATA", "FILE", "OCTET-STREAM", "UNKNOWN"}
_FREQUENCIES = {
    **{code.lower(): word for word, codes in reversed(CODES.items()) for code in codes},
    **{word: word for word in FREQUENCIES},
    "irregular": "sewaktu-waktu",
    "annually": "tahunan",
}


@dataclass(frozen=True, slots=True)
class Cleaned:
    """One dataset that can be kept, and what is missing or was masked in it."""

    dataset: Harvested
    missing: tuple[str, ...] = ()  # "licence", "file", "description", "publisher"
    masked: tuple[str, ...] = ()  # codes of the kinds of personal data


class _Texts:
    """Makes texts fit, and remembers what was masked."""

    def __init__(self) -> None:
        self.masked: dict[str, None] = {}

    def fit(self, given: str, limit: int = TITLE, *, lines: bool = False) -> str:
        """Plain text without markup and without anything personal."""
        if "<" in given:
            given = _TAGS.sub(" ", _BREAKS.sub("\n", given))
        if "&" in given:
            given = html.unescape(given)
        found = plain(given, limit, lines=lines)
        for code in personal.kinds(found):
            self.masked[code] = None
        known = personal.masked(found)
        safe = names.masked(known)
        if safe != known:
            self.masked["person-name"] = None
        return safe


#: Names of licences by their addresses.
_NAMES = {
    "creativecommons.org/publicdomain/zero/1.0": "CC0-1.0",
    "creativecommons.org/licenses/by/4.0": "CC-BY-4.0",
    "creativecommons.org/licenses/by-sa/4.0": "CC-BY-SA-4.0",
    "opendatacommons.org/licenses/by/1-0": "ODC-BY-1.0",
    "opendatacommons.org/licenses/odbl/1-0": "ODbL-1.0",
    "opendatacommons.org/licenses/pddl/1-0": "PDDL-1.0",
}


def titled(given: str) -> str:
    """What another portal calls itself: without markup and without anything personal."""
    found = _Texts().fit(given)
    return "" if shown.is_telling(found) else found


def identity(given: str) -> str:
    """The id of a dataset as it is kept; two that differ in what nobody sees are one.

    >>> identity(" a  b "), len(identity("x" * 5_000))
    ('a b', 1000)
    """
    found = plain(given, len(given) + 1)
    if len(found) <= ID:
        return found
    mark = hashlib.sha256(found.encode("utf-8", "replace")).hexdigest()[:16]
    return f"{found[: ID - 17]}-{mark}"


def cleaned(told: Told, portal: HarvestedPortal, name: str) -> Cleaned | None:
    """The dataset as it is kept under a ``name``; none where it has no id or no title."""
    id, texts = identity(told.id), _Texts()
    title = _text(told.titles, partial(texts.fit, limit=TITLE))
    if not id or not title or personal.find(_spoken(id)):
        return None
    description = _text(told.descriptions, partial(texts.fit, limit=DESCRIPTION, lines=True))
    files = tuple(_files(told.files, texts))
    licences = tuple(dict.fromkeys(_licences(told.licences, texts)))[:MOST_LICENCES]
    publisher = texts.fit(told.publisher)
    dataset = Harvested(
        portal=portal,
        name=name,
        origin_id=id,
        title=title,
        description=description,
        iri=address(told.iri),
        page=address(told.page),
        publisher="" if shown.is_telling(publisher) else publisher,
        publisher_url=address(told.publisher_url),
        contact=_contact(told),
        licences=licences,
        keywords=tuple(_keywords(told.keywords)),
        issued=iso(told.issued[:10]),
        modified=iso(told.modified[:10]),
        period=period(told.period[0][:10], told.period[1][:10]),
        place=texts.fit(told.place),
        frequency=_FREQUENCIES.get(told.frequency.strip().lower(), ""),
        files=files,
    )
    facts = (
        *(("licence", licences), ("file", files)),
        *(("description", description), ("publisher", publisher)),
    )
    missing = tuple(name for name, value in facts if not value)
    return Cleaned(dataset, missing, tuple(texts.masked))


def address(given: str) -> str:
    """A web address that may be linked to: no password in it, no number of a person; else empty.

    >>> address("https://contoh.go.id/a b"), address("javascript:alert(1)")
    ('https://contoh.go.id/a%20b', '')
    >>> address("https://nama:sandi@contoh.go.id/")
    ''
    """
    found = encoded(given)
    if len(found) > URL or not found:
        return ""
    try:
        parts = urlsplit(found)
    except ValueError:
        return ""
    said = _spoken(f"{parts.path} {parts.query} {parts.fragment}")
    return "" if "@" in parts.netloc or personal.find(said) else found


def _spoken(given: str) -> str:
    """An address as a reader sees it: the parts of its path stand apart."""
    return unquote(given).replace("/", " ")


def _text(given: Mapping[str, str], fit: partial[str]) -> Text:
    """A text by language: Indonesian, or the one that is there, is the main one."""
    found = {lang: fit(text) for lang, text in given.items() if text}
    main = found.get(MAIN_LANGUAGE) or found.get("") or next(iter(found.values()), "")
    english = found.get("en", "")
    return Text(main, {"en": english} if english and english != main else {})


def _files(given: Iterable[ToldFile], texts: _Texts) -> Iterator[HarvestedFile]:
    seen: set[str] = set()
    for file in given:
        url = address(file.url)
        if not url or url in seen or len(seen) >= MOST_FILES:
            continue
        seen.add(url)
        media = plain(file.media_type, 200).lower().partition(";")[0]
        digest = _SHA256.fullmatch(file.hash.strip())
        yield HarvestedFile(
            url,
            texts.fit(file.title),
            _format(file, url),
            media if _MEDIA.fullmatch(media) else "",
            int(file.bytes) if _SIZE.fullmatch(file.bytes) else 0,
            digest[1].lower() if digest else "",
        )


def _format(file: ToldFile, url: str) -> str:
    """What kind of file it is, in capitals: as told, else by its name."""
    told = plain(file.format, 60).rpartition("/")[2].upper()
    if told in _NO_FORMAT or not _FORMAT.fullmatch(told):
        last = urlsplit(url).path.rpartition("/")[2].rpartition(".")
        told = last[2].upper() if last[1] and len(last[2]) <= 8 else ""
    return told if _FORMAT.fullmatch(told) else ""


def _licences(given: Iterable[tuple[str, str, str]], texts: _Texts) -> Iterator[Licence]:
    for name, title, path in given:
        name = plain(name, 100)
        title = texts.fit(title)
        url = address(path) or LICENCES.get(name.lower(), "")
        if name or title or url:
            yield Licence(name or _NAMES.get(_bare(url), ""), title, url)


def _bare(url: str) -> str:
    """An address as people write it in many ways, without what differs."""
    return url.rpartition("://")[2].removeprefix("www.").rstrip("/").lower()


def _contact(told: Told) -> Contact:
    """Who answers: an office with its official address of mail. Never a person, no telephone."""
    name = plain(told.contact, TITLE)
    if shown.is_telling(name) or any(personal.find(name)) or names.masked(name) != name:
        name = ""
    mail = unquote(told.contact_email).strip().removeprefix("mailto:")
    if not _EMAIL.fullmatch(mail) or personal.find(mail):
        mail = ""
    return Contact(Text(name), mail if name else "", address(told.contact_url) if name else "")


def _keywords(given: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for word in given:
        fit = plain(word, KEYWORD)
        known = fit.casefold()
        if fit and known not in seen and len(seen) < MOST_KEYWORDS and not personal.find(fit):
            seen.add(known)
            yield fit


def names_of(told: Iterable[Told], known: Mapping[str, str]) -> dict[str, str]:
    """The name of each dataset by its id; ``known``: those that earlier harvests gave.

    A name comes from the id or the address, never from the title, and stays for ever. Two that
    would be called the same carry a part of the hash of their id.
    """
    wanted = {one.id: _name(one) for one in told if one.id not in known}
    many = {name for name, count in Counter(wanted.values()).items() if count > 1}
    many |= set(known.values())
    found = dict(known)
    for id, name in wanted.items():
        digest = hashlib.sha256(id.encode("utf-8", "replace")).hexdigest()[:8]
        unfit = not name or name in RESERVED_DATASETS or name == "portal" or is_device(name)
        found[id] = f"{name or 'data'}-{digest}" if unfit or name in many else name
    return found


def _name(told: Told) -> str:
    """A part of an address out of what the portal itself uses in addresses."""
    for given in (told.iri if "://" in told.iri else "", told.name, told.id):
        if "://" in given:
            try:
                parts = [p for p in urlsplit(given).path.split("/") if p]
            except ValueError:
                continue
            parts = [p for p in parts[-2:] if p.lower() not in {"dataset", "datasets", "data"}]
            given = " ".join(map(unquote, parts))
        words = _WORDS.findall(given.lower()[:400])
        name = "-".join(words)[:NAME].strip("-")
        if name and not personal.find(given):
            return name
    return ""
