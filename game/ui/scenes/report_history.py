"""The page that lays 1944 beside the battle: one map and time line; front and counters here, rings and arrows then."""

import functools
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pygame

from game import hexgrid
from game.chronicle.history import Measure, Past
from game.chronicle.report import Report
from game.chronicle.report_moments import Window
from game.chronicle.report_svg import CORNERS, SIDE_CORNERS, centre
from game.names import Names
from game.scenario.model import Scenario
from game.ui.text.i18n import Tongue
from game.ui.theme import lettering
from game.ui.theme.palette import BAD, BRASS, DIM, GOLD, GOOD, INK, PAPER, parse
from game.ui.theme.sheet import Layout

RIM = (246, 239, 221)
FRONT = (140, 47, 38)
LARGE = 150  # men of establishment from which a counter is drawn large
NAMED = 12
Picture = tuple[np.ndarray, Window, float]


class Standing(NamedTuple):
    """What stood on the map at one time. `units`: (side row, hex row, battalion or larger)."""

    control: tuple[int, ...]  # side row of each hex
    units: tuple[tuple[int, int, bool], ...]


class MapThen:
    """A painted piece of ground, with a battle's front and counters and 1944's rings and arrows over it."""

    def __init__(self, scenario: Scenario, names: Names, past: Past, picture: Picture) -> None:
        self.scenario, self.names, self.past = scenario, names, past
        self.pixels, self.window, self.radius = picture

    def spot(self, h: int, scale: float) -> tuple[int, int]:
        x, y = centre(h, self.names.cols)
        return round((x - self.window.left) * scale), round((y - self.window.top) * scale)

    @functools.lru_cache(maxsize=8)  # noqa: B019  # a map lives as long as its page
    def draw(self, standing: Standing, date: str, size: tuple[int, int], lang: str) -> pygame.Surface:
        """The map with what stood then, `size` pixels."""
        high, wide = self.pixels.shape[:2]
        ground = pygame.image.frombuffer(self.pixels.tobytes(), (wide, high), "RGB")
        picture = pygame.transform.smoothscale(ground, size)
        scale = size[0] / self.window.wide
        self._front(picture, standing.control, scale)
        self._counters(picture, standing, scale)
        self._then(picture, date, scale, lang)
        return picture

    def _front(self, picture: pygame.Surface, control: Sequence[int], scale: float) -> None:
        names = self.names
        lines = []
        for h, side in enumerate(control):
            if side != 0:
                continue
            x, y = centre(h, names.cols)
            for d in range(6):
                other = hexgrid.neighbour(h, d, names.cols, names.rows)
                if other >= 0 and control[other] == 1:
                    ends = [CORNERS[k] for k in SIDE_CORNERS[d]]
                    lines.append([
                        ((x + a - self.window.left) * scale, (y + b - self.window.top) * scale) for a, b in ends
                    ])  # fmt: skip
        for colour, wide in ((RIM, 0.34), (FRONT, 0.17)):
            for start, end in lines:
                pygame.draw.line(picture, colour, start, end, max(2, round(wide * scale)))

    def _counters(self, picture: pygame.Surface, standing: Standing, scale: float) -> None:
        for side, at, large in standing.units:
            half = scale * (0.5 if large else 0.34)
            x, y = self.spot(at, scale)
            box = pygame.Rect(round(x - half), round(y - half * 0.75), round(2 * half), round(1.5 * half))
            pygame.draw.rect(picture, parse(self.scenario.sides[self.names.sides[side]].colour), box)
            pygame.draw.rect(picture, INK, box, 1)

    def _then(self, picture: pygame.Surface, date: str, scale: float, lang: str) -> None:
        """Rings on the places that 1944 knows, their names, and the arrows of the half day."""
        names, sides = self.names, self.scenario.sides
        ring = max(4, round(0.85 * scale))
        px = max(10, round(min(15, 0.75 * scale)))
        named: list[pygame.Rect] = []
        for place, side in self.past.holders(date).items():
            at = self.spot(names.hex(place), scale)
            pygame.draw.circle(picture, RIM, at, ring + 1, max(2, ring // 3))
            pygame.draw.circle(picture, parse(sides[side].colour), at, ring, max(2, ring // 5))
            its = self.scenario.map.places[place]
            if its.rank in ("hill", "city", "gate", "place"):
                _name(picture, its.name.get(lang), (at[0], at[1] - ring - px // 2), px, named)
        for attack in self.past.attacks(date):
            ends = [self.spot(names.hex(ref), scale) for ref in (attack.from_, attack.at)]
            _arrow(picture, ends[0], ends[1], parse(sides[attack.by].colour), scale)


def standings_of(report: Report) -> list[Standing]:
    """How the map stood at the end of each turn; number 0 is the beginning."""
    trace, scenario = report.trace, report.engine.scenario
    sides = report.engine.state.units["side"].tolist()
    large = [scenario.kinds[unit.kind].men >= LARGE for unit in scenario.units]
    control = list(trace.first_control)
    units = {change.unit: change.at for change in trace.start}

    def now() -> Standing:
        return Standing(tuple(control), tuple((sides[u], at, large[u]) for u, at in units.items() if at >= 0))

    found = [now()]
    for i, phase in enumerate(trace.phases):
        for step in phase.steps:
            units.update({change.unit: change.at for change in step.changes})
            for h, side in step.control:
                control[h] = side
        if i + 1 == len(trace.phases) or trace.phases[i + 1].turn != phase.turn:
            found.append(now())
    return found


def _name(picture: pygame.Surface, text: str, middle: tuple[int, int], px: int, taken: list[pygame.Rect]) -> None:
    """A name that lies on no other."""
    image = lettering.word("serif", px, text, INK)
    box = image.get_rect(center=middle)
    if box.inflate(4, 0).collidelist(taken) >= 0 or not picture.get_rect().contains(box):
        return
    taken.append(box)
    halo = lettering.word("serif", px, text, RIM)
    for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (1, 1), (-1, 1), (1, -1)):
        picture.blit(halo, box.move(dx, dy))
    picture.blit(image, box)


def _arrow(
    picture: pygame.Surface, start: tuple[int, int], end: tuple[int, int], colour: tuple[int, int, int], scale: float
) -> None:  # fmt: skip
    a, b = pygame.Vector2(start), pygame.Vector2(end)
    if a == b:
        return
    along = (b - a).normalize()
    side, head = along.rotate(90), scale * 0.9
    for ink, more in ((RIM, 0.16), (colour, 0.0)):
        neck = b - along * head
        pygame.draw.line(picture, ink, a, neck, max(2, round(scale * (0.3 + more))))
        wide = scale * (0.5 + more)
        tip = b + along * (scale * more)
        pygame.draw.polygon(picture, ink, [tip, neck + side * wide, neck - side * wide])


# ---------------------------------------------------------------- the page


class Compared(NamedTuple):
    """What the words beside the map are made of."""

    scenario: Scenario
    past: Past
    date: str
    holders: Mapping[str, str]  # of places, here, at that date; none: not to be compared
    measures: Sequence[Measure]
    verdict: tuple[str, str] | None = None


def history(sheet: Layout, say: Tongue, drawn: MapThen | None, standing: Standing, its: Compared) -> None:
    """Map on the left, on the right what happened then, and how the battle compares."""
    top, right = sheet.y, sheet.inner * 58 // 100
    if drawn is not None:
        share = min(right / drawn.window.wide, sheet.u(700) / drawn.window.tall)
        size = round(drawn.window.wide * share), round(drawn.window.tall * share)
        sheet.picture(drawn.draw(standing, its.date, size, say.lang), sheet.pad, top)
        pygame.draw.rect(sheet.ink, BRASS, pygame.Rect((sheet.pad, top), size), 1)
        bottom = top + size[1] + sheet.u(6)
        right = size[0] + sheet.u(16)
    else:
        bottom, right = top, 0
    column = Layout(sheet.width - right, sheet.scale, sheet.hover)
    column.y = sheet.u(2)
    _words(column, say, its)
    sheet.ink.blit(column.ink, (right, top))
    sheet.y = max(bottom, top + column.y)


def _words(sheet: Layout, say: Tongue, its: Compared) -> None:
    sheet.para(say.date(its.date), 20, GOLD, "serif")
    if not its.past:
        sheet.para(say("report.no_course"), 15, DIM)
        return
    sheet.para(say("report.as_it_was"), 14, BRASS, "bold")
    day = its.past.day(its.date)
    if day is None:
        sheet.para(say("report.no_entry"), 15, DIM)
    else:
        sheet.para(day.title.get(say.lang), 17, PAPER, "serif")
        sheet.para(day.text.get(say.lang), 15, PAPER)
        certainty = say(f"certainty.{day.certainty}")
        sheet.para(say("past.source", source=day.source, certainty=certainty), 12, DIM)
    sheet.rule()
    if its.holders:
        _apart(sheet, say, its)
        sheet.rule()
    if its.verdict:
        sheet.para(its.verdict[1 if say.lang == "zh" else 0], 16, GOLD, "serif")
    for measure in its.measures:
        name = its.scenario.sides[measure.side].name.get(say.lang)
        band = say("past.range", low=say.number(measure.band[0]), high=say.number(measure.band[1]))
        colour = GOOD if measure.where == "within" else BAD
        sheet.para(say(f"past.{measure.quantity}", side=name), 13, DIM)
        words = f"{say.number(measure.here)} ({say('past.then')}: {band}) · {say('past.' + measure.where)}"
        sheet.para(words, 15, colour)
    sheet.rule()
    for key in ("this_battle", "rings", "arrows"):
        sheet.para(say(f"report.{key}"), 13, DIM)


def _apart(sheet: Layout, say: Tongue, its: Compared) -> None:
    """Places held otherwise than then, at the end of the same half day."""
    places = its.scenario.map.places
    apart = [place for place, side in its.past.holders(its.date).items() if its.holders.get(place, side) != side]
    if apart:
        words = say.join([places[place].name.get(say.lang) for place in apart[:NAMED]])
        sheet.para(say("report.apart", places=words), 15, BAD)
    else:
        sheet.para(say("report.alike"), 15, GOOD)
