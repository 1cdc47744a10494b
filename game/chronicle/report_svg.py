"""Charts and maps of the report as SVG text, in both languages at once (the page shows one)."""

import math
from collections.abc import Iterable, Sequence
from html import escape

INK, FAINT, RULE = "#2b2620", "#8a7f68", "#cbbf9f"
ROOT3 = math.sqrt(3.0)
Pair = tuple[str, str]


def spans(pair: Pair) -> str:
    """Text of the page in both languages."""
    if pair[0] == pair[1]:
        return escape(pair[0])
    return f'<span lang="en">{escape(pair[0])}</span><span lang="zh">{escape(pair[1])}</span>'


def text(x: float, y: float, pair: Pair | str, anchor: str = "start", more: str = "") -> str:
    """Text of a drawing; one element for each language where they differ."""
    pair = (pair, pair) if isinstance(pair, str) else pair
    head = f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {more}'
    if pair[0] == pair[1]:
        return f"{head}>{escape(pair[0])}</text>"
    return "".join(f'{head} lang="{lang}">{escape(its)}</text>' for lang, its in zip(("en", "zh"), pair, strict=True))


def nice(most: float) -> float:
    """A round number at or above `most`, for an axis."""
    if most <= 0:
        return 1.0
    step = 10.0 ** math.floor(math.log10(most))
    return next(step * k for k in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if step * k >= most - 1e-9)


class Chart:
    """A drawing with axes: x from 0 to `count`, y from `low` to `high`."""

    def __init__(self, count: int, high: float, low: float = 0.0, wide: int = 900, tall: int = 240) -> None:
        self.count, self.high, self.low = max(1, count), high, low
        self.wide, self.tall = wide, tall
        self.left, self.right, self.top, self.bottom = 52, 14, 12, 34
        self.parts: list[str] = []

    def x(self, at: float) -> float:
        return self.left + (self.wide - self.left - self.right) * at / self.count

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low or 1)
        return self.tall - self.bottom - (self.tall - self.top - self.bottom) * share

    def axes(self, marks: Iterable[float], labels: Iterable[tuple[float, Pair]], form: str = "{:,.0f}") -> None:
        for value in marks:
            y = self.y(value)
            self.parts.append(f'<path d="M{self.left} {y:.1f}H{self.wide - self.right}" stroke="{RULE}"/>')
            self.parts.append(text(self.left - 6, y + 4, form.format(value), "end"))
        for at, label in labels:
            x = self.x(at)
            self.parts.append(f'<path d="M{x:.1f} {self.y(self.low):.1f}v4" stroke="{FAINT}"/>')
            self.parts.append(text(x, self.tall - self.bottom + 17, label, "middle"))

    def line(self, points: Sequence[tuple[float, float]], ink: str, width: float = 2, more: str = "") -> None:
        path = "L".join(f"{self.x(x):.1f} {self.y(y):.1f}" for x, y in points)
        self.parts.append(f'<path d="M{path}" fill="none" stroke="{ink}" stroke-width="{width}" {more}/>')

    def band(self, upper: Sequence[tuple[float, float]], lower: Sequence[tuple[float, float]], ink: str,
             opacity: float = 0.16) -> None:  # fmt: skip
        points = [*upper, *reversed(lower)]
        path = "L".join(f"{self.x(x):.1f} {self.y(y):.1f}" for x, y in points)
        self.parts.append(f'<path d="M{path}Z" fill="{ink}" opacity="{opacity}"/>')

    def bar(self, at: float, width: float, low: float, high: float, ink: str, title: Pair | None = None) -> None:
        x, wide = self.x(at), max(0.8, self.x(at + width) - self.x(at))
        top, bottom = self.y(max(low, high)), self.y(min(low, high))
        inside = f"<title>{escape(' · '.join(dict.fromkeys(title)))}</title>" if title else ""
        box = f'x="{x:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{bottom - top:.1f}"'
        self.parts.append(f'<rect {box} fill="{ink}">{inside}</rect>')

    def mark(self, at: float, value: float, ink: str, label: str, title: Pair) -> None:
        x, y = self.x(at), self.y(value)
        name = escape(" · ".join(title))
        self.parts.append(
            f'<g><title>{name}</title><circle cx="{x:.1f}" cy="{y:.1f}" r="9" fill="#f6efdd" stroke="{ink}" '
            f'stroke-width="2"/>{text(x, y + 4, label, "middle", "font-weight=" + chr(34) + "bold" + chr(34))}</g>'
        )

    def svg(self, label: Pair) -> str:
        return (
            f'<svg class="chart" viewBox="0 0 {self.wide} {self.tall}" role="img" '
            f'aria-label="{escape(" / ".join(label))}">{"".join(self.parts)}</svg>'
        )


def centre(h: int, cols: int) -> tuple[float, float]:
    """Middle of a hex in radii, as the map painter has it: the corner of the box round all hexes is (0, 0)."""
    col, row = h % cols, h // cols
    return 1 + 1.5 * col, ROOT3 * (row + 0.5 + 0.5 * (col % 2))


CORNERS = tuple((math.cos(k * math.pi / 3), math.sin(k * math.pi / 3)) for k in range(6))
# Corners of the side towards each direction of hexgrid.DIRECTIONS: n, ne, se, s, sw, nw.
SIDE_CORNERS = ((4, 5), (5, 0), (0, 1), (1, 2), (2, 3), (3, 4))


def front_path(control: Sequence[int], cols: int, neighbours: Sequence[Sequence[int]], radius: float) -> str:
    """The line between the hexes of side 0 and of side 1, as an SVG path."""
    parts = []
    for h, side in enumerate(control):
        if side != 0:
            continue
        x, y = centre(h, cols)
        for direction, other in enumerate(neighbours[h]):
            if other >= 0 and control[other] == 1:
                (ax, ay), (bx, by) = (CORNERS[k] for k in SIDE_CORNERS[direction])
                parts.append(
                    f"M{(x + ax) * radius:.0f} {(y + ay) * radius:.0f}L{(x + bx) * radius:.0f} {(y + by) * radius:.0f}"
                )
    return "".join(parts)
