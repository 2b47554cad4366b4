"""The pages of the portal that show the tables of a dataset, for the dataset's own page."""

from __future__ import annotations

from markupsafe import Markup

from ...model import Dataset
from ..view import View
from .base import PAGES

#: The page, by its key in `PAGES`, that shows the rows of a profile. Others have none.
SHOWN_ON = {
    "dimensi": "overview",
    "program": "programmes",
    "quick_win": "programmes",
    "indikator": "indicators",
    "capaian": "indicators",
    "anggaran": "budget",
    "evaluasi": "evaluations",
    "rekomendasi": "recommendations",
    "tindak_lanjut": "recommendations",
    "rapat": "recommendations",
    "penghargaan": "awards",
    "aplikasi": "services",
    "pernyataan": "promises",
    "catatan_angka": "figures",
    "catatan_angka_nilai": "figures",
}


def shown_on(view: View, dataset: Dataset) -> Markup:
    """Links to the pages that show the dataset's tables; empty where none does."""
    targets = dict(PAGES)
    keys = dict.fromkeys(SHOWN_ON.get(r.profile, "") for r in dataset.resources)
    link = Markup('<a href="{}">{}</a>')
    return Markup("; ").join(
        link.format(view.link(targets[key]), view.words(f"portal.nav.{key}")) for key in keys if key
    )
