"""What the list of data promised and nobody published, and requests that nobody answered."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Site
from ..reminders import PROJECT
from ..smartcity import gather
from ..smartcity.datalist import data_list
from ..smartcity.requests import requests
from ..words import Words
from .entry import Entry


def listed(site: Site, words: Words) -> Iterator[Entry]:
    """Lines of the list of data whose day has passed, and requests that wait for an answer."""
    rows, today = gather(site), site.portal.as_of
    for line in data_list(site, rows).lines:
        if days := line.passed(today):
            title, note = line.title.get(words.lang), words("desk.notes.listed")
            named = line.dataset or line.row.dataset
            yield Entry("daftar", line.office, named, title, line.due, days, note)
    for asked in requests(rows):
        waits = asked.waits(today)
        if waits is not None:
            title, note = asked.subject.get(words.lang), asked.row.label("status").get(words.lang)
            office = asked.office or PROJECT
            yield Entry("permintaan", office, asked.row.dataset, title, asked.day, waits, note)
