"""`python main.py course`: battles between computers drawn turn by turn, with history's band behind them."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pygame

from game.lab.by_turn import ByTurn, bands, by_turn
from game.lab.field import Field
from game.scenario import catalog
from game.ui.png import write_png
from game.ui.theme import lettering
from game.ui.theme.palette import INK, PAPER, Colour

WIDE, HIGH, LEFT, GAP, TOP = 560, 190, 190, 34, 70
STRIP = 18  # a hill's line
RED: Colour = (168, 50, 45)
BLUE: Colour = (47, 93, 138)
BAND: Colour = (206, 184, 132)
GRID: Colour = (198, 186, 158)
SOFT: Colour = (104, 94, 76)


def run(args: argparse.Namespace) -> int:
    """The command. Raises ScenarioError."""
    fields = [Field(catalog.load(name)) for name in args.scenario]
    courses = [by_turn(field, args.games, args.seed) for field in fields]
    pygame.font.init()
    write_png(draw(fields, courses, args.games, args.seed), Path(args.file))
    print(f"{args.file}: {len(fields)} x {args.games} battles")
    return 0


def draw(fields: list[Field], courses: list[ByTurn], games: int, seed: int) -> pygame.Surface:
    """One column a scenario: men lost by each side, the garrison's men and rounds, its hills."""
    hills = list(dict.fromkeys(hill for course in courses for hill in course.hills))
    size = (LEFT + len(fields) * (WIDE + GAP), TOP + 3 * (HIGH + GAP) + len(hills) * STRIP + 90)
    sheet = pygame.Surface(size)
    sheet.fill(PAPER)
    say(sheet, (12, 12), "How battles between equal computers go, and what history says", 24, INK, "serif")
    words = (
        f"{games} battles each from seed {seed}: median, and the 10th to the 90th of a hundred; ochre: history's range"
    )
    say(sheet, (12, 44), words, 15, SOFT)
    tops = {
        "men": max(float(course.lost[side][2].max()) for course in courses for side in course.lost),
        "fit": max(float(course.fit[2].max()) for course in courses),
        "fires": max(float(course.fires[2].max()) for course in courses),
    }
    for n, (field, course) in enumerate(zip(fields, courses, strict=True)):
        x = LEFT + n * (WIDE + GAP)
        _column(sheet, x, field, course, tops, hills)
    for row, words in enumerate(("men lost", "garrison, men fit", "garrison, fires left")):
        y = TOP + 30 + row * (HIGH + GAP)
        say(sheet, (12, y + HIGH // 2 - 10), words, 15, INK)
    y = TOP + 30 + 3 * (HIGH + GAP)
    names = {name: place.name.en for field in fields for name, place in field.scenario.map.places.items()}
    for i, hill in enumerate(hills):
        say(sheet, (12, y + i * STRIP), names[hill], 13, INK, "condensed")
    words = "Places of the main line: the redder, the more battles in which the attacker holds them."
    say(sheet, (LEFT, size[1] - 24), words, 14, SOFT)
    return sheet


def _column(
    sheet: pygame.Surface, x: int, field: Field, course: ByTurn, tops: dict[str, float], hills: list[str]
) -> None:  # fmt: skip
    scenario = field.scenario
    say(sheet, (x, TOP), scenario.title.en, 18, INK, "bold")
    y = TOP + 30
    plot = Plot(sheet, pygame.Rect(x, y, WIDE, HIGH), scenario.turns, tops["men"])
    plot.frame(scenario.date_of)
    for side, colour in zip(field.names.sides, (RED, BLUE), strict=True):
        plot.ranges(bands(field, side), colour)
        plot.shares(course.lost[side], colour)
        say(sheet, (x + 8, y + 4 + 18 * (colour == BLUE)), scenario.sides[side].name.en, 14, colour)
    for rows, top in ((course.fit, tops["fit"]), (course.fires, tops["fires"])):
        y += HIGH + GAP
        plot = Plot(sheet, pygame.Rect(x, y, WIDE, HIGH), scenario.turns, top)
        plot.frame(scenario.date_of)
        plot.shares(rows, BLUE)
    y += HIGH + GAP
    for row, hill in enumerate(course.hills):
        i = hills.index(hill)
        for turn in range(scenario.turns):
            share = course.held[row, turn] / 1000
            red, green, blue = (int(a + (b - a) * share) for a, b in zip((214, 221, 224), RED, strict=True))
            left, right = (x + WIDE * (turn + k) // scenario.turns for k in (0, 1))
            sheet.fill((red, green, blue), (left, y + i * STRIP, right - left, STRIP - 3))


class Plot:
    """A chart over the turns of a battle, from 0 to `top`."""

    def __init__(self, sheet: pygame.Surface, box: pygame.Rect, turns: int, top: float) -> None:
        self.sheet, self.box, self.turns, self.top = sheet, box, turns, max(top, 1.0)

    def at(self, turn: float, value: float) -> tuple[int, int]:
        """`turn` from 1; the middle of its half day."""
        across = (turn - 0.5) / self.turns
        up = min(value / self.top, 1.0)
        return round(self.box.left + across * self.box.width), round(self.box.bottom - up * self.box.height)

    def frame(self, date_of: Callable[[int], str]) -> None:
        """Lines at round numbers, the first and the last day."""
        step = next(step for step in (50, 100, 500, 1000, 2000, 5000, 10_000) if self.top / step <= 6)
        for value in range(0, int(self.top) + 1, step):
            y = self.at(1, value)[1]
            pygame.draw.line(self.sheet, GRID, (self.box.left, y), (self.box.right, y))
            say(self.sheet, (self.box.right - 44, y - 15), f"{value:,}", 12, SOFT)
        for turn, shift in ((1, 0), (self.turns, -62)):
            text = date_of(turn)[5:]
            say(self.sheet, (self.at(turn, 0)[0] + shift, self.box.bottom + 3), text, 12, SOFT)

    def shares(self, rows: np.ndarray, colour: Colour) -> None:
        """The median as a line within its tenth and ninetieth of a hundred."""
        turns = range(1, self.turns + 1)
        low = [self.at(turn, rows[0, turn - 1]) for turn in turns]
        high = [self.at(turn, rows[2, turn - 1]) for turn in turns]
        veil = pygame.Surface(self.sheet.get_size(), pygame.SRCALPHA)
        pygame.draw.polygon(veil, (*colour, 60), [*low, *reversed(high)])
        self.sheet.blit(veil, (0, 0))
        pygame.draw.lines(self.sheet, colour, False, [self.at(turn, rows[1, turn - 1]) for turn in turns], 3)

    def ranges(self, spans: Sequence[tuple[int, int, int]], colour: Colour) -> None:
        """History's ranges as bars, joined by a band."""
        if not spans:
            return
        points = [(1, 0, 0), *spans]
        low = [self.at(turn, a) for turn, a, _ in points]
        high = [self.at(turn, b) for turn, _, b in points]
        veil = pygame.Surface(self.sheet.get_size(), pygame.SRCALPHA)
        pygame.draw.polygon(veil, (*BAND, 120), [*low, *reversed(high)])
        self.sheet.blit(veil, (0, 0))
        for (x, y), (_, up) in zip(low[1:], high[1:], strict=True):
            pygame.draw.line(self.sheet, colour, (x, y), (x, up), 2)
            for end in (y, up):
                pygame.draw.line(self.sheet, colour, (x - 4, end), (x + 4, end), 2)


def say(
    sheet: pygame.Surface, at: tuple[int, int], text: str, px: int, colour: Colour, face: str = "sans"
) -> None:  # fmt: skip
    sheet.blit(lettering.word(face, px, text, colour), at)
