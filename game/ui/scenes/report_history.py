"""The page that lays 1944 beside the battle: one map and time line; front and counters here, rings and arrows then."""

import functools

import numpy as np
import pygame

from game import hexgrid
from game.chronicle.history import Past
from game.chronicle.report import Report
from game.chronicle.report_html_history import verdict
from game.chronicle.report_moments import Window
from game.chronicle.report_svg import CORNERS, SIDE_CORNERS, centre
from game.ui.scenes.report_pages import side_name
from game.ui.text.i18n import Tongue
from game.ui.theme import lettering
from game.ui.theme.palette import BAD, BRASS, DIM, GOLD, GOOD, INK, PAPER, parse
from game.ui.theme.sheet import Layout

RIM = (246, 239, 221)
FRONT = (140, 47, 38)
Picture = tuple[np.ndarray, Window, float]


class MapThen:
    """The ground of the report, and what stood on it at the end of a turn, here and in 1944."""

    def __init__(self, report: Report, picture: Picture) -> None:
        self.report = report
        self.pixels, self.window, self.radius = picture
        self.turns = self._turns()

    def _turns(self) -> list[tuple[list[int], dict[int, tuple[int, int]]]]:
        """(control, unit -> (hex, men)) at the end of each turn; number 0 is the beginning."""
        trace = self.report.trace
        control = list(trace.first_control)
        units = {change.unit: (change.at, change.men) for change in trace.start}
        found = [(list(control), dict(units))]
        for i, phase in enumerate(trace.phases):
            for step in phase.steps:
                units.update({change.unit: (change.at, change.men) for change in step.changes})
                for h, side in step.control:
                    control[h] = side
            if i + 1 == len(trace.phases) or trace.phases[i + 1].turn != phase.turn:
                found.append((list(control), dict(units)))
        return found

    def spot(self, h: int, scale: float) -> tuple[int, int]:
        x, y = centre(h, self.report.engine.names.cols)
        return round((x - self.window.left) * scale), round((y - self.window.top) * scale)

    @functools.lru_cache(maxsize=8)  # noqa: B019  # a map lives as long as its page
    def draw(self, turn: int, size: tuple[int, int], lang: str) -> pygame.Surface:
        """The map at the end of a turn, `size` pixels."""
        high, wide = self.pixels.shape[:2]
        ground = pygame.image.frombuffer(self.pixels.tobytes(), (wide, high), "RGB")
        picture = pygame.transform.smoothscale(ground, size)
        scale = size[0] / self.window.wide
        control, units = self.turns[turn]
        self._front(picture, control, scale)
        self._counters(picture, units, scale)
        self._then(picture, turn, scale, lang)
        return picture

    def _front(self, picture: pygame.Surface, control: list[int], scale: float) -> None:
        names = self.report.engine.names
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

    def _counters(self, picture: pygame.Surface, units: dict[int, tuple[int, int]], scale: float) -> None:
        engine = self.report.engine
        sides = engine.state.units["side"]
        for u, (at, _) in units.items():
            if at < 0:
                continue
            kind = engine.scenario.kinds[engine.scenario.units[u].kind]
            half = scale * (0.5 if kind.men >= 150 else 0.34)
            x, y = self.spot(at, scale)
            box = pygame.Rect(round(x - half), round(y - half * 0.75), round(2 * half), round(1.5 * half))
            pygame.draw.rect(picture, parse(engine.scenario.sides[engine.sides[int(sides[u])]].colour), box)
            pygame.draw.rect(picture, INK, box, 1)

    def _then(self, picture: pygame.Surface, turn: int, scale: float, lang: str) -> None:
        """Rings on the places that 1944 knows, names of the hills, and the arrows of the half day."""
        report, names = self.report, self.report.engine.names
        sides = report.engine.scenario.sides
        date = report.engine.scenario.date_of(max(1, turn))
        ring = max(4, round(0.85 * scale))
        px = max(10, round(min(15, 0.75 * scale)))
        named: list[pygame.Rect] = []
        for place, side in report.past.holders(date).items():
            at = self.spot(names.hex(place), scale)
            pygame.draw.circle(picture, RIM, at, ring + 1, max(2, ring // 3))
            pygame.draw.circle(picture, parse(sides[side].colour), at, ring, max(2, ring // 5))
            its = report.engine.scenario.map.places[place]
            if its.rank in ("hill", "city", "gate", "place"):
                _name(picture, its.name.get(lang), (at[0], at[1] - ring - px // 2), px, named)
        for attack in report.past.attacks(date) if turn else []:
            ends = [self.spot(names.hex(ref), scale) for ref in (attack.from_, attack.at)]
            _arrow(picture, ends[0], ends[1], parse(sides[attack.by].colour), scale)


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


def history(sheet: Layout, report: Report, say: Tongue, drawn: MapThen | None, turn: int) -> None:
    """Map on the left, on the right what happened then, and how the battle compares."""
    top, right = sheet.y, sheet.inner * 58 // 100
    if drawn is not None:
        share = min(right / drawn.window.wide, sheet.u(700) / drawn.window.tall)
        size = round(drawn.window.wide * share), round(drawn.window.tall * share)
        picture = drawn.draw(turn, size, say.lang)
        sheet.picture(picture, sheet.pad, top)
        pygame.draw.rect(sheet.ink, BRASS, pygame.Rect((sheet.pad, top), size), 1)
        bottom = top + size[1] + sheet.u(6)
        right = size[0] + sheet.u(16)
    else:
        bottom, right = top, 0
    column = Layout(sheet.width - right, sheet.scale, sheet.hover)
    column.y = sheet.u(2)
    _words(column, report, say, turn)
    sheet.ink.blit(column.ink, (right, top))
    sheet.y = max(bottom, top + column.y)


def _words(sheet: Layout, report: Report, say: Tongue, turn: int) -> None:
    scenario, past = report.engine.scenario, report.past
    date = scenario.date_of(max(1, turn))
    sheet.para(say.date(date), 20, GOLD, "serif")
    day = past.day(date)
    if not past:
        sheet.para(say("report.no_course"), 15, DIM)
        return
    sheet.para(say("report.as_it_was"), 14, BRASS, "bold")
    if day is None:
        sheet.para(say("report.no_entry"), 15, DIM)
    else:
        sheet.para(day.title.get(say.lang), 17, PAPER, "serif")
        sheet.para(day.text.get(say.lang), 15, PAPER)
        certainty = say(f"certainty.{day.certainty}")
        sheet.para(say("past.source", source=day.source, certainty=certainty), 12, DIM)
    sheet.rule()
    _apart(sheet, report, past, say, turn, date)
    sheet.rule()
    _measures(sheet, report, say)
    sheet.rule()
    for key in ("this_battle", "rings", "arrows"):
        sheet.para(say(f"report.{key}"), 13, DIM)


def _apart(sheet: Layout, report: Report, past: Past, say: Tongue, turn: int, date: str) -> None:
    """Places held otherwise than then, at the end of the same half day."""
    standings = report.trace.standings
    here = standings[min(max(1, turn), len(standings) - 1)].holders
    places = report.engine.scenario.map.places
    apart = [place for place, side in past.holders(date).items() if here.get(place, side) != side]
    if apart:
        words = say.join([places[place].name.get(say.lang) for place in apart[:12]])
        sheet.para(say("report.apart", places=words), 15, BAD)
    else:
        sheet.para(say("report.alike"), 15, GOOD)


def _measures(sheet: Layout, report: Report, say: Tongue) -> None:
    """Losses and ammunition at the end in history's band; who held longer."""
    words = verdict(report.beside)
    if words:
        sheet.para(words[1 if say.lang == "zh" else 0], 16, GOLD, "serif")
    for its in report.beside.measures:
        label = say(f"past.{its.quantity}", side=side_name(report, its.side, say))
        band = say("past.range", low=say.number(its.band[0]), high=say.number(its.band[1]))
        colour = GOOD if its.where == "within" else BAD
        sheet.para(label, 13, DIM)
        sheet.para(f"{say.number(its.here)} ({say('past.then')}: {band}) · {say('past.' + its.where)}", 15, colour)
