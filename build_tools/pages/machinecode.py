"""Code that asks the API, a request each: curl, pandas, R, JavaScript and DuckDB.

Each stands around one address and follows `berikutnya` where it wants all rows. Nothing in it
comes from data, but the address, which has no sign that ends a text in any of the languages
(`snippets.plain_address`).
"""

from __future__ import annotations

from .snippets import Code

_PYTHON = """import json
from urllib.parse import urljoin
from urllib.request import urlopen

import pandas as pd

alamat, baris = "|", []
while alamat:
    with urlopen(alamat) as jawaban:
        isi = json.load(jawaban)
    baris += isi["baris"]
    alamat = isi["berikutnya"] and urljoin(alamat, isi["berikutnya"])

tabel = pd.DataFrame(baris)
print(len(tabel), isi["diperbarui"], isi["sumber"]["penerbit"]["id"])"""

_R = """alamat <- "|"
bagian <- list()
while (!is.null(alamat)) {
  isi <- jsonlite::fromJSON(alamat)
  bagian[[length(bagian) + 1]] <- isi$baris
  berikutnya <- isi$berikutnya
  if (!is.null(berikutnya) && !grepl("^https?:", berikutnya))
    berikutnya <- paste0(dirname(alamat), "/", berikutnya)
  alamat <- berikutnya
}
tabel <- do.call(rbind, bagian)
cat(nrow(tabel), isi$diperbarui, isi$sumber$penerbit$id, "\\n")"""

_JAVASCRIPT = """const baris = [];
let alamat = "|";
while (alamat) {
  const jawaban = await fetch(alamat);
  if (!jawaban.ok) throw new Error(`HTTP ${jawaban.status}`);
  const isi = await jawaban.json();
  baris.push(...isi.baris);
  alamat = isi.berikutnya && new URL(isi.berikutnya, alamat).href;
}
console.log(baris.length);"""


def curl() -> Code:
    """A shell with curl: any answer; fails where the host does not have it."""
    return Code("curl --fail --location '", "'")


def python() -> Code:
    """Python with pandas, from the first part of the rows."""
    return _code(_PYTHON)


def r() -> Code:
    """R with jsonlite, from the first part of the rows."""
    return _code(_R)


def javascript() -> Code:
    """JavaScript as a module, of a browser or Node, from the first part of the rows."""
    return _code(_JAVASCRIPT)


def duckdb(format: str) -> Code:
    """DuckDB, of a file in Parquet or CSV."""
    reader = "read_parquet" if format == "parquet" else "read_csv"
    return Code(f"FROM {reader}('", "') LIMIT 10;")


def _code(text: str) -> Code:
    before, _, after = text.partition("|")
    return Code(before, after)
