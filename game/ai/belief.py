"""What a side may suppose of the enemy: playable States that fit all it has seen, and nothing else.

Known for certain are its own forces and the enemies it sees. Of the others it knows the order of battle in outline
(kinds and establishments, as the scenario's reader does), where they were last seen, how many men came and were lost,
and the ground: hidden defenders are likelier in works near the front, hidden batteries and staffs behind it.
"""

from collections.abc import Sequence
from random import Random
from typing import Any

import numpy as np

from game.names import Names
from game.rules import state as s
from game.rules.digest import copy_state
from game.rules.state import Board, Rulebook, State

LEAST_SHARE = 20  # percent of its establishment that a unit never seen is taken to have, at least
SUPPOSED_COHESION = 850  # tenths
SUPPOSED_AMMO = 50  # tenths of a fire
SUPPOSED_GRENADES = 2  # loads of a combat unit
SUPPOSED_SHELLS = 2  # loads of a battery
FADING = 6  # turns after which a last sighting says nothing
DRIFT = 3  # hexes that a unit may have gone since it was seen
HIDDEN_FROM = 2  # hexes from our units within which a stranger would usually be seen
FAR = 99
LIKELIEST = 6  # hexes named in a brief
# How much likelier a hidden unit stands in works, by their level, than in open ground; and in a post that matters.
WORKS_DRAW = np.array([1, 3, 40, 300, 1500])
POST_DRAW = 8
HELD_POST_DRAW = 40  # the same where his flag flies


