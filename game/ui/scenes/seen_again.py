"""After the table was handed over: what the one who sits down could see of the other's phase, played again in brief."""

from typing import TYPE_CHECKING

import pygame

from game.ui.map import overlays
from game.ui.scenes.base import Close, Desk, Scene, Wish
from game.ui.settings import PACE_MS
from game.ui.theme import lettering
from game.ui.theme.palette import BRASS, GOLD, PAPER
from game.ui.theme.surface import panel
from game.values import Event

if TYPE_CHECKING:
    from game.ui.scenes.battle import BattleScene

ACTS = "moved fired bombarded air assault to_ground retreated captured_place arrived works terrain"
FATES = "contact seen surrendered dissolved broken commander"
KINDS = frozenset(f"{ACTS} {FATES}".split())
LONGEST_MS = 15_000  # of the whole; many events go by faster
SHORTEST_MS = 90


class SeenAgain(Scene):
    """Lies over the battle and draws it. Any key or click ends it; Shift hastens it."""

    def __init__(self, battle: "BattleScene") -> None:
        self.battle = battle
        session = battle.session
        self.events = seen(session.events()[session.phase_start :])
        self.at = -1
        self.left_ms = 0
        self.full_ms = 1

    @property
    def moving(self) -> bool:
        return True

    @property
    def event(self) -> Event:
        return self.events[max(0, self.at)]

    def tick(self, desk: Desk, ms: int) -> list[Wish]:
        fast = bool(pygame.key.get_mods() & pygame.KMOD_SHIFT)
        self.left_ms -= 4 * ms if fast else ms
        if self.left_ms > 0:
            return []
        self.at += 1
        if self.at >= len(self.events) or desk.settings.pace == "instant":
            return [Close()]
        usual = PACE_MS[desk.settings.pace] * 2
        self.full_ms = self.left_ms = max(SHORTEST_MS, min(usual, LONGEST_MS // len(self.events)))
        at = self.event.to or self.event.hex
        if at and not self.battle.chart.in_sight(at):
            self.battle.chart.centre_on(at)
        return []

    def handle(self, event: pygame.event.Event, desk: Desk) -> list[Wish]:
        if event.type in (pygame.KEYDOWN, pygame.MOUSEBUTTONDOWN) and event.type != pygame.MOUSEWHEEL:
            shift = event.type == pygame.KEYDOWN and event.key in (pygame.K_LSHIFT, pygame.K_RSHIFT)
            return [] if shift else [Close()]
        return []

    # ------------------------------------------------------------ drawing

    def draw(self, target: pygame.Surface, desk: Desk) -> None:
        self.battle.draw(target, desk)
        camera, index = self.battle.chart.camera, self.battle.chart.index
        event = self.event
        if event.hex and event.to and event.hex != event.to:
            start, end = (event.hex, event.to) if event.kind == "moved" else (event.to, event.hex)
            overlays.draw_fire_lines(target, camera, [(index(start), index(end))])
        for at in (event.hex, event.to):
            if at:
                overlays.draw_flash(target, camera, index(at), max(0.0, min(1.0, self.left_ms / self.full_ms)))
        self._caption(target, desk)

    def _caption(self, target: pygame.Surface, desk: Desk) -> None:
        """Which event this is, in words, and how to leave."""
        say, px, small = desk.say, desk.u(18), desk.u(14)
        width = min(desk.u(900), desk.size[0] - desk.u(40))
        lines = lettering.wrap("sans", px, self.event.text(say.lang), width - desk.u(32))
        high = len(lines) * lettering.line_height("sans", px) + 2 * lettering.line_height("sans", small) + desk.u(26)
        x, y = (desk.size[0] - width) // 2, desk.size[1] - high - desk.u(24)
        target.blit(panel(width, high), (x, y))
        head = say("again.title", n=max(0, self.at) + 1, all=len(self.events))
        y += desk.u(10)
        target.blit(lettering.word("bold", small, head, BRASS), (x + desk.u(16), y))
        y += lettering.line_height("sans", small)
        for line in lines:
            target.blit(lettering.word("sans", px, line, GOLD), (x + desk.u(16), y))
            y += lettering.line_height("sans", px)
        target.blit(lettering.word("sans", small, say("again.skip"), PAPER), (x + desk.u(16), y + desk.u(4)))


def seen(events: list[Event]) -> list[Event]:
    """Those with a place on the map that tell what was done; of a unit's moves in a row only the last."""
    found: list[Event] = []
    for event in events:
        if event.kind not in KINDS or not (event.hex or event.to):
            continue
        if found and event.kind == "moved" == found[-1].kind and event.unit == found[-1].unit:
            found.pop()
        found.append(event)
    return found
