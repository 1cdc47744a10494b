"""Deciles of forecasts against what came true, as a table and as a picture (SVG)."""

from pathlib import Path

import numpy as np

FEW = 50  # cases under which a decile says nothing
Row = tuple[int, float, float, float]  # cases, mean forecast, share that came true, 95 % error of that share


def deciles(forecast: np.ndarray, came: np.ndarray) -> list[Row]:
    """One row for each decile from 0-10 to 90-100 that has cases."""
    rows = []
    for tenth in range(10):
        inside = (np.minimum(forecast * 10, 9.999).astype(int)) == tenth
        n = int(inside.sum())
        if n:
            share = float(came[inside].mean())
            expected = float(forecast[inside].mean())
            rows.append((n, expected, share, 1.96 * (max(expected * (1 - expected), 0.25 / n) / n) ** 0.5))
    return rows


def table(name: str, forecast: np.ndarray, came: np.ndarray) -> list[Row]:
    """Print the rows and what they say; give them back."""
    rows = deciles(forecast, came)
    print(f"{name}: {len(came)} cases, Brier score {float(((forecast - came) ** 2).mean()):.4f}")
    for n, expected, share, error in rows:
        verdict = "few" if n < FEW else "good" if abs(share - expected) <= max(0.05, error) else "BAD"
        print(f"| {100 * expected:5.1f} | {100 * share:5.1f} | {100 * error:4.1f} | {n:4d} | {verdict} |")
    return rows


def draw(file: str, lines: dict[str, list[Row]]) -> None:
    """Forecast across, what came true upwards; a point a decile, its error as a bar, its cases as its size."""
    size, pad = 420, 46
    span = size - 2 * pad
    inks = ("#8c2f26", "#2f5d62")
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size + 26}" font-family="serif" font-size="12">',
        f'<rect width="{size}" height="{size + 26}" fill="#f4ecd8"/>',
        f'<path d="M{pad} {size - pad}L{size - pad} {pad}" stroke="#a89c80" stroke-dasharray="4 4"/>',
        f'<path d="M{pad} {pad}V{size - pad}H{size - pad}" fill="none" stroke="#2b2620"/>',
    ]
    for i in range(0, 101, 25):
        x, y = pad + span * i / 100, size - pad - span * i / 100
        out.append(f'<text x="{x}" y="{size - pad + 16}" text-anchor="middle">{i}</text>')
        out.append(f'<text x="{pad - 6}" y="{y + 4}" text-anchor="end">{i}</text>')
    out.append(f'<text x="{size / 2}" y="{size - pad + 34}" text-anchor="middle">forecast, per cent</text>')
    out.append(f'<text transform="translate(14 {size / 2}) rotate(-90)" text-anchor="middle">won, per cent</text>')
    for j, (name, rows) in enumerate(lines.items()):
        for n, expected, share, error in rows:
            x, y = pad + span * expected + 3 * j, size - pad - span * share
            out.append(f'<path d="M{x:.1f} {y - span * error:.1f}V{y + span * error:.1f}" stroke="{inks[j]}"/>')
            out.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2 + n**0.5 / 5:.1f}" fill="{inks[j]}"/>')
        out.append(f'<text x="{pad + 200 * j}" y="{size + 14}" fill="{inks[j]}">● {name}</text>')
    Path(file).write_text("\n".join([*out, "</svg>", ""]), encoding="utf-8")
