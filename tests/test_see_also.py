"""The pages on promises, lists and quality lead to each other, the same way on each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from links import read
from mkdocs.utils.meta import get_data
from smart_site import site

from build_tools.model import OutputFile
from build_tools.pages.datalist import datalist
from build_tools.pages.dip import dip_pages
from build_tools.pages.duties import duty_pages
from build_tools.pages.growth import growth
from build_tools.pages.quality import quality_pages
from build_tools.pages.requests import request_pages
from build_tools.pages.schedule import schedule
from build_tools.pages.scoreboard import scoreboard
from build_tools.pages.statistics import statistics_page
from build_tools.pages.view import View
from build_tools.smartcity import gather
from build_tools.words import Words

Pages = Callable[[View], Iterator[OutputFile]]
#: Each page, by its address.
PAGES: dict[str, Pages] = {
    "rapor/": lambda view: scoreboard(view, gather(view.site)),
    "daftar-data/": lambda view: datalist(view, gather(view.site)),
    "permintaan/": lambda view: request_pages(view, gather(view.site)),
    "statistik/": lambda view: iter([statistics_page(view, growth(view.site))]),
    "jadwal/": schedule,
    "daftar-informasi-publik/": dip_pages,
    "mutu/kewajiban/": duty_pages,
    "mutu/": quality_pages,
}


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_each_leads_to_all_the_others_and_not_to_itself(address: str, lang: str) -> None:
    view = View(site(), Words.load(lang))
    made = next(f for f in PAGES[address](view) if f.path.parent.as_posix() == address.rstrip("/"))
    assert isinstance(made.content, bytes)
    body = str(get_data(made.content.decode("utf-8"))[1]["body"])
    links = [a["href"] for a in read(body[body.index("lihat-juga") :]).named("a")]
    root = "../" * address.count("/")
    assert links == [f"{root}{other}" for other in PAGES if other != address]
