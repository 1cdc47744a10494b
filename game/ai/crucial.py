"""Crucial orders: what single units might do otherwise in this phase, and set-piece attacks of several on one hex.

Tactics go by rules of thumb, unit by unit. Here the units that matter (those near the enemy) are given other orders one
after another, and the whole is played out: an order stands when it surely does better.
"""

from collections.abc import Iterator

import numpy as np

from game.ai import playout
from game.ai.mind import NOT, Mind, copy_mind
from game.ai.plans import Directive, Plan, apply_plan
from game.ai.search import Setting
from game.rules import entries
from game.rules import state as s
from game.rules.state import State

MOST_TARGETS = 4  # hexes that one unit may think of assaulting
MOST_TOGETHER = 3  # battalions in a set-piece attack
MOST_SET_PIECES = 6
BACK_FROM = 3  # men whom the fire on a hex may cost, from which on a way out is looked for
THREATENED = 6  # hexes from the enemy's ground within which a place needs a garrison
FREE = -1  # assault as tactics will


class Outlook:
    """What a side's units could do in this phase, from its masked State."""

    def __init__(self, setting: Setting, known: State, mind: Mind, plan: Plan, side: int) -> None:
        self.setting, self.known, self.side = setting, known, side
        self.mind = copy_mind(mind)
        apply_plan(self.mind, plan._replace(orders=()), known)
        playout.decide(known, setting.board, setting.rules, self.mind, np.zeros(4, np.int64))  # reads the ground
        self.threat = self.mind.ground["threat"]
        hexes, held = known.hexes, self.mind.ground["enemy"] > 0
        self.targets = held | ((hexes["control"] != side) & (hexes["works"] >= 2))
        self._rows = np.zeros((4096, 4), np.int64)
        kept = {order.unit for order in (*self.keepers(), *self.shelters())}
        self.reach = {u: self._reach(u) for u in self._fighters() if u not in kept}

    def _fighters(self) -> list[int]:
        """Infantry that has not acted, nearest to danger or to a target first."""
        units = self.known.units
        mine = (units["side"] == self.side) & (units["status"] == s.PRESENT) & (units["acted"] == 0)
        rows = np.flatnonzero(mine & (units["klass"] == s.INFANTRY))
        enemies = np.flatnonzero(self.targets)
        if not len(enemies):
            return []
        away = self._away(units["at"][rows], enemies)
        return [int(rows[i]) for i in np.argsort(away, kind="stable") if away[i] <= 5]

    def _reach(self, u: int) -> list[int]:
        """The hex it stands in, then all it may move to."""
        setting = self.setting
        count = entries.list_one(self.known, setting.board, setting.rules, u, self._rows)
        rows = self._rows[: min(count, len(self._rows))]
        return [int(self.known.units["at"][u]), *rows[rows[:, 0] == s.MOVE][:, 2].tolist()]

    def displacements(self) -> tuple[Directive, ...]:
        """Batteries with shells that reach nothing go forward, out of fire, and no farther than the infantry."""
        units = self.known.units
        ours = (units["side"] == self.side) & (units["status"] == s.PRESENT)
        guns = np.flatnonzero(ours & np.isin(units["klass"], (s.GUNS, s.MORTARS)) & (units["shells"] > 0))
        wanted = self.targets.copy()
        wanted[self.mind.goals] |= self.known.hexes["control"][self.mind.goals] != self.side
        aims = np.flatnonzero(wanted)
        infantry = units["at"][ours & (units["klass"] == s.INFANTRY)]
        if not len(aims) or not len(infantry):
            return ()
        line = int(self._away(infantry, aims).min())
        found = []
        for u in guns.tolist():
            at, reach = int(units["at"][u]), int(units["range_hexes"][u])
            if units["moved"][u] or int(self._away(np.array([at]), aims)[0]) <= reach:
                continue
            places = np.array([h for h in self._reach(u) if self.threat[h] == 0])
            away = self._away(places, aims) if len(places) else np.zeros(0, np.int64)
            behind = [(int(away[i]), int(h)) for i, h in enumerate(places.tolist()) if away[i] > line]
            if behind and min(behind)[1] != at:
                found.append(Directive(u, min(behind)[1], FREE))
        return tuple(found)

    def shelters(self) -> tuple[Directive, ...]:
        """The spent, who garrison nothing, do not rest where seen batteries look at them."""
        units, hexes = self.known.units, self.known.hexes
        enemy = (units["side"] != self.side) & (units["seen"] == 1) & np.isin(units["klass"], (s.GUNS, s.MORTARS))
        watched = np.zeros(len(hexes), np.int64)
        for at in units["at"][enemy].tolist():
            seen = np.zeros(len(hexes), np.int64)
            entries.seen_from(self.known, self.setting.board, self.setting.rules, at, seen)
            watched |= seen
        found = []
        spent = (units["side"] == self.side) & (units["status"] == s.PRESENT) & (self.mind.units["tired"] == 1)
        for u in np.flatnonzero(spent & (units["klass"] == s.INFANTRY)).tolist():
            at = int(units["at"][u])
            if (
                not watched[at]
                or self.mind.ground["hold"][at] > 0
                or at in self.mind.goals
                or units["moves_left"][u] <= 0
            ):
                continue
            hidden = [h for h in self._reach(u) if not watched[h] and self.threat[h] <= self.threat[at]]
            if hidden:
                away = self._away(np.array(hidden), np.array([at]))
                found.append(Directive(u, hidden[int(np.argmin(away))], NOT))
        return tuple(found)

    def keepers(self) -> tuple[Directive, ...]:
        """An attacker's tactics guard nothing: who alone stands in a place that counts for the enemy stays there."""
        places, board, units = self.known.places, self.setting.board, self.known.units
        if not self.known.sides["attacker"][self.side]:
            return ()
        theirs = 1 - self.side
        hostile = np.flatnonzero(self.known.hexes["control"] == theirs)
        if not len(hostile):
            return ()
        found = []
        for p in np.flatnonzero(places["final"][:, theirs] + places["first"][:, theirs] > 0).tolist():
            start = int(places["start"][p])
            for h in board.place_hexes[start : start + int(places["count"][p])].tolist():
                u = int(self.known.hexes["combat"][h])
                threatened = int(self._away(np.array([h]), hostile)[0]) <= THREATENED
                if u >= 0 and units["side"][u] == self.side and threatened:
                    found.append(Directive(u, h, FREE))
        return tuple(found)

    def _away(self, places: np.ndarray, aims: np.ndarray) -> np.ndarray:
        """Hexes from each place to the nearest of the hexes `aims`."""
        q, r = self.setting.board.hexes["q"], self.setting.board.hexes["r"]
        dq, dr = q[places][:, None] - q[aims][None, :], r[places][:, None] - r[aims][None, :]
        return np.maximum(np.maximum(np.abs(dq), np.abs(dr)), np.abs(dq + dr)).min(axis=1)

    def neighbours(self, h: int) -> list[int]:
        return [b for b in self.setting.board.hexes["beyond"][h].tolist() if b >= 0]

    def bases(self, u: int) -> dict[int, list[int]]:
        """For each target that unit `u` can come next to: from where, the safest first."""
        found: dict[int, list[int]] = {}
        for h in self.reach[u]:
            for b in self.neighbours(h):
                if self.targets[b]:
                    found.setdefault(b, []).append(h)
        for places in found.values():
            places.sort(key=lambda h: (int(self.threat[h]), h))
        return found

    def others(self, u: int) -> Iterator[Directive]:
        """Orders that unit `u` could have instead of its tactics'."""
        at = self.reach[u][0]
        yield Directive(u, at, NOT)
        aim = self.mind.ground["aim"]
        bases = self.bases(u)
        for target in sorted(bases, key=lambda h: (-int(aim[h]), h))[:MOST_TARGETS]:
            yield Directive(u, bases[target][0], target)
        safest = min(self.reach[u], key=lambda h: (int(self.threat[h]), -int(self.known.hexes["works"][h])))
        if self.threat[at] >= BACK_FROM and safest != at:
            yield Directive(u, safest, NOT)
        goal = int(self.mind.units["goal"][u])
        if goal >= 0:
            field = self.mind.fields[goal]
            onward = min(self.reach[u], key=lambda h: (int(field[h]), int(self.threat[h])))
            yield Directive(u, onward, FREE)
            covered = min(self.reach[u], key=lambda h: (int(field[h]) + int(self.threat[h]), h))
            if covered not in (onward, at):
                yield Directive(u, covered, FREE)
        yield Directive(u, at, FREE)

    def set_pieces(self) -> list[tuple[Directive, ...]]:
        """Attacks on one hex by two or three battalions, each from a hex of its own, the hexes worth most first."""
        by_target: dict[int, list[tuple[int, list[int]]]] = {}
        for u in self.reach:
            for target, places in self.bases(u).items():
                by_target.setdefault(target, []).append((u, places))
        aim = self.mind.ground["aim"]
        found = []
        for target in sorted(by_target, key=lambda h: (-int(aim[h]), h)):
            rows = sorted(by_target[target], key=lambda row: -int(self.known.units["men"][row[0]]))
            taken: set[int] = set()
            orders: list[Directive] = []
            for u, places in rows:
                base = next((h for h in places if h not in taken), -1)
                if base >= 0 and len(orders) < MOST_TOGETHER:
                    taken.add(base)
                    orders.append(Directive(u, base, target))
            if len(orders) > 1:
                found.append(tuple(orders))
        return found[:MOST_SET_PIECES]
