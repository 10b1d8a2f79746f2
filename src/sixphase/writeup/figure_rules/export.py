"""A figure in the formats that journals ask for, at its printed size; the same bytes each time."""

import base64
import io
import re
import shutil
import tempfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sixphase.study.problem import refuse
from sixphase.writeup.figure_rules.drawing import Drawing
from sixphase.writeup.figure_rules.rule import FigureRule

if TYPE_CHECKING:
    from PIL import Image

ROOT = re.compile(r"<svg\b[^>]*>")
LENGTH = re.compile(r'\s(?:width|height)="[^"]*"')
PAGE = '#set page(width: {width}mm, height: {height}mm, margin: 0pt)\n#image("figure.svg", width: 100%)\n'
LINE = 72  # characters in a line of EPS


def export(drawing: Drawing, width_mm: float, rule: FigureRule, stem: Path, moment: int) -> tuple[Path, ...]:
    """The figure in each format of the rule, as `stem` with the format's ending.

    Parameters
    ----------
    width_mm
        The printed width in mm; the height follows.
    moment
        The one moment that a PDF may name, in seconds since 1970.
    """
    stem.parent.mkdir(parents=True, exist_ok=True)
    made = []
    pixels = _pixels(drawing, width_mm, rule.dpi) if {"tiff", "eps"} & set(rule.formats) else None
    for form in rule.formats:
        path = stem.with_name(f"{stem.name}.{form}")
        if form == "svg":
            path.write_text(_svg(drawing, width_mm), encoding="utf-8", newline="\n")
        elif form == "pdf":
            path.write_bytes(_typst(drawing, width_mm, format="pdf", timestamp=moment, pdf_tags=False))
        elif pixels is not None:
            path.write_bytes(_tiff(pixels, rule.dpi) if form == "tiff" else _eps(pixels, rule.dpi))
        made.append(path)
    return tuple(made)


def _svg(drawing: Drawing, width_mm: float) -> str:
    """The same drawing, with its printed width and height."""
    text = drawing.path.read_text(encoding="utf-8")
    size = f' width="{width_mm:g}mm" height="{width_mm * drawing.height / drawing.width:.3f}mm">'
    return ROOT.sub(lambda tag: LENGTH.sub("", tag[0]).removesuffix(">") + size, text, count=1)


def _typst(drawing: Drawing, width_mm: float, **asked: Any) -> bytes:
    """The drawing as typst sets it: a page of its size."""
    import typst

    page = PAGE.format(width=f"{width_mm:g}", height=f"{width_mm * drawing.height / drawing.width:.3f}")
    with tempfile.TemporaryDirectory(prefix="sixphase-") as folder:
        shutil.copyfile(drawing.path, Path(folder) / "figure.svg")
        (Path(folder) / "figure.typ").write_text(page, encoding="utf-8")
        try:
            made: Any = typst.compile(Path(folder) / "figure.typ", root=folder, ignore_system_fonts=True, **asked)
        except typst.TypstError as error:
            raise refuse(f"typst says: {error}", drawing.path, remedy="keep the figure anew") from None
    return bytes(made)


def _pixels(drawing: Drawing, width_mm: float, dpi: int) -> "Image.Image":
    """The figure as pixels on white, without transparency."""
    from PIL import Image

    seen = Image.open(io.BytesIO(_typst(drawing, width_mm, format="png", ppi=float(dpi)))).convert("RGBA")
    white = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(white, seen).convert("RGB")


def _tiff(pixels: "Image.Image", dpi: int) -> bytes:
    made = io.BytesIO()
    pixels.save(made, "TIFF", compression="tiff_lzw", dpi=(dpi, dpi))
    return made.getvalue()


def _eps(pixels: "Image.Image", dpi: int) -> bytes:
    """The pixels in encapsulated PostScript (language level 3), packed; PostScript knows no transparency."""
    across, down = pixels.size
    width, height = across * 72 / dpi, down * 72 / dpi
    packed = base64.a85encode(zlib.compress(pixels.tobytes(), 6)).decode("ascii") + "~>"
    # a line that begins with a per cent sign could be taken for a comment of the file's structure
    lines = [packed[at : at + LINE] for at in range(0, len(packed), LINE)]
    data = "\n".join(f" {line}" if line.startswith("%") else line for line in lines)
    head = (
        "%!PS-Adobe-3.0 EPSF-3.0\n"
        f"%%BoundingBox: 0 0 {-int(-width // 1)} {-int(-height // 1)}\n"
        f"%%HiResBoundingBox: 0 0 {width:.4f} {height:.4f}\n"
        "%%LanguageLevel: 3\n%%EndComments\n"
        f"gsave\n{width:.4f} {height:.4f} scale\n/DeviceRGB setcolorspace\n"
        f"<< /ImageType 1 /Width {across} /Height {down} /BitsPerComponent 8 /Decode [0 1 0 1 0 1]\n"
        f"   /ImageMatrix [{across} 0 0 -{down} 0 {down}]\n"
        "   /DataSource currentfile /ASCII85Decode filter /FlateDecode filter >>\nimage\n"
    )
    return f"{head}{data}\ngrestore\nshowpage\n%%EOF\n".encode("ascii")
