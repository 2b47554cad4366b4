"""The pictures of the officers' guides, taken from real pages: `make pictures`.

Each is of the made-up example of `pictured`, in both languages, and lies at
`docs/panduan/gambar/<name>.webp` and `docs/en/panduan/gambar/<name>.webp`. `test_pictures` holds
that what they show is still there; it does not compare pixels.
"""

from __future__ import annotations

import base64
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pictured import DATASET, LANGUAGES, TRIED, Pictured, pictured
from playwright.sync_api import Browser, Page, sync_playwright
from portals import REPOSITORY
from visiting import ARGUMENTS, Handler, chromium, served

WIDTH = 720
#: No picture is higher, in pixels, or larger, in bytes.
HEIGHT, SIZE = 560, 30_000
#: How many colours are kept, the most frequent ones; without loss text stays sharp.
_COLOURS = (64, 32, 16, 12, 8)
_MARGIN = 3
_FEWER = """async ([source, most]) => {
  const picture = new Image();
  picture.src = source;
  await picture.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.width, picture.height];
  const context = canvas.getContext("2d");
  context.drawImage(picture, 0, 0);
  const image = context.getImageData(0, 0, canvas.width, canvas.height);
  const pixels = new Uint32Array(image.data.buffer);
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) || 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([pixel]) => pixel);
  const parts = (p) => [p & 255, (p >> 8) & 255, (p >> 16) & 255];
  const far = (a, b) => parts(a).reduce((sum, v, n) => sum + (v - parts(b)[n]) ** 2, 0);
  const kept = [];
  for (const apart of [3000, 600, 100, 0])
    for (const pixel of sorted.slice(0, 2000))
      if (kept.length < most && kept.every((one) => far(one, pixel) > apart)) kept.push(pixel);
  const near = new Map(sorted.map((pixel) => {
    const best = kept.reduce((a, b) => (far(b, pixel) < far(a, pixel) ? b : a));
    return [pixel, best];
  }));
  pixels.forEach((pixel, n) => { pixels[n] = near.get(pixel); });
  context.putImageData(image, 0, 0);
  return canvas.toDataURL("image/webp", 1);
}"""


def _nothing(page: Page) -> None:
    pass


def _choose(page: Page) -> None:
    name = "contoh.csv"
    file = {"name": name, "mimeType": "text/csv", "buffer": TRIED.encode()}
    page.locator("#berkas").set_input_files(file)  # type: ignore[arg-type]
    page.locator("#hasil").wait_for()


def _unfold(page: Page) -> None:
    page.locator("#mutu details").last.evaluate("(one) => { one.open = true; }")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: the page, what is done there, the part that is shown, what must be in it."""

    name: str
    page: str  # below the site; `{lang}` is the language, `{up}` its folder
    part: str
    shows: tuple[str, ...]
    prepare: Callable[[Page], None] = _nothing

    def address(self, lang: str) -> str:
        """Where the page is, below the site's address."""
        return self.page.format(lang=lang, up="" if lang == "id" else f"{lang}/")


PICTURES = (
    Picture(
        "periksa",
        "{up}periksa/",
        "#hasil",
        ("#judul-hasil", "#salin", "#temuan [data-kode=type-error]", "#cuplikan mark"),
        _choose,
    ),
    Picture(
        "usulan",
        "contoh/{lang}/usulan.html",
        "#usulan",
        ("#usulan h2", "#usulan li:nth-child(2)", "#usulan strong"),
    ),
    Picture(
        "mutu",
        "{up}datasets/" + DATASET + "/",
        "#mutu",
        ("#mutu h2", "#mutu summary", "#mutu .pd-finds li a"),
        _unfold,
    ),
    Picture(
        "komentar",
        "contoh/{lang}/komentar.html",
        "#komentar",
        ("#komentar h2", "#komentar details[open] summary", "#komentar table"),
    ),
    Picture(
        "daftar",
        "contoh/{lang}/daftar.html",
        "#daftar",
        ("#daftar h2", "#daftar tr:nth-child(3) td"),
    ),
    Picture(
        "temuan",
        "{up}panduan/temuan/type-error/",
        "main .pd-w",
        ("main h1", "main mark", "main ol li"),
    ),
)


def file(name: str, lang: str) -> Path:
    """Where the picture of that name lies for a language."""
    docs = REPOSITORY / "docs"
    return (docs if lang == "id" else docs / lang) / f"panduan/gambar/{name}.webp"


@contextmanager
def opened(browser: Browser, address: str, picture: Picture, lang: str) -> Iterator[Page]:
    """The page of a picture, as it is when it is taken; fails where something is not shown."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(address + picture.address(lang), wait_until="networkidle")
    picture.prepare(page)
    for selector in picture.shows:
        page.locator(selector).first.wait_for(state="visible")
    yield page
    context.close()


def take(page: Page, picture: Picture) -> tuple[bytes, int, int]:
    """A WebP of the part, small enough, and its width and height."""
    box = page.locator(picture.part).bounding_box()
    assert box is not None
    left, top = max(box["x"] - _MARGIN, 0), max(box["y"] - _MARGIN, 0)
    width = min(round(box["width"]) + 2 * _MARGIN, WIDTH)
    height = min(round(box["height"]) + 2 * _MARGIN, HEIGHT)
    clip = {"x": left, "y": top, "width": width, "height": height}
    shot = page.screenshot(full_page=True, clip=clip)  # type: ignore[arg-type]
    source = "data:image/png;base64," + base64.b64encode(shot).decode("ascii")
    blank = page.context.new_page()
    for colours in _COLOURS:
        address = blank.evaluate(_FEWER, [source, colours])
        content = base64.b64decode(address.partition(",")[2])
        if len(content) <= SIZE:
            return content, width, height
    raise ValueError(f"{picture.name}: {len(content)} bytes")


def main() -> None:
    """Takes every picture anew, and prints the Markdown that names it."""
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        served(Handler, _made(Path(folder)).site) as address,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for lang in LANGUAGES:
            for picture in PICTURES:
                with opened(browser, address, picture, lang) as page:
                    content, width, height = take(page, picture)
                path = file(picture.name, lang)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
                size = f"width={width} height={height} loading=lazy"
                print(f"{lang} (gambar/{path.name}){{{size}}}  {len(content):,} B")
        browser.close()


def _made(folder: Path) -> Pictured:
    return pictured(folder)


if __name__ == "__main__":
    main()
