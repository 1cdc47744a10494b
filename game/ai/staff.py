"""A staff that commands some formations of a person's side, each under the posture it was given.

It plays by the recruit's tactics, from the side's masked State, and leaves all else alone: other units, aircraft,
rations, waves, choices and terms stay with the person.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from game.ai import playout
from game.ai.mind import HOLD, NOT, PROBE, REST, Mind, make_mind
from game.ai.plans import OWN_AXIS, Directive, Plan, apply_plan
from game.rules import state as s
from game.rules.digest import copy_state
from game.values import Order

POSTURES = {"hold": HOLD, "rest": REST, "probe": PROBE}
MOST_PASSED_OVER = 60  # decisions about what is not the staff's before its phase is over


class Staff:
    """Orders for formations under a posture (`hold`, `rest` or `probe`), in the manner of `Computer`."""

    def __init__(self, side: str) -> None:
        self.side = side
        self.postures: dict[str, str] = {}  # formation -> posture
        self._mind: Mind | None = None
        self._stamp = -1
        self._out = np.zeros(4, np.int64)

    def command(self, postures: Mapping[str, str]) -> None:
        """Take these formations over. Raises KeyError for a posture that is none."""
        self.postures = {formation: posture for formation, posture in postures.items() if POSTURES[posture] >= 0}
        self._stamp = -1

    def cancel(self) -> None:
        """Nothing to interrupt: each decision takes a moment."""

    def next_order(self, battle: Any) -> Order:
        """The next order for a unit in its care; `end` when it has no more, which it leaves to others to give."""
        known = battle.view(self.side).arrays
        own, mine = self._units(battle, known)
        mind = self._ready(battle, known)
        shown = copy_state(known)
        shown.units["acted"][own & ~mine] = 1  # tactics pass over whoever has acted
        shown.events["waiting"] = 0
        shown.sides["sorties"] = 0
        shown.formations["side"] = -1  # rations
        for _ in range(MOST_PASSED_OVER):
            playout.decide(shown, battle.board, battle.rules, mind, self._out)
            verb, u, h, arg = self._out.tolist()
            if verb == s.END:
                break
            if u < len(mine) and mine[u]:
                order: Order = battle.notation.order(verb, u, h, arg)
                if battle.is_legal(order):
                    return order
            mind.progress["failed"] += 1
        return Order(None, "end")

    def _units(self, battle: Any, known: s.State) -> tuple[np.ndarray, np.ndarray]:
        """(U,) bool each: units of the side, and those of them in the staff's care."""
        rows = [battle.names.formation_row[formation] for formation in self.postures]
        own = known.units["side"] == battle.names.side_row[self.side]
        return own, own & np.isin(known.units["formation"], rows)

    def _ready(self, battle: Any, known: s.State) -> Mind:
        """Its mind, with the postures of this phase."""
        if self._mind is None:
            side = battle.names.side_row[self.side]
            self._mind = make_mind(battle.scenario, battle.names, battle.board, battle.rules, known, side)
        stamp = int(known.clock["turn"][0])
        if stamp != self._stamp:
            self._stamp = stamp
            formations = [battle.names.formations[f] for f in known.units["formation"].tolist()]
            postures = tuple(POSTURES[self.postures.get(name, "hold")] for name in formations)
            at = known.units["at"].tolist()
            # Who is to hold leaves his trench for nothing; the computer's own garrisons may.
            stays = [Directive(u, at[u], NOT) for u, name in enumerate(formations) if self.postures.get(name) == "hold"]
            orders = tuple(order for order in stays if order.go >= 0)
            apply_plan(self._mind, Plan("staff", postures, (OWN_AXIS,) * len(postures), orders=orders), known)
            self._mind.progress["stamp"] = 0  # begin the phase anew
        return self._mind
