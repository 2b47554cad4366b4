"""An address as a QR code (ISO/IEC 18004), drawn into the page."""

from __future__ import annotations

from markupsafe import Markup


def qr(address: str, label: str) -> Markup:
    """The SVG of a QR code that holds the address; empty where it is too long for one.

    Error level M: a seventh of it may be lost. Dark on light with the quiet zone in the drawing
    itself, since on a dark page it must be read as well. ``label`` is what is said of it.
    """
    import segno  # asked for by pages of one kind only

    try:
        code = segno.make(address, error="m", micro=False, boost_error=False)
    except segno.DataOverflowError:
        return Markup("")
    look = {"svgclass": "ls-qr", "lineclass": None, "omitsize": True}
    drawn = code.svg_inline(border=4, dark="#000", light="#fff", **look)
    bare = Markup(drawn).replace("<svg ", Markup("<svg {}"), 1)  # noqa: S704 - holds no text
    return Markup(bare).format(Markup('role="img" aria-label="{}" ').format(label))  # noqa: S704
