"""What if: another order instead of one that was given, both played out many times in a worker, side by side."""

import threading
from typing import Any

import pygame

from game.chronicle.replay import Replay
from game.chronicle.what_if import PLAYOUTS, Comparison, Course, Share, WhatIf
from game.errors import UserError
from game.ui.panels.gazetteer import Gazetteer
from game.ui.scenes.base import Close, Desk, Open, SheetScene, Wish
from game.ui.scenes.replay_words import order_words, verb_words
from game.ui.theme.palette import BAD, BRASS, DIM, GOLD, GOOD, PAPER, Colour
from game.ui.theme.sheet import Key, Layout, Sheet
from game.ui.theme.surface import bar
from game.values import Order

SHOWN = 12
FIGHTS = ("assault", "fire", "bombard", "blast", "air", "clear", "bridge", "demolish", "dig", "rally")


class Worker:
    """The playouts in a thread; what is known so far can be read at any time."""

    def __init__(self, what_if: WhatIf, playouts: int) -> None:
        self.what_if, self.playouts = what_if, playouts
        self.trouble = ""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def _work(self) -> None:
        try:
            self.what_if.play(self.playouts, self._stop.is_set)
        except UserError as fault:
            self.trouble = str(fault)

    @property
    def running(self) -> bool:
        return self._thread.is_alive()

    def stop(self) -> None:
        """The playouts under way are still ended, in copies of their own: nobody waits for them."""
        self._stop.set()


