"""Choosing a battle: which one, its map and briefings, which side, against whom, on what terms, with which dice."""

from dataclasses import dataclass, field
from typing import Any

import pygame

from game.errors import UserError
from game.scenario import catalog
from game.scenario.campaign import Part, part_of
from game.scenario.model import Scenario, half_day
from game.ui.map.pictures import MapPictures
from game.ui.panels.gazetteer import Gazetteer
from game.ui.scenes import choice_forces
from game.ui.scenes.backdrop import backdrop
from game.ui.scenes.base import Begin, Close, Desk, SheetScene, Wish
from game.ui.scenes.session import OPPONENTS, any_seed
from game.ui.terms import LUCK, STOCKS, Terms
from game.ui.theme import lettering, scrolled
from game.ui.theme.palette import BAD, BRASS, DEEP, DIM, FAINT, GOLD, PAPER, RULE
from game.ui.theme.sheet import Key, Layout, Sheet

LONGEST_SEED = 9
WHEEL = 56
TAUGHT = "/tutorial"  # a package's first battle, if it has one


@dataclass(slots=True)
class Pick:
    """What has been chosen so far. `luck` none: as the scenario has it; `stocks` of sides not named likewise."""

    scenario: str
    side: str = ""
    opponent: str = "veteran"
    seed: str = ""
    luck: str = ""
    stocks: dict[str, int] = field(default_factory=dict)

    @property
    def terms(self) -> Terms:
        stocks = tuple((side, percent) for side, percent in self.stocks.items() if percent != 100)
        return Terms(self.luck or None, stocks)


