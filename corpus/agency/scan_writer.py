"""Scanned copies: the pages of a PDF as slightly skewed, grainy pictures without text."""

from __future__ import annotations

import io
import zlib

import numpy as np
import pypdfium2
from fontpkg_ibm_plex_serif import ROOT
from fpdf import FPDF
from PIL import Image

from corpus.agency.layout import AGENCY, Sheet
from corpus.agency.pdf_writer import FIXED_TIME, write_pdf

__all__ = ["SERIF", "write_scan"]

SERIF = ROOT / "files" / "IBMPlexSerif"
"""Typeface of the scans: tesseract reads the round "a" of the sans serif one as "o"."""

_DPI = 200
_POINTS_PER_INCH = 72
_GRAIN = 5.0
"""Standard deviation of the noise, in grey levels of 255."""
_MAX_SKEW_DEGREES = 0.5
_JPEG_QUALITY = 40


def write_scan(sheet: Sheet) -> bytes:
    """Render a sheet as an A4 PDF of grey page pictures; the code seeds the grain."""
    randomness = np.random.default_rng(zlib.crc32(sheet.code.encode("utf-8")))
    scan = FPDF(format="A4")
    scan.set_creation_date(FIXED_TIME)
    scan.set_author(AGENCY)
    with pypdfium2.PdfDocument(write_pdf(sheet, SERIF)) as pages:
        for page in pages:
            picture = page.render(scale=_DPI / _POINTS_PER_INCH, grayscale=True).to_pil()
            scan.add_page()
            scan.image(_aged(picture, randomness), x=0, y=0, w=scan.w, h=scan.h)
    return bytes(scan.output())


def _aged(picture: Image.Image, randomness: np.random.Generator) -> io.BytesIO:
    """Skew a page picture, add grain and return it as JPEG."""
    skew = randomness.uniform(-_MAX_SKEW_DEGREES, _MAX_SKEW_DEGREES)
    turned = picture.convert("L").rotate(
        skew, resample=Image.Resampling.BILINEAR, fillcolor="white"
    )
    grey = np.asarray(turned, dtype=np.float64)
    grainy = grey + randomness.normal(0.0, _GRAIN, grey.shape)
    levels = np.clip(np.rint(grainy), 0, 255).astype(np.uint8)
    target = io.BytesIO()
    Image.fromarray(levels).save(target, format="JPEG", quality=_JPEG_QUALITY)
    target.seek(0)
    return target