class WhatIfScene(SheetScene):
    """Order `n` of a replay and what might have been ordered instead."""

    veil = True

    def __init__(self, replay: Replay, n: int, names: Gazetteer, playouts: int = PLAYOUTS) -> None:
        super().__init__()
        self.replay, self.n, self.names, self.playouts = replay, n, names, playouts
        self.given = replay.moment(n).order
        self.before = replay.at(n - 1)
        self.others = self._others()
        self.chosen: Order | None = None
        self.worker: Worker | None = None
        self._last: WhatIf | None = None  # its playouts of the order given serve the next comparison too
        self._seen: Any = None

    def _others(self) -> list[Order | None]:
        """What else the unit could have been ordered: nothing, then what fights, then moves, the nearest first."""
        legal = [order for order in self.before.legal_orders(self.given.unit) if order != self.given]
        legal = [order for order in legal if order.verb != "end"]
        fights = sorted((o for o in legal if o.verb in FIGHTS), key=lambda o: FIGHTS.index(o.verb))
        rest = [order for order in legal if order.verb not in FIGHTS and order.verb != "move"]
        moves = [order for order in legal if order.verb == "move"]
        if self.given.at:
            goal = self.given.at
            moves.sort(key=lambda order: self.before.distance(order.at or goal, goal))
        return [None, *fights, *moves, *rest]

    # ------------------------------------------------------------ the app's side

    @property
    def moving(self) -> bool:
        return False

    @property
    def watching(self) -> bool:
        return self.worker is not None and self.worker.running

    def close(self) -> None:
        if self.worker:
            self.worker.stop()

    def tick(self, desk: Desk, ms: int) -> list[Wish]:
        if self.state() != self._seen:
            self._seen, desk.redraw = self.state(), True
        return []

    def state(self) -> Any:
        worker = self.worker
        return self.scroll, self.chosen, worker and (worker.what_if.done, worker.running, worker.trouble)

    # ------------------------------------------------------------ painting

    def paint(self, desk: Desk) -> Sheet:
        say = desk.say
        sheet = Layout(min(desk.u(760), desk.size[0] - 8), desk.scale, self.hover)
        sheet.head(say("what_if.title"), say("replay.of", n=self.n, all=self.replay.length))
        sheet.para(f"{say('what_if.was')}: {order_words(self.given, self.names, say)}", 16, GOLD)
        if self.worker is None:
            self._choices(sheet, desk)
        else:
            self._result(sheet, desk, self.worker)
        return sheet.sheet()

    def _choices(self, sheet: Layout, desk: Desk) -> None:
        say, names = desk.say, self.names
        unit = self.given.unit or ""
        who = names.unit(unit, say.lang) if unit in names.units else names.side(unit, say.lang)
        sheet.gap(6)
        sheet.para(say("what_if.choose", unit=who), 15, PAPER)
        sheet.gap(4)
        self.scroll = min(self.scroll, max(0, len(self.others) - SHOWN))
        keys = [
            Key(self._label(order, desk), f"try {i}")
            for i, order in enumerate(self.others[self.scroll : self.scroll + SHOWN], self.scroll)
        ]
        sheet.buttons(keys, 1, 34, 15)
        if len(self.others) > SHOWN:
            sheet.para(say("replay.of", n=min(self.scroll + SHOWN, len(self.others)), all=len(self.others)), 13, DIM)
        sheet.gap(4)
        sheet.buttons([Key(say("common.close"), "close")], 2)

    def _label(self, order: Order | None, desk: Desk) -> str:
        if order is None:
            return desk.say("what_if.nothing")
        verb = verb_words(order, self.names, desk.say)
        return f"{verb} · {self.names.spot(self.names.hex(order.at), desk.say.lang)}" if order.at else verb

    def _result(self, sheet: Layout, desk: Desk, worker: Worker) -> None:
        say = desk.say
        sheet.para(f"{say('what_if.instead')}: {self._label(self.chosen, desk)}", 16, GOLD)
        done = worker.what_if.done
        sheet.gap(4)
        box = pygame.Rect(sheet.pad, sheet.y, sheet.inner, sheet.u(13))
        bar(sheet.ink, box, 100 * done // self.playouts, BRASS)
        sheet.y += sheet.u(18)
        sheet.para(say("what_if.played", n=done, all=self.playouts), 13, DIM)
        comparison = worker.what_if.comparison()
        if comparison:
            self._table(sheet, desk, comparison)
        if worker.trouble:
            sheet.para(worker.trouble, 14, BAD)
        sheet.gap(4)
        sheet.para(say("what_if.basis"), 13, DIM, "italic")
        sheet.gap(8)
        keys = [Key(say("what_if.again"), "again"), Key(say("what_if.play"), "play", look="red")]
        stop = Key(say("what_if.stop"), "stop") if worker.running else Key(say("common.close"), "close")
        sheet.buttons([*keys, stop], 3, 38, 15)

    def _table(self, sheet: Layout, desk: Desk, comparison: Comparison) -> None:
        say, sides = desk.say, self.replay.battle.sides
        shares = (34, 22, 22, 22)
        sheet.gap(4)
        heads = ("", say("what_if.was"), say("what_if.instead"), say("what_if.difference"))
        sheet.columns(heads, shares, 15, BRASS, "bold")
        ways = (comparison.given, comparison.instead, comparison.difference)
        for side in sides:
            name = self.names.side(side, say.lang)
            sheet.columns(
                (say("what_if.wins", side=name), *(self._percent(way, side, desk) for way in ways)), shares, 15
            )
        sheet.columns((say("what_if.margin"), *(_number(way.margin, desk) for way in ways)), shares, 15)
        for side in sides:
            name = self.names.side(side, say.lang)
            men = (_number(way.lost[side], desk) for way in ways)
            sheet.columns((say("what_if.men", side=name), *men), shares, 15)
        sheet.gap(4)
        words, colour = self._verdict(comparison, desk)
        sheet.para(words, 16, colour, "bold")

    def _percent(self, way: Course, side: str, desk: Desk) -> str:
        share = way.won[side]
        return desk.say("what_if.percent", mean=f"{100 * share.mean:.1f}", error=f"{100 * share.error:.1f}")

    def _verdict(self, comparison: Comparison, desk: Desk) -> tuple[str, Colour]:
        """What the difference in points says of whoever gave the order; nothing within its error."""
        side = self.replay.moment(self.n).side
        margin = comparison.difference.margin
        name = self.names.side(side, desk.say.lang)
        if abs(margin.mean) <= margin.error:
            return desk.say("what_if.same"), DIM
        attacks = self.replay.battle.scenario.sides[side].role == "attacker"
        if (margin.mean > 0) == attacks:
            return desk.say("what_if.better", side=name), GOOD
        return desk.say("what_if.worse", side=name), BAD

    # ------------------------------------------------------------ acting

    def act(self, action: str, desk: Desk) -> list[Wish]:
        word, _, rest = action.partition(" ")
        if word == "try":
            self.chosen = self.others[int(rest)]
            self._last = WhatIf(self.before, self.given, self.chosen, self._last)
            self.worker = Worker(self._last, self.playouts)
        elif word == "again":
            self.close()
            self.worker = None
        elif word == "stop" and self.worker:
            self.worker.stop()
        elif word == "play":
            return self._play(desk)
        elif word == "close":
            return [Close()]
        return []

    def _play(self, desk: Desk) -> list[Wish]:
        """Go on in earnest from the other order."""
        from game.ui.scenes.replay import play_on_question

        self.close()
        battle = self.before.copy()
        if self.chosen:
            battle.give(self.chosen)
        return [Open(play_on_question(battle, self.names, desk))]


def _number(share: Share, desk: Desk) -> str:
    return desk.say("what_if.number", mean=f"{share.mean:,.1f}", error=f"{share.error:,.1f}")
