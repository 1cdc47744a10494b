"""Choosing a battle: which scenario, which side, against whom, with which dice."""

from dataclasses import dataclass
from typing import Any

import pygame

from game.errors import UserError
from game.scenario import catalog
from game.scenario.model import Scenario
from game.ui.scenes.backdrop import backdrop
from game.ui.scenes.base import Begin, Close, Desk, SheetScene, Wish
from game.ui.scenes.session import any_seed
from game.ui.theme import lettering
from game.ui.theme.palette import BAD, BRASS, DIM, GOLD, PAPER
from game.ui.theme.sheet import Key, Layout, Sheet

OPPONENTS = ("recruit", "veteran", "general", "human")
LONGEST_SEED = 9


@dataclass(slots=True)
class Pick:
    """What has been chosen so far."""

    scenario: str
    side: str = ""
    opponent: str = "veteran"
    seed: str = ""


class ChoiceScene(SheetScene):
    """A list on the left; briefings, side, opponent and seed on the right."""

    magnify = 1.2

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.names = list(catalog.names())
        self.pick = Pick(self.names[0] if self.names else "", seed=str(any_seed()))
        self.loaded: dict[str, Scenario | str] = {}
        self.line = ""
        self.typing = False
        self._settle()

    def note(self, text: str) -> None:
        self.line = text

    def state(self) -> Any:
        pick = self.pick
        return pick.scenario, pick.side, pick.opponent, pick.seed, self.typing, self.line, self.scroll

    def scenario(self, name: str) -> Scenario | str:
        """The scenario, or why it cannot be read."""
        if name not in self.loaded:
            try:
                self.loaded[name] = catalog.load(name)
            except UserError as fault:
                self.loaded[name] = str(fault)
        return self.loaded[name]

    def _settle(self) -> None:
        """A side that the scenario has."""
        scenario = self.scenario(self.pick.scenario) if self.pick.scenario else ""
        if isinstance(scenario, Scenario) and self.pick.side not in scenario.sides:
            defenders = [side for side, its in scenario.sides.items() if its.role == "defender"]
            self.pick.side = defenders[0] if defenders else next(iter(scenario.sides))

    # ------------------------------------------------------------ painting

    def paint(self, desk: Desk) -> Sheet:
        say = desk.say
        width = min(desk.u(1240), desk.size[0] - 8)
        sheet = Layout(width, desk.scale, self.hover, desk.size[1])
        sheet.head(say("choice.title"))
        top = sheet.y
        if not self.names:
            sheet.para(say("choice.none"), 16)
        left = self._list(desk, width * 30 // 100)
        sheet.picture(left.surface, 0, top)
        for hot in left.hots:
            sheet.hot(hot.rect.move(0, top), hot.action, hot.tip, hot.enabled)
        right = self._details(desk, width * 70 // 100, desk.size[1] - top - desk.u(80))
        sheet.picture(right.surface, width * 30 // 100, top)
        for hot in right.hots:
            sheet.hot(hot.rect.move(width * 30 // 100, top), hot.action, hot.tip, hot.enabled)
        sheet.y = top + max(left.size[1], right.size[1])
        playable = isinstance(self.loaded.get(self.pick.scenario), Scenario)
        keys = [Key(say("choice.back"), "back"), Key(say("choice.begin"), "begin", playable, look="red")]
        sheet.buttons(keys, 2, 46, 19)
        return sheet.sheet()

    def _list(self, desk: Desk, width: int) -> Sheet:
        sheet = Layout(width, desk.scale, self.hover)
        keys = []
        for name in self.names:
            found = catalog.describe(name)
            look = "armed" if name == self.pick.scenario else "plain"
            keys.append(Key(found.title.get(desk.say.lang), f"scenario {name}", look=look))
        sheet.buttons(keys, 1, 44, 17)
        return sheet.sheet(bare=True)

    def _details(self, desk: Desk, width: int, height: int) -> Sheet:
        say, lang = desk.say, desk.say.lang
        scenario = self.scenario(self.pick.scenario) if self.pick.scenario else ""
        sheet = Layout(width, desk.scale, self.hover)
        if isinstance(scenario, str):
            sheet.para(say("choice.broken", reason=scenario), 15, BAD)
            return sheet.sheet(bare=True)
        sheet.para(scenario.title.get(lang), 26, GOLD, "serif")
        calendar = scenario.calendar
        start, end = say.date(calendar.start), say.date(calendar.end)
        sheet.para(say("choice.length", turns=scenario.turns, start=start, end=end), 15, BRASS)
        sheet.gap()
        choices = self._choices(desk, scenario, width)
        room = height - sheet.y - choices.size[1]
        self._briefings(sheet, desk, scenario, room)
        top = sheet.y
        sheet.picture(choices.surface, 0, top)
        for hot in choices.hots:
            sheet.hot(hot.rect.move(0, top), hot.action, hot.tip, hot.enabled)
        sheet.y = top + choices.size[1]
        return sheet.sheet(bare=True)

    def _briefings(self, sheet: Layout, desk: Desk, scenario: Scenario, room: int) -> None:
        """Both sides' briefings, set smaller until all of it fits."""
        lang = desk.say.lang
        parts = [(key, words.get(lang)) for key, words in scenario.briefing.items()]
        parts.sort(key=lambda part: part[0] != "both")
        for size in (15.0, 14.0, 13.0, 12.0, 11.0, 10.0):
            px = desk.u(size)
            lines = sum(len(lettering.wrap("sans", px, text, sheet.inner)) + (key != "both") for key, text in parts)
            if lines * lettering.line_height("sans", px) + len(parts) * desk.u(6) <= room:
                break
        for key, text in parts:
            if key in scenario.sides:
                sheet.para(scenario.sides[key].name.get(lang), size, BRASS, "bold")
            sheet.para(text, size, PAPER if key == "both" else DIM)
            sheet.gap(6)

    def _choices(self, desk: Desk, scenario: Scenario, width: int) -> Sheet:
        say, pick = desk.say, self.pick
        sheet = Layout(width, desk.scale, self.hover)
        sheet.rule()
        sheet.para(say("choice.side"), 15, DIM)
        keys = [
            Key(
                f"{its.name.get(say.lang)} ({say('choice.' + its.role)})",
                f"side {side}",
                look="armed" if side == pick.side else "plain",
            )
            for side, its in scenario.sides.items()
        ]
        sheet.buttons(keys, 2, 38, 16)
        sheet.para(say("choice.opponent"), 15, DIM)
        keys = [
            Key(say(f"level.{level}"), f"opponent {level}", look="armed" if level == pick.opponent else "plain")
            for level in OPPONENTS
        ]
        sheet.buttons(keys, 2, 38, 16)
        sheet.para(say("choice.seed"), 15, DIM)
        shown = pick.seed + ("_" if self.typing else "")
        keys = [
            Key(shown or " ", "seed", tip=say("choice.seed_tip"), look="armed" if self.typing else "plain"),
            Key(say("choice.new_seed"), "another"),
        ]
        sheet.buttons(keys, 2, 38, 16)
        if self.line:
            sheet.para(self.line, 14, BAD)
        return sheet.sheet(bare=True)

    # ------------------------------------------------------------ acting

    def act(self, action: str, desk: Desk) -> list[Wish]:
        word, _, value = action.partition(" ")
        self.typing = word == "seed"
        match word:
            case "back":
                return [Close()]
            case "begin":
                return self._begin()
            case "scenario":
                self.pick.scenario = value
                self._settle()
            case "side":
                self.pick.side = value
            case "opponent":
                self.pick.opponent = value
            case "another":
                self.pick.seed = str(any_seed())
        return []

    def _begin(self) -> list[Wish]:
        if not isinstance(self.loaded.get(self.pick.scenario), Scenario):
            return []
        pick = self.pick
        return [Begin(pick.scenario, pick.side, pick.opponent, int(pick.seed or 0))]

    def enter(self, desk: Desk) -> list[Wish]:
        return self._begin()

    def key(self, event: pygame.event.Event, desk: Desk) -> list[Wish]:
        digit = event.unicode if event.unicode and event.unicode in "0123456789" else ""
        if self.typing and event.key == pygame.K_BACKSPACE:
            self.pick.seed = self.pick.seed[:-1]
            return []
        if self.typing and digit and len(self.pick.seed) < LONGEST_SEED:
            self.pick.seed += digit
            return []
        return super().key(event, desk)

    def draw(self, target: pygame.Surface, desk: Desk) -> None:
        target.blit(backdrop(desk.size), (0, 0))
        super().draw(target, desk)
