"""From a finished battle to the next phase of its campaign: what is left of men, stores, works and ground.

    battle = next_battle(battle, campaign.load("hengyang/campaign"), seed=7)     # CampaignOver, if there is none

A unit keeps its id from phase to phase: one that the next scenario lists too begins with the men it has left. Stores
are counted together and laid out as the next scenario lays out its own. Works and ground are as the battle left them.
"""

import copy
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from game import hexgrid
from game.battle import Battle
from game.errors import UserError
from game.names import Names
from game.rules import state as s
from game.rules.state import State
from game.scenario import catalog
from game.scenario.campaign import Between, Campaign, CampaignPhase
from game.scenario.model import Scenario
from game.scenario.problems import ScenarioError
from game.scenario.words import WORKS
from game.setup import SUPPORT, make_board, make_state
from game.views import outcome_of

Merged = dict[str, Any]
STORES = ("fires", "grenades", "food")


class CampaignOver(UserError):
    """There is no next phase, or nothing to fight it with."""


def next_phase(names: Names, state: State, campaign: Campaign) -> Merged:
    """The merged scenario of the phase after the battle that ended in `state`.

    Raises CampaignOver if the battle is not over, was the last phase or decided the campaign, and ScenarioError
    if the next scenario cannot be read.
    """
    scenario = names.scenario
    number = campaign.phase_of(scenario.id)
    if number is None:
        raise CampaignOver(f"'{scenario.id}' is no phase of '{campaign.id}'")
    if not state.clock["ended"][0]:
        raise CampaignOver("the battle is not over: its last turn has still to be played")
    if number + 1 == len(campaign.phases):
        raise CampaignOver(f"'{scenario.id}' is the last phase of '{campaign.id}'")
    reason = outcome_of(names, state).reason
    if reason != "calendar":
        raise CampaignOver(f"the campaign is decided: the battle ended by {reason}")
    phase = campaign.phases[number + 1]
    loaded = catalog.examine(phase.scenario)
    if loaded.scenario is None:
        raise ScenarioError(catalog.why_not(loaded))
    return _Handover(names, state, loaded.scenario, loaded.merged, phase).merged


def next_battle(battle: Battle, campaign: Campaign, seed: int = 0) -> Battle:
    """The battle of the next phase, before its first order; luck as it was agreed. Raises as `next_phase` does."""
    merged = next_phase(battle.names, battle.state, campaign)
    merged["rules"] = merged.get("rules", {}) | {"randomness": str(battle.scenario.rules.randomness)}
    return Battle(catalog.from_merged(merged), merged, seed)


