"""Build the game's faces: one file each with Latin and Chinese, since `pygame.Font` takes one file.

    python assets/fonts/build_fonts.py --noto /usr/share/fonts/opentype/noto --fontsource FOLDER

`--noto` holds the Noto CJK collections (Debian: fonts-noto-cjk, fonts-noto-cjk-extra). `--fontsource` holds the
unpacked npm packages @fontsource/barlow, barlow-condensed, eb-garamond and courier-prime, version 5.3.0, in
folders called fontsource-NAME-5.3.0. Needs fonttools. Writes the .ttf files beside this script.
"""

import argparse
import io
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.scaleUpem import scale_upem

HERE = Path(__file__).resolve().parent
HOME = HERE.parent.parent
TRADITIONAL = 3  # in Noto's collections: the forms of Taiwan; it has the simplified characters too
UNITS = 1000
LATIN = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x1CD, 0x1DD)]))
SIGNS = "–—‘’“”…•·×÷±°′″−≈≤≥←↑→↓↔⇒▲▼▶◀◆◇●○■□★☆✓✕№½¼¾‰─│┌┐└┘├┤┬┴┼⇥¶§†‡"
WIDE = "、。〈〉《》「」『』【】〔〕！（），：；？～％＋－／０１２３４５６７８９＝｜・〇　"


@dataclass(frozen=True)
class Face:
    """A face to build: Latin from one family, Chinese from another, and how much Chinese."""

    file: str
    family: str
    style: str
    latin: str
    noto: str
    simplified: bool  # also the commoner simplified characters


FACES = (
    Face("HengyangSans-Regular.ttf", "Hengyang Sans", "Regular", "barlow/500-normal", "NotoSansCJK-Regular.ttc", True),
    Face("HengyangSans-Bold.ttf", "Hengyang Sans", "Bold", "barlow/700-normal", "NotoSansCJK-Bold.ttc", True),
    Face("HengyangCondensed-Regular.ttf", "Hengyang Condensed", "Regular", "barlow-condensed/500-normal",
         "NotoSansCJK-Medium.ttc", False),
    Face("HengyangCondensed-Bold.ttf", "Hengyang Condensed", "Bold", "barlow-condensed/700-normal",
         "NotoSansCJK-Bold.ttc", False),
    Face("HengyangSerif-SemiBold.ttf", "Hengyang Serif", "SemiBold", "eb-garamond/600-normal",
         "NotoSerifCJK-SemiBold.ttc", False),
    Face("HengyangSerif-Italic.ttf", "Hengyang Serif", "Italic", "eb-garamond/500-italic",
         "NotoSerifCJK-Medium.ttc", False),
    Face("HengyangTypewriter-Regular.ttf", "Hengyang Typewriter", "Regular", "courier-prime/400-normal",
         "NotoSerifCJK-Medium.ttc", False),
)  # fmt: skip


def encoded(codec: str, high: range, low: range) -> str:
    """All characters of a two-byte code page's block."""
    found = []
    for first in high:
        for second in low:
            try:
                found.append(bytes([first, second]).decode(codec))
            except UnicodeDecodeError:
                continue
    return "".join(found)


