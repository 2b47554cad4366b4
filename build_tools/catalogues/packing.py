"""The ZIP of a whole dataset: its descriptor, its tables, its story, and what it is in words."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import replace
from pathlib import Path

from ..model import Dataset, Portal, Published, Text
from ..terms import Addresses
from ..words import Words
from .descriptor import DESCRIPTOR, as_json, descriptor, main_file, publisher

STORY = "CERITA.md"


def zip_name(dataset: Dataset) -> str:
    """The name of the ZIP with the whole dataset."""
    return f"{dataset.source.name}.zip"


def with_package(published: Published, portal: Portal) -> Published:
    """Writes the descriptor and the ZIP into the dataset's folder; gives them as downloads.

    To be called once the dates are known. A ZIP that holds the same already is kept.
    """
    from ..convert import download  # what writes is loaded only where it is needed

    folder, name = published.folder, zip_name(published.dataset)
    _write(folder / DESCRIPTOR, as_json(descriptor(published, portal)))
    _pack(published, portal, folder / name)
    return replace(
        published,
        downloads=(
            download(folder, name, "zip", "application/zip"),
            download(folder, DESCRIPTOR, "datapackage", "application/json"),
        ),
    )


def _pack(published: Published, portal: Portal, path: Path) -> None:
    """Writes the ZIP: same content, same bytes. Its comment names the content."""
    from ..archive import Archive
    from ..formats.about import LANGUAGES

    texts = {DESCRIPTOR: as_json(descriptor(published, portal, alone=True))}
    for lang in LANGUAGES:
        words = Words.load(lang)
        texts[words("formats.package.readme")] = readme(published, portal, words).encode()
    if published.dataset.story:  # it may hold a notice that a source's licence asks for
        texts[STORY] = published.dataset.story.encode("utf-8", "replace")
    files = sorted((main_file(table) for table in published.tables), key=lambda d: d.name)
    content = repr((sorted(texts.items()), [(given.name, given.sha256) for given in files]))
    mark = hashlib.sha256(content.encode()).hexdigest().encode()
    if _mark(path) == mark:
        return
    fresh = path.with_suffix(".zip.new")
    archive = Archive(fresh)
    sizes = {given.name: given.bytes for given in files}
    for name in sorted([*texts, *sizes]):
        if name in texts:
            archive.add(name, texts[name])
            continue
        entry = archive.begin(name, sizes[name])
        with (published.folder / name).open("rb") as file:
            while chunk := file.read(1 << 20):
                entry.write(chunk)
        entry.end()
    archive.close(mark)
    fresh.replace(path)


def _mark(path: Path) -> bytes:
    if not path.exists():
        return b""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.comment
    except zipfile.BadZipFile:
        return b""


def _write(path: Path, content: bytes) -> None:
    """As a new file: the old one may be linked into a finished site."""
    if path.exists() and path.read_bytes() == content:
        return
    fresh = path.with_name(path.name + ".new")
    fresh.write_bytes(content)
    fresh.replace(path)


def readme(published: Published, portal: Portal, words: Words) -> str:
    """The text that goes along in the ZIP: what it is, where from, licence and limits."""
    from ..formats import about

    dataset, lang = published.dataset, words.lang
    by = publisher(dataset, portal).get(lang)
    facts = about.statements(dataset, None)
    facts[1:1] = [("publisher", Text(by)), ("updated", Text(published.updated))]
    at = Addresses.of(portal.site_url)
    page = at.of_file(f"datasets/{dataset.id}/") if at.known else ""
    facts.append(("page", Text(page)))
    lines = [] if portal.official else [words("terms.notice") + "\n"]
    lines += [
        f"{words(f'formats.about.{key}')}:\n{text.get(lang)}\n" for key, text in facts if text
    ]
    lines.append(words("formats.about.files") + ":")
    lines.append(f"{DESCRIPTOR} – {words('formats.package.descriptor')}")
    for table in published.tables:
        resource = table.resource
        own = about.licence_text(resource.licence) if resource.licence else ""
        parts = [
            resource.title.get(lang) or words("formats.package.untitled"),
            resource.note.get(lang),
            f"{words('formats.about.licence')}: {own}" if own else "",
        ]
        lines.append(f"{main_file(table).name} – {'. '.join(filter(None, parts))}")
    return "\n".join(lines) + "\n"
