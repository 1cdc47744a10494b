"""The laws of every battle: what must be true of a State at any moment, and of a State before and after an order.

`check(state, board, rules, start)` holds a State against the accounts taken at the battle's beginning
(`start = Accounts.of(state)`), `check_order(before, after, verb, u)` an order against the State it was given in. Both
raise `LawBroken(name, details)`. The laws follow docs/rules.md; they read arrays and call no kernel, so that a kernel
cannot vouch for itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from game.rules import state as s
from game.rules.state import Board, Rulebook, State


class LawBroken(AssertionError):
    """A law of the battle does not hold: its name, and what was found."""

    def __init__(self, name: str, details: str) -> None:
        super().__init__(f"{name}: {details}")
        self.name, self.details = name, details


STORES = (("fires", "ammo", "spent"), ("grenades", "grenades", "spent_grenades"), ("shells", "shells", "spent_shells"))


def men_of(state: State, side: int) -> tuple[int, int]:
    """(men accounted for, men who ever came) of one side."""
    units, row = state.units, state.sides[side]
    here = int(units["men"][(units["side"] == side) & (units["status"] != s.WAITING)].sum())
    gone = row["killed"] + row["died"] + row["wounded"] - row["returned"] + row["captured"]
    return here + int(row["pool"] + gone), int(row["start"] + row["arrived"] + row["replaced"])


def waiting_men(state: State, side: int) -> int:
    units = state.units
    return int(units["men"][(units["side"] == side) & (units["status"] == s.WAITING)].sum())


def carried(state: State, side: int, field: str) -> int:
    """A store with the side's units, those taken with their arms in their hands included."""
    return int(state.units[field][state.units["side"] == side].sum())


def stored(state: State, side: int, store: str) -> int:
    return int(state.depots[store][state.depots["side"] == side].sum())


@dataclass(frozen=True)
class Accounts:
    """What a battle began with: nothing may be added to it or taken from it without an entry."""

    waiting: tuple[int, ...]  # men who have come or are still to come, by side
    totals: tuple[int, ...]  # of each store: with units + in depots + spent + lost - received
    in_depots: tuple[int, ...]  # of each store: in depots + issued - received
    lost: tuple[int, ...]  # of each store: lost before the accounts were opened
    strongest: tuple[int, ...]  # men a unit can have: its establishment, or what it began with

    @classmethod
    def of(cls, state: State) -> "Accounts":
        both = [(side, *names) for side in range(2) for names in STORES]
        return cls(
            tuple(men_of_the_start(state, side) for side in range(2)),
            tuple(total(state, *names) for names in both),
            tuple(depot_account(state, side, store) for side, store, _, _ in both),
            tuple(int(state.sides["lost_" + store][side]) for side, store, _, _ in both),
            tuple(np.maximum(state.units["establishment"], state.units["men"]).tolist()),
        )


def men_of_the_start(state: State, side: int) -> int:
    return waiting_men(state, side) + int(state.sides["start"][side] + state.sides["arrived"][side])


def total(state: State, side: int, store: str, field: str, spent: str) -> int:
    row = state.sides[side]
    used = int(row[spent] + row["lost_" + store] - row["received_" + store])
    return carried(state, side, field) + stored(state, side, store) + used


def depot_account(state: State, side: int, store: str) -> int:
    row = state.sides[side]
    return stored(state, side, store) + int(row["issued_" + store] - row["received_" + store])


# ---------------------------------------------------------------- laws of a moment

Law = Callable[[State, Board, Rulebook, Accounts], str | None]
LAWS: dict[str, Law] = {}


def law(name: str) -> Callable[[Law], Law]:
    """Enter a law: a function that says what is wrong, or None."""

    def enter(function: Law) -> Law:
        LAWS[name] = function
        return function

    return enter


def check(state: State, board: Board, rules: Rulebook, start: Accounts) -> None:
    """Hold `state` against every law. Raises LawBroken with the first that does not hold."""
    for name, holds in LAWS.items():
        details = holds(state, board, rules, start)
        if details:
            raise LawBroken(name, details)


