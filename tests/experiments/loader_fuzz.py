"""What the loader makes of broken and hostile files: never a traceback, nor long, nor large, nor a look outside.

    python -m tests.experiments.loader_fuzz 2000 --seed 1        figures; exit 1 if a law was broken

Each case is a copied package with one file mutated: bytes flipped, lines swapped, blocks moved, keys renamed, numbers
made huge, values nested deep, anchors, aliases, tags and paths that lead outside put in. `HOSTILE` are whole files made
to be slow or large. Every file that is opened meanwhile is noted by an audit hook.
"""

import argparse
import random
import re
import resource
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from game import paths
from game.scenario import validate

PACKAGES = ("hengyang/first-assault", "hengyang/base", "hengyang/tutorial", "hengyang/kit", "hengyang/encyclopedia")
MOST_SECONDS, MOST_MB = 2.0, 500  # seconds of processor: the machine may be busy
OUTSIDE = (
    "../../../../etc/passwd",
    "/etc/passwd",
    "..",
    "file:///etc/passwd",
    "~/.ssh/id_rsa",
    "C:\\boot.ini",
    "/dev/zero",
)
ODD = (
    "&a ", "*a", '!!python/object/apply:os.system ["x"]', "!!int ", "<<: *a", "---\n", "...\n", "\t", "\x00", "\ufeff",
    "9" * 32, "-9223372036854775809", "1e400", "0x7fffffffffffffff", "1_000", "~", "null", "NaN", "{", "}", "[", "]",
    "'", '"', "|", ">", "? ", "- ", "%YAML 9.9\n", "\u202e", "\U0001f4a3", "\\", "\r", "\u2028", "#",
)  # fmt: skip


# ---------------------------------------------------------------- mutations


def flip(rng: random.Random, data: bytes) -> bytes:
    spoilt = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        spoilt[rng.randrange(len(spoilt))] ^= 1 << rng.randrange(8)
    return bytes(spoilt)


def swap_blocks(rng: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    a, b = sorted((rng.randrange(len(lines)), rng.randrange(len(lines))))
    size = rng.randint(1, 12)
    block = lines[a : a + size]
    del lines[a : a + size]
    at = min(b, len(lines))
    return b"\n".join([*lines[:at], *block, *lines[at:]])


def double_or_cut(rng: random.Random, data: bytes) -> bytes:
    a, b = sorted((rng.randrange(len(data)), rng.randrange(len(data))))
    return data[:b] + data[a:] if rng.random() < 0.3 and b - a < 20_000 else data[:a] + data[b:]


def rename_key(rng: random.Random, data: bytes) -> bytes:
    keys = list(re.finditer(rb"[a-z_]{2,}(?=:)", data))
    if not keys:
        return flip(rng, data)
    one, other = rng.choice(keys), rng.choice(keys)
    return data[: one.start()] + (other[0] if rng.random() < 0.5 else one[0][::-1]) + data[one.end() :]


def put(rng: random.Random, data: bytes, pieces: tuple[str, ...]) -> bytes:
    values = list(re.finditer(rb"(?<=: )[^\s,{}\[\]]+", data))
    piece = rng.choice(pieces).encode()
    if values and rng.random() < 0.7:
        one = rng.choice(values)
        return data[: one.start()] + piece + data[one.end() :]
    at = rng.randrange(len(data))
    return data[:at] + piece + data[at:]


def nest(rng: random.Random, data: bytes) -> bytes:
    depth = rng.choice((5, 31, 33, 500, 50_000))
    sign = rng.choice((b"[", b"{a: ", b"- "))
    return put(rng, data, (f"{sign.decode() * depth}",))


MUTATIONS: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    flip,
    swap_blocks,
    double_or_cut,
    rename_key,
    nest,
    lambda rng, data: put(rng, data, ODD),
    lambda rng, data: put(rng, data, OUTSIDE),
    lambda rng, data: data + f"\ninclude: [{rng.choice(OUTSIDE)}]\n".encode(),
    lambda rng, data: data + f"\nextends: {rng.choice(OUTSIDE)}\n".encode(),
)