class _Handover:
    """Changes the next scenario's merged data, part by part."""

    def __init__(
        self, names: Names, state: State, scenario: Scenario, merged: Merged, phase: CampaignPhase
    ) -> None:  # fmt: skip
        self.names, self.state, self.phase = names, state, phase
        self.scenario, self.next = scenario, Names(scenario)
        self.before = names.scenario
        self.merged = copy.deepcopy(merged)
        self.men_before = {unit.id: unit.men for unit in self.before.units}
        self.side_of = {formation.id: formation.side for formation in scenario.formations}
        carried = set(phase.carry)
        if "ground" in carried or "works" in carried:
            board = make_board(self.before, names)
            self.start = make_state(self.before, names, board, 0, 1)
        if "losses" in carried:
            self._losses()
        if "ammunition" in carried:
            self._ammunition()
        if "works" in carried:
            self._works()
        if "ramps" in carried:
            self._ramps()
        if "ground" in carried:
            self._ground()

    def _gift(self, side: str) -> Between:
        return self.phase.between.get(side, Between())

    def _row(self, unit: str) -> Any:
        """The unit's row in the finished battle; None if it was not in it, or never came."""
        row = self.names.unit_row.get(unit)
        if row is None or self.state.units[row]["status"] == s.WAITING:
            return None
        return self.state.units[row]

    # ------------------------------------------------------------ men

    def _losses(self) -> None:
        gone = set()
        for unit in self.merged["units"]:
            row = self._row(unit["id"])
            if row is None:
                continue
            most = self.scenario.kinds[unit["kind"]].men
            left = int(row["men"]) if row["status"] == s.PRESENT else 0
            back = max(0, self.men_before[unit["id"]] - left) * self._gift(self.side_of[unit["formation"]]).back_percent
            men = min(most, left + back // 100)
            if men * 1000 < most * self.scenario.rules.dissolve_permille:
                gone.add(unit["id"])
            else:
                unit["men"] = men
        self._take_away(gone)

    def _take_away(self, gone: set[str]) -> None:
        """Units that are no more: out of waves, formations and the list."""
        merged = self.merged
        merged["units"] = [unit for unit in merged["units"] if unit["id"] not in gone]
        left = {self.side_of[unit["formation"]] for unit in merged["units"]}
        for side in merged["sides"]:
            if side not in left:
                raise CampaignOver(f"the campaign is decided: nothing is left of {side}")
        for formation in merged.get("formations") or []:
            if formation.get("hq") in gone:
                del formation["hq"]
        empty = set()
        for wave in merged.get("waves") or []:
            wave["units"] = [unit for unit in wave["units"] if unit not in gone]
            if not wave["units"]:
                empty.add(wave["id"])
        if empty:
            merged["waves"] = [wave for wave in merged["waves"] if wave["id"] not in empty]
            for event in merged.get("events") or []:
                _silence(event, empty, next(iter(merged["sides"])))

    # ------------------------------------------------------------ stores

    def _ammunition(self) -> None:
        for unit in self.merged["units"]:
            row = self._row(unit["id"])
            if row is not None and row["status"] == s.PRESENT:
                unit["ammo"], unit["grenades"] = int(row["ammo"]) // 10, int(row["grenades"])
                if "shells" in unit or row["shells"]:
                    unit["shells"] = int(row["shells"])
        for side in self.merged["sides"]:
            depots = [depot for depot in self.merged.get("depots") or [] if depot["side"] == side]
            if not depots:
                continue
            have = self._stores(side)
            for name in STORES:
                _lay_out(depots, name, have[name] + getattr(self._gift(side), name))
            shells = have["shells"]
            for calibre, loads in self._gift(side).shells.items():
                shells[calibre] = shells.get(calibre, 0) + loads
            _lay_out_shells(depots, shells)

    def _stores(self, side: str) -> dict[str, Any]:
        """What is left in a side's depots."""
        rows = self.state.depots[
            (self.state.depots["side"] == self.names.side_row[side]) & (self.state.depots["lost"] == 0)
        ]
        loads = rows["shells"].sum(axis=0) if len(rows) else np.zeros(len(self.names.calibres), np.int64)
        return {
            "fires": int(rows["fires"].sum()) // 10, "grenades": int(rows["grenades"].sum()),
            "food": int(rows["food"].sum()),
            "shells": {name: int(loads[i]) for i, name in enumerate(self.names.calibres) if loads[i]},
        }  # fmt: skip

    # ------------------------------------------------------------ ground

    def _works(self) -> None:
        """Levels that the battle took or added, off or on what the next scenario builds."""
        change = self.state.hexes["works"] - self.start.hexes["works"]
        level = np.zeros(len(change), np.int64)
        for name, refs in self.scenario.map.works.items():
            for ref in refs:
                level[self.next.hexes(ref)] = WORKS.index(name)
        level = np.where(change > 0, np.maximum(level, self.state.hexes["works"]), np.maximum(level + change, 0))
        self.merged["map"]["works"] = {
            name: [self.next.texts[h] for h in np.flatnonzero(level == number).tolist()]
            for number, name in enumerate(WORKS)
            if number and (level == number).any()
        }

    def _ramps(self) -> None:
        """At cliffs that both have: those who fell there, as counted in the battle."""
        fallen = {
            (int(edge["hex"]), int(edge["direction"])): int(edge["ramp"])
            for edge in self.state.edges
            if edge["kind"] == s.CLIFF
        }
        ramps = dict(self.merged["map"].get("ramps") or {})
        for edge in self.scenario.map.edges.cliff:
            for ref in edge.at:
                text, _, side = ref.partition("/")
                key = (self.next.hex(text), hexgrid.DIRECTIONS.index(side))
                if key in fallen:
                    ramps.pop(ref, None)
                    if fallen[key]:
                        ramps[ref] = fallen[key]
        self.merged["map"]["ramps"] = ramps

    def _ground(self) -> None:
        """Ground that changed hands is theirs who hold it now; who would stand on the enemy's stands behind it."""
        sides = self.next.sides
        board = make_board(self.scenario, self.next)
        fresh = make_state(self.scenario, self.next, board, 0, 1)
        control = fresh.hexes["control"].copy()
        translate = np.array([sides.index(name) for name in self.names.sides])
        now, then = self.state.hexes["control"], self.start.hexes["control"]
        changed = now != then
        control[changed] = translate[now[changed]]
        listed = [name for name in sides if self.merged["sides"][name].get("control", "rest") != "rest"]
        for name in listed:
            mine = np.flatnonzero(control == sides.index(name)).tolist()
            self.merged["sides"][name]["control"] = [self.next.texts[h] for h in mine]
        self._stand_back(control)

    def _stand_back(self, control: np.ndarray) -> None:
        """Move who stands on ground of the enemy to the nearest free hex of his own."""
        taken: dict[tuple[int, bool], str] = {}
        units = [unit for unit in self.merged["units"] if unit.get("at") is not None]
        side_at: dict[int, str] = {}
        misplaced = []
        for unit in units:
            h, side = self.next.hex(unit["at"]), self.side_of[unit["formation"]]
            if self.next.sides[int(control[h])] == side:
                taken[h, self._supports(unit)] = unit["id"]
                side_at[h] = side
            else:
                misplaced.append((unit, h, side))
        for unit, h, side in misplaced:
            where = next(
                at
                for at in self._outward(h)
                if self.next.sides[int(control[at])] == side
                and (at, self._supports(unit)) not in taken
                and side_at.get(at, side) == side
                and self._open(at)
            )
            unit["at"] = self.next.texts[where]
            taken[where, self._supports(unit)] = unit["id"]
            side_at[where] = side

    def _supports(self, unit: Merged) -> bool:
        return self.scenario.kinds[unit["kind"]].class_ in SUPPORT

    def _open(self, h: int) -> bool:
        letter = self.scenario.map.rows.split()[h // self.next.cols][h % self.next.cols]
        ground = self.scenario.terrain[self.scenario.map.legend[letter]]
        return not ground.water and ground.foot is not None and ground.wheels is not None

    def _outward(self, h: int) -> list[int]:
        cols = self.next.cols
        return sorted(range(cols * self.next.rows), key=lambda at: (hexgrid.distance(h, at, cols), at))


def _lay_out(depots: list[Merged], name: str, amount: int) -> None:
    """Share a store out as the scenario shares its own; all to the first where it has none."""
    given = _shares([int(depot.get(name) or 0) for depot in depots], amount)
    for depot, part in zip(depots, given, strict=True):
        depot[name] = part


def _lay_out_shells(depots: list[Merged], shells: dict[str, int]) -> None:
    calibres = sorted({*shells, *(name for depot in depots for name in depot.get("shells") or {})})
    old = [dict(depot.get("shells") or {}) for depot in depots]
    for depot in depots:
        depot["shells"] = {}
    for name in calibres:
        given = _shares([row.get(name, 0) for row in old], shells.get(name, 0))
        for depot, part in zip(depots, given, strict=True):
            if part:
                depot["shells"][name] = part


def _shares(weights: list[int], amount: int) -> list[int]:
    """`amount` in whole parts as the weights stand to each other; their sum is `amount`."""
    if not any(weights):
        weights = [1, *[0] * (len(weights) - 1)]
    total, given, done, so_far = sum(weights), [], 0, 0
    for weight in weights:
        so_far += weight
        now = amount * so_far // total
        given.append(now - done)
        done = now
    return given


def _silence(event: Merged, waves: set[str], side: str) -> None:
    """Take effects that call these waves out of an event; one of which nothing is left stays, and does nothing."""
    for effects in _lists(event.get("do") or []):
        effects[:] = [
            effect for effect in effects if effect.get("wave") not in waves and effect.get("release") not in waves
        ]
    event["do"] = event.get("do") or [{"points": {"side": side, "by": 0}}]


def _lists(effects: list[Merged]) -> Iterator[list[Merged]]:
    yield effects
    options: Iterable[Merged] = (option for effect in effects for option in effect.get("choice") or [])
    for option in options:
        yield from _lists(option.get("do") or [])