class ChoiceScene(SheetScene):
    """A list on the left; on the right the map, the briefings and what is to be agreed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.heads = sorted((catalog.describe(name) for name in catalog.names()), key=_order)
        self.pick = Pick(self.heads[0].name if self.heads else "", seed=str(any_seed()))
        self.loaded: dict[str, Scenario | str] = {}
        self.parts: dict[str, Part | None] = {}
        self.line = ""
        self.typing = False
        self.own: set[str] = set()  # what the player has chosen himself: it stays when he looks at another battle
        self.turned = {"list": 0, "text": 0}
        self._tall = {"list": 0, "text": 0}
        self.pictures = MapPictures()
        self._seen = 0
        self._settle()

    def note(self, text: str) -> None:
        self.line = text

    def state(self) -> Any:
        pick, turned = self.pick, tuple(self.turned.values())
        return (
            pick.scenario,
            pick.side,
            pick.opponent,
            pick.seed,
            pick.terms,
            self.typing,
            self.line,
            turned,
            self._seen,
        )

    @property
    def watching(self) -> bool:
        return self.pictures.painting

    def tick(self, desk: Desk, ms: int) -> list[Wish]:
        if self.pictures.version != self._seen:
            self._seen, desk.redraw = self.pictures.version, True
        return []

    def scenario(self, name: str) -> Scenario | str:
        """The scenario, or why it cannot be read: its first problem."""
        if name not in self.loaded:
            try:
                self.loaded[name] = catalog.load(name)
            except UserError as fault:
                self.loaded[name] = str(fault).strip().splitlines()[0]
        return self.loaded[name]

    def _part(self, scenario: str) -> Part | None:
        """Where a scenario stands in a campaign; looked up once."""
        if scenario not in self.parts:
            self.parts[scenario] = part_of(scenario)
        return self.parts[scenario]

    def _settle(self) -> None:
        """What the player has not chosen himself as is usual for the scenario, and a side that it has."""
        pick, taught = self.pick, self.pick.scenario.endswith(TAUGHT)
        scenario = self.scenario(pick.scenario) if pick.scenario else ""
        if isinstance(scenario, Scenario):
            if "side" not in self.own or pick.side not in scenario.sides:
                first = "attacker" if taught else "defender"
                sides = [side for side, its in scenario.sides.items() if its.role == first]
                pick.side = sides[0] if sides else next(iter(scenario.sides))
            pick.stocks = {side: percent for side, percent in pick.stocks.items() if side in scenario.sides}
        if "opponent" not in self.own:
            pick.opponent = "recruit" if taught else "veteran"
        self.turned["text"] = 0

    # ------------------------------------------------------------ painting

    def paint(self, desk: Desk) -> Sheet:
        say = desk.say
        width = min(desk.u(1480), desk.size[0] - desk.u(16))
        height = desk.size[1] - desk.u(24)
        sheet = Layout(width, desk.scale, self.hover, height)
        sheet.head(say("choice.title"))
        top = sheet.y
        room = height - top - sheet.u(66)
        left = width * 28 // 100
        if not self.heads:
            sheet.para(say("choice.none"), 16)
        self._put(sheet, self._list(desk, left), (0, top), room, "list")
        pygame.draw.line(sheet.ink, RULE, (left, top), (left, top + room), sheet.u(1))
        self._details(sheet, desk, pygame.Rect(left, top, width - left, room))
        sheet.y = height - sheet.u(58)
        playable = isinstance(self.loaded.get(self.pick.scenario), Scenario)
        keys = [Key(say("choice.back"), "back"), Key(say("choice.begin"), "begin", playable, look="red")]
        sheet.buttons(keys, 2, 46, 19)
        return sheet.sheet(height)

    def _put(self, sheet: Layout, part: Sheet, at: tuple[int, int], room: int, name: str) -> None:
        self._tall[name] = scrolled.most(part, room)
        self.turned[name] = min(self.turned[name], self._tall[name])
        scrolled.put(sheet, part, at, room, self.turned[name], name)

    def _list(self, desk: Desk, width: int) -> Sheet:
        sheet = Layout(width - desk.u(4), desk.scale, self.hover, desk.u(70) * max(1, len(self.heads)))
        sheet.y = 0
        for head in self.heads:
            self._line(sheet, desk, head)
        return sheet.sheet(bare=True)

    def _line(self, sheet: Layout, desk: Desk, head: catalog.Description) -> None:
        """Title, and below it when and how long; red if it cannot be read."""
        say, action = desk.say, f"scenario {head.name}"
        high = sheet.u(54)
        box = pygame.Rect(sheet.pad, sheet.y, sheet.inner - sheet.u(6), high)
        chosen, lit = head.name == self.pick.scenario, self.hover == action
        broken = head.problem is not None or isinstance(self.loaded.get(head.name), str)
        pygame.draw.rect(sheet.ink, (84, 66, 30) if chosen else (60, 56, 44) if lit else (40, 38, 32), box)
        pygame.draw.rect(sheet.ink, BRASS if chosen or lit else RULE, box, sheet.u(1))
        title, room = head.title.get(say.lang), box.width - sheet.u(20)
        px = lettering.fitting("bold", sheet.u(17), title, room)
        ink = BAD if broken else GOLD if chosen or lit else PAPER
        sheet.picture(lettering.word("bold", px, title, ink), box.x + sheet.u(10), box.y + sheet.u(5))
        below = say("choice.cannot") if broken else head.name
        if head.calendar and not broken:
            first, last = half_day(head.calendar.start), half_day(head.calendar.end)
            below = say("choice.line", start=say.day(head.calendar.start), turns=last - first + 1)
        px = lettering.fitting("sans", sheet.u(14), below, room)
        sheet.picture(
            lettering.word("sans", px, below, BAD if broken else DIM), box.x + sheet.u(10), box.y + sheet.u(29)
        )
        sheet.hot(box, action)
        sheet.y += high + sheet.u(6)

    def _details(self, sheet: Layout, desk: Desk, room: pygame.Rect) -> None:
        """Title and length over all; the map beside the briefings; below them what is to be agreed."""
        scenario = self.scenario(self.pick.scenario) if self.pick.scenario else ""
        if isinstance(scenario, str):
            part = Layout(room.width, desk.scale, self.hover)
            if scenario:
                part.para(desk.say("choice.broken", reason=scenario), 15, BAD)
            sheet.picture(part.sheet(bare=True).surface, *room.topleft)
            return
        choices = self._choices(desk, scenario, room.width)
        high = room.height - choices.size[1]
        side = min(room.width // 2, high - desk.u(16))
        text = self._text(desk, scenario, room.width - side - desk.u(16))
        self._put(sheet, text, room.topleft, high, "text")
        self._map(sheet, scenario, pygame.Rect(room.right - side - sheet.pad, room.y, side, high - desk.u(14)))
        scrolled.put(sheet, choices, (room.x, room.y + high), choices.size[1], 0)

    def _map(self, sheet: Layout, scenario: Scenario, box: pygame.Rect) -> None:
        """The whole map made small, with everyone where he stands at first."""
        picture = self.pictures.get(scenario, box.size)
        if picture is None:
            pygame.draw.rect(sheet.ink, DEEP, box)
            pygame.draw.rect(sheet.ink, RULE, box, sheet.u(1))
            return
        shown = picture.get_rect(midtop=(box.centerx, box.y))
        sheet.picture(picture, *shown.topleft)
        names = Gazetteer(scenario)
        cols, rows = scenario.map.grid.size
        formations = {its.id: its.side for its in scenario.formations}
        dot = max(3, sheet.u(5))
        for unit in scenario.units:
            if not unit.at:
                continue
            at = names.hex(unit.at)
            col, row = int(at[: len(at) // 2]) - 1, int(at[len(at) // 2 :]) - 1
            x = shown.x + round((1.5 * col + 1) / (1.5 * cols + 0.5) * shown.width)
            y = shown.y + round((row + 0.5 + 0.5 * (col % 2)) / (rows + 0.5) * shown.height)
            spot = pygame.Rect(x - dot // 2, y - dot // 2, dot, dot)
            pygame.draw.rect(sheet.ink, (20, 18, 14), spot.inflate(2, 2))
            pygame.draw.rect(sheet.ink, pygame.Color(names.colour(formations.get(unit.formation, ""))), spot)
        pygame.draw.rect(sheet.ink, BRASS, shown, sheet.u(1))

    def _text(self, desk: Desk, scenario: Scenario, width: int) -> Sheet:
        """Title, calendar, and both sides' briefings."""
        say, lang = desk.say, desk.say.lang
        sheet = Layout(width, desk.scale, self.hover, desk.u(3000))
        sheet.y = 0
        sheet.para(scenario.title.get(lang), 28, GOLD, "serif")
        calendar = scenario.calendar
        start, end = say.date(calendar.start), say.date(calendar.end)
        sheet.para(say("choice.length", turns=scenario.turns, start=start, end=end), 15, BRASS)
        part = self._part(scenario.id)
        if part:
            word = "choice.phase" if part.following else "choice.last_phase"
            sheet.para(say(word, n=part.number, of=part.phases, campaign=part.title.get(lang)), 15, DIM)
        sheet.gap(8)
        parts = sorted(scenario.briefing.items(), key=lambda part: part[0] != "both")
        for key, words in parts:
            if key in scenario.sides:
                sheet.para(scenario.sides[key].name.get(lang), 16, BRASS, "bold")
            sheet.para(words.get(lang), 16, PAPER)
            sheet.gap(8)
        sheet.rule()
        choice_forces.write(sheet, scenario, say)
        return sheet.sheet(bare=True)

    def _choices(self, desk: Desk, scenario: Scenario, width: int) -> Sheet:
        say, pick = desk.say, self.pick
        sheet = Layout(width, desk.scale, self.hover)
        sheet.y = 0
        sheet.rule()
        names = {side: its.name.get(say.lang) for side, its in scenario.sides.items()}
        sides = [(side, f"{names[side]} ({say('choice.' + its.role)})") for side, its in scenario.sides.items()]
        sheet.choices(say("choice.side"), "side", sides, pick.side, 22)
        levels = [(level, say(f"level.{level}")) for level in OPPONENTS]
        sheet.choices(say("choice.opponent"), "opponent", levels, pick.opponent, 22)
        luck = [(its, say(f"luck.{its}")) for its in LUCK]
        sheet.choices(say("choice.luck"), "luck", luck, pick.luck or scenario.rules.randomness, 22, 32)
        for side in scenario.sides:
            stocks = [(str(percent), f"{percent} %") for percent in STOCKS]
            label = say("choice.stocks", side=names[side])
            sheet.choices(label, f"stocks {side}", stocks, str(pick.stocks.get(side, 100)), 22, 32)
        top, share = sheet.y, sheet.inner * 22 // 100
        sheet.para(say("choice.seed"), 15, PAPER)
        sheet.y = top
        shown = pick.seed + ("_" if self.typing else "")
        look = "armed" if self.typing else "plain"
        half = (sheet.inner - share - sheet.u(6)) // 2
        box = pygame.Rect(sheet.pad + share, top, half, sheet.u(32))
        sheet.button(box, Key(shown or " ", "seed", tip=say("choice.seed_tip"), look=look))
        sheet.button(box.move(half + sheet.u(6), 0), Key(say("choice.new_seed"), "another"))
        sheet.y = box.bottom + sheet.u(4)
        sheet.para(say("choice.seed_tip"), 13, FAINT, indent=share)
        if self.line:
            sheet.para(self.line, 14, BAD)
        return sheet.sheet(bare=True)

    # ------------------------------------------------------------ acting

    def act(self, action: str, desk: Desk) -> list[Wish]:
        word, _, value = action.replace("=", " ", 1).partition(" ") if "stocks" not in action else action.partition(" ")
        self.typing = word == "seed"
        match word:
            case "back":
                return [Close()]
            case "begin":
                return self._begin()
            case "scenario":
                self.pick.scenario, self.line = value, ""
                self._settle()
            case "side":
                self.pick.side = value
                self.own.add(word)
            case "opponent":
                self.pick.opponent = value
                self.own.add(word)
            case "luck":
                self.pick.luck = value
            case "stocks":
                side, _, percent = value.partition("=")
                self.pick.stocks[side] = int(percent)
            case "another":
                self.pick.seed = str(any_seed())
        return []

    def _begin(self) -> list[Wish]:
        if not isinstance(self.loaded.get(self.pick.scenario), Scenario):
            return []
        pick = self.pick
        return [Begin(pick.scenario, pick.side, pick.opponent, int(pick.seed or 0), pick.terms)]

    def enter(self, desk: Desk) -> list[Wish]:
        return self._begin()

    # ------------------------------------------------------------ events

    def handle(self, event: pygame.event.Event, desk: Desk) -> list[Wish]:
        if event.type == pygame.MOUSEWHEEL:
            part = "list" if desk.mouse[0] < desk.size[0] * 33 // 100 else "text"
            turned = self.turned[part] - event.y * desk.u(WHEEL)
            self.turned[part] = max(0, min(turned, self._tall[part]))
            return []
        return super().handle(event, desk)

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


def _order(head: catalog.Description) -> tuple[int, str, bool, int, str]:
    """Hengyang, then what others have made, examples last; in each the battle that teaches first, then by date."""
    package = head.name.partition("/")[0]
    rank = {"hengyang": 0, "examples": 2}.get(package, 1)
    date = half_day(head.calendar.start) if head.calendar else 1 << 30
    return rank, package, not head.name.endswith(TAUGHT), date, head.name