SIMPLIFIED = encoded("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF))  # the commoner half of GB 2312
BIG5 = encoded("big5", range(0xA4, 0xC7), range(0x40, 0xFF))  # the commoner half of Big5: 5,401


def written_characters() -> str:
    """Every Chinese character in the game's texts, scenarios and documents, in both forms where those exist."""
    found: set[str] = set()
    for pattern in ("docs/**/*.md", "scenarios/**/*.yaml", "game/**/*.py", "*.md", "tests/**/*.yaml"):
        for path in HOME.glob(pattern):
            found.update(c for c in path.read_text("utf-8") if is_chinese(c))
    return "".join(sorted(found | set((HERE / "more_characters.txt").read_text("utf-8").split("\n", 1)[1])))


def is_chinese(char: str) -> bool:
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\uffef"


def build(face: Face, noto: Path, fontsource: Path, written: str) -> int:
    """Write one face; returns its size in bytes."""
    family, _, style = face.latin.partition("/")
    files = fontsource / f"fontsource-{family}-5.3.0" / "files"
    parts = []
    have: set[int] = set()
    for script in ("latin", "latin-ext"):
        latin = without_hints(TTFont(files / f"{family}-{script}-{style}.woff"))
        if script != "latin":
            latin = cut(latin, [c for c in latin.getBestCmap() if c not in have])
            drop(latin, "GPOS", "GDEF")
        have |= set(latin.getBestCmap())
        parts.append(latin)
    common = BIG5 + (SIMPLIFIED if face.simplified else "")
    wanted = set(map(ord, written + common + WIDE + SIGNS + LATIN)) - have
    chinese = cut(TTFont(noto / face.noto, fontNumber=TRADITIONAL), sorted(wanted))
    outlines_to_truetype(chinese)
    drop(chinese, "GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG", "DSIG")
    merged = merge([*parts, chinese])
    name_it(merged, face)
    set_line(merged, parts[0])
    merged.save(HERE / face.file)
    return (HERE / face.file).stat().st_size


def without_hints(font: TTFont) -> TTFont:
    """Scaling breaks TrueType instructions (letters come out squeezed), so they go first."""
    font.flavor = None
    drop(font, "GSUB", "fpgm", "prep", "cvt ", "gasp", "hdmx", "VDMX", "LTSH")
    for name in font["glyf"].keys():  # noqa: SIM118
        glyph = font["glyf"][name]
        glyph.expand(font["glyf"])
        glyph.removeHinting()
    scale_upem(font, UNITS)
    return font


def drop(font: TTFont, *tables: str) -> None:
    for table in tables:
        if table in font:
            del font[table]


def cut(font: TTFont, characters: list[int]) -> TTFont:
    """Only the glyphs of these characters."""
    options = subset.Options(
        hinting=False, desubroutinize=True, layout_features=[], notdef_outline=True, glyph_names=False
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    return font


def outlines_to_truetype(font: TTFont) -> None:
    """Cubic outlines to quadratic ones, so that the parts can be merged."""
    glyphs = font.getGlyphSet()
    drawn = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, ERROR_UNITS, reverse_direction=True))
        drawn[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = table = newTable("glyf")
    table.glyphOrder = font.getGlyphOrder()
    table.glyphs = drawn
    drop(font, "CFF ", "VORG")
    profile = font["maxp"]
    profile.tableVersion = 0x00010000
    for field in ("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
                  "maxSizeOfInstructions", "maxComponentElements"):  # fmt: skip
        setattr(profile, field, 0)
    profile.maxZones = 1
    table.compile(font)
    post = font["post"]
    post.formatType, post.extraNames, post.mapping = 2.0, [], {}
    font.sfntVersion = "\000\001\000\000"


ERROR_UNITS = 1.5  # of 1000


def merge(fonts: list[TTFont]) -> TTFont:
    files = []
    for font in fonts:
        kept = io.BytesIO()
        font.save(kept)
        kept.seek(0)
        files.append(kept)
    merged = Merger().merge(files)
    merged["post"].formatType = 3.0  # without glyph names: a tenth smaller
    return merged


def name_it(font: TTFont, face: Face) -> None:
    """Names of our own: the OFL keeps some names for unchanged fonts."""
    texts = {
        1: face.family, 2: face.style, 3: f"{face.family} {face.style} 1", 4: f"{face.family} {face.style}",
        6: face.file.removesuffix(".ttf"), 16: face.family, 17: face.style,
        13: "SIL Open Font License 1.1, see OFL.txt", 14: "https://openfontlicense.org",
    }  # fmt: skip
    kept = [record for record in font["name"].names if record.nameID == 0][:1]
    font["name"].names = kept
    for number, text in texts.items():
        font["name"].setName(text, number, 3, 1, 0x409)


def set_line(font: TTFont, latin: TTFont) -> None:
    """One line height for both scripts."""
    ascent = max(latin["hhea"].ascent, 880)
    descent = min(latin["hhea"].descent, -200)
    for table, names in (
        ("hhea", ("ascent", "descent", "lineGap")),
        ("OS/2", ("sTypoAscender", "sTypoDescender", "sTypoLineGap")),
    ):
        for name, value in zip(names, (ascent, descent, 0), strict=True):
            setattr(font[table], name, value)
    font["OS/2"].usWinAscent, font["OS/2"].usWinDescent = ascent, -descent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--noto", type=Path, required=True)
    parser.add_argument("--fontsource", type=Path, required=True)
    parser.add_argument("--only", default="", help="build only the files whose name holds this")
    options = parser.parse_args()
    written = written_characters()
    for face in FACES:
        if options.only in face.file:
            size = build(face, options.noto, options.fontsource, written)
            print(f"{face.file:34} {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