def first(wrong: Any) -> int:
    """The first row where `wrong` is true, -1 if none is."""
    rows = np.flatnonzero(wrong)
    return int(rows[0]) if len(rows) else -1


@law("men are conserved")
def _men(state: State, board: Board, rules: Rulebook, start: Accounts) -> str | None:
    for side in range(2):
        accounted, came = men_of(state, side)
        if accounted != came:
            return f"side {side}: {accounted} accounted for, {came} came"
        here = men_of_the_start(state, side)
        if here != start.waiting[side]:
            return f"side {side}: {here} came or will come, {start.waiting[side]} at the start"
    return None


@law("fires, grenades and shells are conserved")
def _stores(state: State, board: Board, rules: Rulebook, start: Accounts) -> str | None:
    for i, (side, names) in enumerate((side, names) for side in range(2) for names in STORES):
        now = total(state, side, *names)
        if now != start.totals[i]:
            return f"side {side}, {names[0]}: {now} accounted for, {start.totals[i]} at the start"
    return None


@law("depots lose what they issue or what is lost with them")
def _issues(state: State, board: Board, rules: Rulebook, start: Accounts) -> str | None:
    for i, (side, names) in enumerate((side, names) for side in range(2) for names in STORES):
        missing = start.in_depots[i] - depot_account(state, side, names[0])
        lost = int(state.sides["lost_" + names[0]][side]) - start.lost[i]
        if not 0 <= missing <= lost:
            return f"side {side}, {names[0]}: {missing} missing from depots, {lost} lost in all"
    return None


@law("each unit fills its own place")
def _places_of_units(state: State, board: Board, rules: Rulebook, start: Accounts) -> str | None:
    units, hexes = state.units, state.hexes
    present = units["status"] == s.PRESENT
    for slot, support in (("combat", 0), ("support", 1)):
        rows = np.flatnonzero(present & (units["support"] == support))
        astray = first(hexes[slot][units["at"][rows]] != rows)
        if astray >= 0 or (len(rows) and units["at"][rows].min() < 0):
            return f"unit {rows[astray]} is not in the {slot} place of hex {units['at'][rows[astray]]}"
        filled = int((hexes[slot] >= 0).sum())
        if filled != len(rows):
            return f"{filled} {slot} places are filled by {len(rows)} units"
    off_map = first(~present & (units["at"] >= 0))
    return f"unit {off_map} is off the map and in hex {units['at'][off_map]}" if off_map >= 0 else None


@law("a hex holds units of one side")
def _one_side(state: State, board: Board, rules: Rulebook, start: Accounts) -> str | None:
    combat, support = state.hexes["combat"], state.hexes["support"]
    side = state.units["side"]
    both = np.flatnonzero((combat >= 0) & (support >= 0))
    mixed = first(side[combat[both]] != side[support[both]])
    return f"hex {both[mixed]} holds both sides" if mixed >= 0 else None


@law("nobody stands in a river")
def _rivers(state: State, board: Board, rules: Rulebook, start: Accounts) -> str | None:
    here = np.flatnonzero(state.units["status"] == s.PRESENT)
    drowned = first(rules.terrain["foot"][state.hexes["terrain"][state.units["at"][here]]] <= 0)
    return f"unit {here[drowned]} stands where nobody can" if drowned >= 0 else None


@law("who is gone has nobody left")
def _gone(state: State, board: Board, rules: Rulebook, start: Accounts) -> str | None:
    units = state.units
    ghost = first((units["status"] == s.GONE) & (units["men"] > 0))
    if ghost >= 0:
        return f"unit {ghost} is gone with {units['men'][ghost]} men"
    empty = first((units["status"] == s.PRESENT) & (units["men"] <= 0))
    return f"unit {empty} is on the map without men" if empty >= 0 else None