HEAD = "format: 1\nid: hostile\ntitle: {en: A, zh: 甲}\nextends: hengyang/first-assault\n"
BIG = 4_900_000


def _filled(head: str, piece: str, tail: str = "") -> str:
    return head + piece * ((BIG - len(head) - len(tail)) // len(piece.encode())) + tail


def _many(head: str, piece: Callable[[int], str], count: int, tail: str = "\n") -> str:
    return HEAD + head + "".join(piece(n) for n in range(count)) + tail


def _unit(n: int) -> str:
    return f"  - {{id: u-{n}, kind: x{n}, formation: y{n}, men: 1, at: 0101}}\n"


def _ideograph(n: int) -> str:
    return chr(0x4E00 + n % 20_000) + ("\n    " if n % 400 == 399 else "")


# Many of one thing: as many as a file may hold, then far more.
MANY: dict[str, tuple[str, Callable[[int], str], int, int]] = {
    "keys": ("rules:\n", lambda n: f"  key_{n}: {n}\n", 24_000, 200_000),
    "units": ("units:\n", _unit, 4_000, 70_000),
    "changes": ("changes:\n", lambda n: "- {unit: cn-30r-2, add: {fatigue: 1}}\n", 6_000, 100_000),
    "wrong changes": ("changes:\n", lambda n: f"- {{unit: zz-{n}, add: {{men: 1}}}}\n", 6_000, 90_000),
    "places": ("map:\n  places:\n", lambda n: f"    p{n}: {{at: 9999}}\n", 9_000, 90_000),
    "events": ("events:\n", lambda n: f"- {{id: e{n}, when: {{chance: 1}}, do: [{{message: m}}]}}\n", 3_000, 70_000),
    "waves": ("waves:\n", lambda n: f"- {{id: w{n}, units: [q{n}], entry: z{n}}}\n", 4_000, 70_000),
    "anchors": ("a: &a [x, x]\n", lambda n: f"b{n}: &b{n} [*a, *a]\n", 10_000, 100_000),
    "tags": ("", lambda n: f"b{n}: !!int 1\n", 20_000, 200_000),
    "comments": ("", lambda n: "# x\n", 90_000, 1_000_000),
    "empty lines": ("", lambda n: "\n", 90_000, 4_800_000),
    "tabs": ("", lambda n: "\tx\n", 90_000, 1_000_000),
}
HOSTILE: dict[str, str] = {
    **{f"{name}, as many as may be": _many(head, piece, few) for name, (head, piece, few, _) in MANY.items()},
    **{f"{name}, far too many": _many(head, piece, lots) for name, (head, piece, _, lots) in MANY.items()},
    "a list of ones": _filled(HEAD + "include: [", "1,", "1]\n"),
    "a list of names": HEAD + "include: [" + ", ".join(f"a{n}.yaml" for n in range(45_000)) + "]\n",
    "empty mappings": _filled(HEAD + "units: [", "{},", "{}]\n"),
    "a long word": _filled(HEAD + "first_side: ", "x", "\n"),
    "a long quoted text": _filled(HEAD + 'first_side: "', "\\u0041", '"\n'),
    "a large map": HEAD + "map:\n  grid: {size: [400, 400]}\n  rows: |\n" + ("    " + "." * 400 + "\n") * 400,
    "wrong letters": _many("map:\n  grid: {size: [400, 400]}\n  rows: |\n    ", _ideograph, 160_000),
    "edges": HEAD + "map:\n  edges:\n    cliff: [{at: [" + "1628/se, " * 45_000 + "1628/s]}]\n",
    "deep": HEAD + "units: " + "[" * 2_000_000,
    "deep blocks": HEAD + "units:\n" + "".join(" " * n + "-\n" for n in range(2_000)),
    "billion laughs": _many("a0: &a0 lol\n", lambda n: f"a{n + 1}: &a{n + 1} [*a{n}, *a{n}]\n", 60),
    "unprintable": HEAD + "first_side: " + "\x01" * 1_000_000,
    "digits": HEAD + "rules: {boat_hexes: " + "9" * 4_000_000 + "}\n",
}


# ---------------------------------------------------------------- watching


@dataclass
class Figures:
    """What a run was like. `broken` holds a line for every law broken."""

    cases: int = 0
    clean: int = 0
    problems: int = 0
    slowest: tuple[float, str] = (0.0, "")
    broken: list[str] = field(default_factory=list)


_opened: list[str] = []
_watching = False


def _hook(event: str, args: tuple[object, ...]) -> None:
    if _watching and event == "open" and isinstance(args[0], str | bytes):
        _opened.append(args[0] if isinstance(args[0], str) else args[0].decode())


def check(name: str, target: Path, allowed: tuple[Path, ...], figures: Figures) -> None:
    """Validate one package and note what it took."""
    global _watching
    _opened.clear()
    begun = time.process_time()
    _watching = True
    try:
        report = validate.validate([str(target)])
        text = str(report)
    except Exception:
        figures.broken.append(f"{name}: {traceback.format_exc(limit=-3)}")
        return
    finally:
        _watching = False
    seconds = time.process_time() - begun
    figures.cases += 1
    figures.clean += report.errors == 0
    figures.problems += len(report.problems)
    figures.slowest = max(figures.slowest, (seconds, name))
    if not text:
        figures.broken.append(f"{name}: no report")
    own = (*allowed, Path(sys.prefix), Path(sys.base_prefix), paths.HOME / "game")
    for path in _opened:
        if not any(Path(path).resolve().is_relative_to(folder) for folder in own):
            figures.broken.append(f"{name}: opened {path}")


def mutated(count: int, seed: int, figures: Figures) -> None:
    """Mutate files of the built-in packages, one a case."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as top:
        root = Path(top).resolve() / "scenarios"
        shutil.copytree(paths.scenarios() / "hengyang", root / "hengyang")
        files = [file for name in PACKAGES for file in sorted((root / name).rglob("*.yaml"))]
        for n in range(count):
            file = rng.choice(files)
            kept = file.read_bytes()
            data = kept
            for _ in range(rng.randint(1, 3)):
                data = rng.choice(MUTATIONS)(rng, data) or b"\n"
            file.write_bytes(data)
            target = file if rng.random() < 0.5 else root / "hengyang" / "first-assault"
            check(f"seed {seed} case {n} ({file.relative_to(root)})", target, (root, paths.scenarios()), figures)
            file.write_bytes(kept)


def hostile(figures: Figures, report: Callable[[str, float], None] = lambda name, seconds: None) -> None:
    """Whole files made to be slow or large."""
    for name, text in HOSTILE.items():
        with tempfile.TemporaryDirectory() as top:
            folder = Path(top).resolve() / "hostile"
            folder.mkdir()
            (folder / "scenario.yaml").write_text(text, encoding="utf-8")
            begun = time.process_time()
            check(name, folder, (folder, paths.scenarios()), figures)
            report(name, time.process_time() - begun)


def watch() -> None:
    sys.addaudithook(_hook)


def _lines(figures: Figures) -> Iterator[str]:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield f"{figures.cases} cases, {figures.clean} without errors, {figures.problems:,} problems told"
    yield f"slowest {figures.slowest[0]:.2f} s ({figures.slowest[1]}), most memory {most:.0f} MB"
    if figures.slowest[0] > MOST_SECONDS:
        figures.broken.append(f"{figures.slowest[1]}: over {MOST_SECONDS} s")
    if most > MOST_MB:
        figures.broken.append(f"over {MOST_MB} MB")
    yield f"{len(figures.broken)} laws broken"
    yield from figures.broken[:20]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("cases", type=int)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    watch()
    figures = Figures()
    mutated(args.cases, args.seed, figures)
    print(*_lines(figures), sep="\n")
    whole = Figures()
    hostile(whole, lambda name, seconds: print(f"  {seconds:6.2f} s  {name}"))
    print(*_lines(whole), sep="\n")
    return 1 if figures.broken or whole.broken else 0


if __name__ == "__main__":
    sys.exit(main())