class Beliefs:
    """Draws suppositions from one masked State. The same `seed` gives the same ones."""

    def __init__(
        self, names: Names, board: Board, rules: Rulebook, known: State, side: int, donts: int, absent: frozenset[int],
        posts: frozenset[int],
    ) -> None:  # fmt: skip
        """`donts`: the enemy's usual fire orders; `absent`: rows of units that are not there until they are seen.

        `posts`: hexes that he would hold: his main line, places that score.
        """
        self.names, self.board, self.rules, self.known, self.side = names, board, rules, known, side
        self.donts = donts
        self.post = np.ones(len(known.hexes), np.int64)
        units, hexes = known.units, known.hexes
        for h in posts:
            self.post[h] = POST_DRAW if hexes["control"][h] == side else HELD_POST_DRAW
        enemy = units["side"] != side
        self.hidden = [
            u
            for u in np.flatnonzero(enemy & (units["at"] < 0) & (units["status"] == s.WAITING)).tolist()
            if u not in absent or units["last_at"][u] >= 0
        ]
        self.visible = np.flatnonzero(enemy & (units["at"] >= 0)).tolist()
        mine = np.flatnonzero(~enemy & (units["at"] >= 0))
        self.front = _distances(board, units["at"][mine])
        open_to = rules.terrain["foot"][hexes["terrain"]] > 0
        self.free = open_to & (hexes["control"] != side) & (hexes["combat"] < 0) & (hexes["support"] < 0)
        self.left = self._men_left()
        self.share = self._usual_share()
        self.men = {u: self._men_of(u) for u in self.hidden}
        self.infantry, self.support = self._weights()
        self._near: dict[int, np.ndarray] = {}

    def _men_left(self) -> int:
        """How many of the enemy's men are unaccounted for: who came, less who was lost, less who is seen."""
        row = self.known.sides[1 - self.side]
        came = int(row["start"]) + int(row["arrived"]) + int(row["replaced"])
        lost = sum(int(row[name]) for name in ("killed", "died", "wounded", "captured"))
        return max(0, came - lost - int(self.known.units["men"][self.visible].sum()))

    def _usual_share(self) -> int:
        """Percent of their establishment that units never seen have, if the men unaccounted for are theirs."""
        units = self.known.units
        hidden = np.array(self.hidden, np.int64)
        met = hidden[units["last_men"][hidden] > 0]
        strangers = hidden[units["last_men"][hidden] <= 0]
        left = self.left - int(units["last_men"][met].sum())
        whole = max(1, int(units["establishment"][strangers].sum()))
        return min(100, max(LEAST_SHARE, 100 * left // whole))

    def draw(self, seed: int) -> State:
        """One supposition: a State that can be played on, with dice of its own."""
        random = Random(seed)
        state = copy_state(self.known)
        state.clock["seed"] = random.getrandbits(40)
        free = self.free.copy()
        supports = self.known.units["support"].tolist()
        placed: list[tuple[int, int]] = []
        left = self.left
        seen_on = self.known.units["last_turn"].tolist()
        order = sorted(self.hidden, key=lambda u: (-seen_on[u], random.random()))
        for u in order:
            men = self.men[u]
            if left < men // 2:
                continue
            at = self._place(random, u, free, self.support if supports[u] else self.infantry)
            if at >= 0:
                left -= men
                free[at] = False
                placed.append((u, at))
        for u, at in self._by_strength(random, placed, supports):
            unit = state.units[u]
            unit["status"], unit["at"], unit["men"] = s.PRESENT, at, self.men[u]
            unit["cohesion"] = SUPPOSED_COHESION
            state.hexes["support" if supports[u] else "combat"][at] = u
        self._equip(state, np.array([*self.visible, *(u for u, _ in placed)], np.int64))
        self._stock(state)
        return state

    def in_words(self, drawn: Sequence[State]) -> dict[str, Any]:
        """What is believed, as plain data: how many are hidden, where they were last seen, where they likely stand."""
        names, units = self.names, self.known.units
        hidden = np.array(self.hidden, np.int64)
        counts = np.zeros(len(self.known.hexes), np.int64)
        for state in drawn:
            at = state.units["at"][hidden]
            np.add.at(counts, at[(at >= 0) & (state.units["support"][hidden] == 0)], 1)
        likely = [h for h in np.argsort(-counts, kind="stable")[:LIKELIEST].tolist() if counts[h] > 0]
        return {
            "hidden_units": len(self.hidden),
            "men_unseen": self.left,
            "last_seen": {
                names.units[u]: names.text(int(units["last_at"][u])) for u in self.hidden if units["last_at"][u] >= 0
            },
            "likely": {names.text(h): round(100 * int(counts[h]) / len(drawn)) for h in likely},
        }

    def _by_strength(self, random: Random, placed: list[tuple[int, int]], supports: list[int]) -> list[tuple[int, int]]:
        """Combat units never seen change places, so that the strongest stand where it matters most, roughly."""
        last = self.known.units["last_at"].tolist()
        strangers = [(u, at) for u, at in placed if not supports[u] and last[u] < 0]
        others = [(u, at) for u, at in placed if supports[u] or last[u] >= 0]
        by_men = sorted((u for u, _ in strangers), key=lambda u: -self.men[u] * (2 + random.random()))
        by_post = sorted((at for _, at in strangers), key=lambda at: -int(self.infantry[at]) * (0.5 + random.random()))
        return [*others, *zip(by_men, by_post, strict=True)]

    def _men_of(self, u: int) -> int:
        unit = self.known.units[u]
        if unit["last_men"] > 0:
            return int(unit["last_men"])
        return max(1, int(unit["establishment"]) * self.share // 100)

    def _equip(self, state: State, rows: np.ndarray) -> None:
        """What is usual: some rounds, a load of grenades, the side's fire orders."""
        units = state.units
        units["ammo"][rows] = np.where(units["rates"][rows, 0] > 0, SUPPOSED_AMMO, 0)
        units["shells"][rows] = np.where(units["calibre"][rows] >= 0, SUPPOSED_SHELLS, 0)
        units["grenades"][rows] = np.where(units["support"][rows], 0, SUPPOSED_GRENADES)
        units["dont"][rows] = self.donts

    def _weights(self) -> tuple[np.ndarray, np.ndarray]:
        """How likely a hidden unit stands in each hex: combat units forward in works, support units behind."""
        works = self.known.hexes["works"]
        cover = self.rules.terrain["hides"][self.known.hexes["terrain"]]
        near = np.clip(14 - self.front, 1, 12)
        infantry = np.where((self.front >= HIDDEN_FROM) | (works >= 2), near * (1 + cover // 20), 0)
        infantry = infantry * WORKS_DRAW[works] * self.post
        behind = np.where(self.front >= 4, np.clip(24 - self.front, 1, 20) * (1 + cover // 20), 0)
        return infantry.astype(np.int64), behind.astype(np.int64)

    def _place(self, random: Random, u: int, free: np.ndarray, weights: np.ndarray) -> int:
        """A hex for unit `u`; -1 if there is none."""
        unit = self.known.units[u]
        last = int(unit["last_at"])
        age = int(self.known.clock["turn"][0]) - int(unit["last_turn"])
        if last >= 0 and age <= FADING:
            if free[last] and (unit["mobility"] == s.IMMOBILE or random.random() < 0.6):
                return last
            drifted = np.flatnonzero(free & (self._from(last) <= min(age + 1, DRIFT)))
            if len(drifted):
                return int(drifted[random.randrange(len(drifted))])
        rows = np.flatnonzero(free & (weights > 0))
        if not len(rows):
            rows = np.flatnonzero(free)
            if not len(rows):
                return -1
            return int(rows[random.randrange(len(rows))])
        sums = np.cumsum(weights[rows])
        return int(rows[np.searchsorted(sums, random.randrange(int(sums[-1])), side="right")])

    def _from(self, h: int) -> np.ndarray:
        if h not in self._near:
            self._near[h] = _distances(self.board, np.array([h]))
        return self._near[h]

    def _stock(self, state: State) -> None:
        """Depots for the enemy in the midst of his units, so that he is supplied as far as anybody knows."""
        depots = np.flatnonzero(state.depots["side"] != self.side).tolist()
        enemies = np.flatnonzero((state.units["side"] != self.side) & (state.units["at"] >= 0))
        if not depots or not len(enemies):
            return
        places = state.units["at"][enemies]
        rear = places[np.argsort(-self.front[places], kind="stable")]
        chosen = [int(rear[0])]
        while len(chosen) < len(depots):
            gap = _distances(self.board, np.array(chosen))[places]
            chosen.append(int(places[int(np.argmax(gap))]))
        for d, at in zip(depots, chosen, strict=True):
            depot = state.depots[d]
            depot["at"], depot["lost"] = at, 0
            share = 1 + len(enemies) // len(depots)
            depot["fires"], depot["grenades"], depot["food"] = 60 * share, share, 20 * share
            depot["shells"][:] = 2 * share


def _distances(board: Board, at: np.ndarray) -> np.ndarray:
    """Hexes from each hex of the map to the nearest of the hexes `at`."""
    q, r = board.hexes["q"], board.hexes["r"]
    if not len(at):
        return np.full(len(q), FAR, np.int64)
    dq, dr = q[:, None] - q[at][None, :], r[:, None] - r[at][None, :]
    away: Any = np.maximum(np.maximum(np.abs(dq), np.abs(dr)), np.abs(dq + dr))
    return away.min(axis=1)