UNIT_RANGES = {
    "cohesion": (0, 1000), "suppression": (0, 1000), "fatigue": (0, 100), "status": (0, 2), "dont": (0, 7),
    "moved": (0, 1), "acted": (0, 1), "fired": (0, 1), "revealed": (0, 1), "fresh": (0, 1), "seen": (0, 1),
    "supplied": (0, 1),
}  # fmt: skip
NEVER_NEGATIVE = {
    "units": ("men", "ammo", "grenades", "shells", "moves_left", "volleys", "isolated_turns", "work_done", "rolls"),
    "hexes": ("wear", "dig", "fire", "burnt", "organised", "assaults", "batteries"),
    "sides": (
        "pool", "sorties", "killed", "died", "wounded", "returned", "captured", "start", "arrived", "replaced",
        "volleys", "spent", "spent_grenades", "spent_shells", "lost_fires", "lost_grenades", "lost_shells",
        "issued_fires", "issued_grenades", "issued_shells", "interdicted", "waiting_choice",
    ),
    "depots": ("fires", "grenades", "food", "shells"),
    "edges": ("ramp", "work"),
}  # fmt: skip


@law("values keep their ranges")
def _ranges(state: State, board: Board, rules: Rulebook, start: Accounts) -> str | None:
    units, hexes, numbers = state.units, state.hexes, rules.numbers[0]
    limits: list[tuple[str, Any, Any, Any]] = [(name, units[name], *span) for name, span in UNIT_RANGES.items()]
    limits += [
        ("men", units["men"], 0, np.array(start.strongest, np.int64)),
        ("moves_left", units["moves_left"], 0, units["points"]),
        ("works", hexes["works"], 0, 4),
        ("known_works", hexes["known_works"], 0, 4),
        ("control", hexes["control"], 0, 1),
        ("known_control", hexes["known_control"], 0, 1),
        ("terrain", hexes["terrain"], 0, len(rules.terrain) - 1),
        ("fire", hexes["fire"], 0, numbers["fire_turns"]),
        ("assaults", hexes["assaults"], 0, numbers["assaults_per_hex"]),
        ("batteries", hexes["batteries"], 0, numbers["batteries_per_hex"]),
        ("ration", state.formations["ration"], 0, 2),
        ("intact edge", state.edges["intact"], 0, 1),
        ("intact crossing", state.crossings["intact"], 0, 1),
        ("turn", state.clock["turn"], 1, board.frame["turns"][0]),
        ("phase", state.clock["phase"], 0, 1),
        ("weather", state.clock["weather"], 0, 3),
        ("returned", state.sides["returned"], 0, state.sides["wounded"]),
    ]
    limits += [
        (name, getattr(state, array)[name], 0, 1 << 40) for array, names in NEVER_NEGATIVE.items() for name in names
    ]
    for name, values, low, high in limits:
        wrong = first(np.ravel((values < low) | (values > high)))
        if wrong >= 0:
            return f"{name} of row {wrong} is {np.ravel(values)[wrong]}"
    return None


@law("counts on the clock and of the sides are those of the map")
def _counts(state: State, board: Board, rules: Rulebook, start: Accounts) -> str | None:
    burning = int((state.hexes["fire"] > 0).sum())
    if burning != state.clock["burning"][0]:
        return f"{burning} hexes burn, the clock says {state.clock['burning'][0]}"
    night = (board.frame["first_night"][0] + state.clock["turn"][0] - 1) % 2
    if night != state.clock["night"][0]:
        return f"turn {state.clock['turn'][0]} and night {state.clock['night'][0]}"
    chooser = np.maximum(board.event_rules["side"], 0)
    for side in range(2):
        waiting = int(state.events["waiting"][chooser == side].sum())
        if waiting != state.sides["waiting_choice"][side]:
            return f"side {side}: {waiting} choices wait, not {state.sides['waiting_choice'][side]}"
        row = state.sides[side]
        parts = int(row["points_days"] + row["points_places"] + row["points_losses"] + row["points_events"])
        if parts != row["points"]:
            return f"side {side}: {row['points']} points, their parts are {parts}"
    return None


@law("who stands in a hex controls it")
def _controls(state: State, board: Board, rules: Rulebook, start: Accounts) -> str | None:
    for u in np.flatnonzero((state.units["status"] == s.PRESENT) & (state.units["support"] == 0)).tolist():
        unit = state.units[u]
        if state.hexes["control"][unit["at"]] != unit["side"]:
            return f"unit {u} of side {unit['side']} stands in hex {unit['at']} of the other side"
    return None


@law("places belong to who controls most of their hexes")
def _holders(state: State, board: Board, rules: Rulebook, start: Accounts) -> str | None:
    for p, place in enumerate(state.places):
        hexes = board.place_hexes[place["start"] : place["start"] + place["count"]]
        second = int((state.hexes["control"][hexes] == 1).sum())
        if 2 * second != len(hexes) and place["holder"] != (2 * second > len(hexes)):
            return f"place {p} is held by {place['holder']}, who controls the fewer of its {len(hexes)} hexes"
        if not place["first_done"][place["holder"]]:
            return f"place {p} was never taken by its holder"
    return None


@law("a depot in enemy hands is lost with its stock")
def _depots(state: State, board: Board, rules: Rulebook, start: Accounts) -> str | None:
    for d, depot in enumerate(state.depots):
        lost = state.hexes["control"][depot["at"]] != depot["side"]
        if lost and not depot["lost"]:
            return f"depot {d} is in enemy hands and not lost"
        if depot["lost"] and depot["fires"] + depot["grenades"] + depot["food"] + depot["shells"].sum():
            return f"depot {d} is lost and still has stores"
    return None


# ---------------------------------------------------------------- laws of an order

GROWING = (
    "killed", "died", "captured", "start", "arrived", "replaced", "spent", "spent_grenades", "spent_shells",
    "lost_fires", "lost_grenades", "lost_shells", "issued_fires", "issued_grenades", "issued_shells",
)  # fmt: skip


def check_order(before: State, after: State, verb: int, u: int) -> None:
    """Hold an order (its verb, and its unit's row) against the State it was given in. Raises LawBroken."""
    for name in GROWING:
        if (after.sides[name] < before.sides[name]).any():
            raise LawBroken("tallies only grow", name)
    if (after.units["status"] < before.units["status"]).any():
        raise LawBroken("nobody comes back from the dead", str(first(after.units["status"] < before.units["status"])))
    if verb == s.END:
        return
    if after.clock["turn"][0] != before.clock["turn"][0] or after.clock["phase"][0] != before.clock["phase"][0]:
        raise LawBroken("only `end` ends a phase", s.VERBS[verb])
    _acts_once(before, after, verb, u)


def _acts_once(before: State, after: State, verb: int, u: int) -> None:
    was, now = before.units["acted"], after.units["acted"]
    changed = np.flatnonzero(was != now).tolist()
    if s.ASSAULT <= verb <= s.RALLY:
        if was[u]:
            raise LawBroken("nobody acts twice", f"unit {u}, {s.VERBS[verb]}")
        if changed != [u]:
            raise LawBroken("an action is counted of who acts", f"unit {u}, {s.VERBS[verb]}: changed {changed}")
    elif changed:
        raise LawBroken("only actions are counted as such", f"{s.VERBS[verb]}: changed {changed}")
    if verb == s.MOVE and was[u]:
        raise LawBroken("nobody moves after acting", f"unit {u}")
    own = before.units["side"] == before.clock["phase"][0]
    gained = first(own & (after.units["moves_left"] > before.units["moves_left"]))
    if gained >= 0:
        raise LawBroken("nobody gains movement points", f"unit {gained}, {s.VERBS[verb]}")
    if verb >= s.SEE and verb not in (s.AIR, s.CHOOSE) and (after.units["at"] != before.units["at"]).any():
        raise LawBroken("orders that cost nothing move nobody", s.VERBS[verb])
