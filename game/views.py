"""A masked State as a `View`, and a finished one as an `Outcome`: arrays into values."""

from typing import Any, NamedTuple

import numpy as np

from game import hexgrid
from game.names import Names
from game.rules import state as s
from game.rules.arrivals import W_IN, W_NEVER
from game.rules.state import State
from game.scenario.model import Level, Scenario
from game.scenario.words import RATIONS, WEATHER
from game.values import Contact, Outcome, UnitView, View

DONTS = (("see", s.DONT_SEE), ("aim", s.DONT_AIM), ("kill", s.DONT_KILL))


class Ground(NamedTuple):
    """What a State has made of the ground, by hex or hexside; fields as in `View`."""

    terrain: dict[str, str]  # where it is other than at the start
    works: dict[str, int]
    burning: tuple[str, ...]
    edges: dict[str, str]
    ramps: dict[str, int]


def ground_of(names: Names, state: State) -> Ground:
    """The ground of a State, true or masked."""
    texts, hexes = names.texts, state.hexes
    changed = np.flatnonzero(hexes["terrain"] != names.first_terrain)
    return Ground(
        terrain={texts[h]: names.terrain[int(hexes["terrain"][h])] for h in changed},
        works={texts[h]: int(hexes["works"][h]) for h in np.flatnonzero(hexes["works"])},
        burning=tuple(texts[h] for h in np.flatnonzero(hexes["fire"])),
        edges=_edges(texts, state),
        ramps={_edge(texts, edge): int(edge["ramp"]) for edge in state.edges if edge["ramp"] > 0},
    )


def make_view(names: Names, scenario: Scenario, known: State, side: int) -> View:
    """What `side` may know, from the masked State `known` (rules/knowledge.py)."""
    clock = known.clock[0]
    turn = int(clock["turn"])
    texts = names.texts
    own, seen, remembered = _units(names, scenario, known, side, texts)
    margin = margin_of(names, scenario, known)
    hexes, ground = known.hexes, ground_of(names, known)
    return View(
        side=names.sides[side],
        turn=turn,
        date=scenario.date_of(turn),
        phasing=names.sides[int(clock["phase"])],
        weather=WEATHER[int(clock["weather"])],
        own=own,
        seen=seen,
        remembered=remembered,
        control=dict(zip(texts, [names.sides[c] for c in hexes["control"].tolist()], strict=True)),
        works=ground.works,
        stocks=_stocks(names, scenario, known, side),
        points={name: int(known.sides["points"][i]) for i, name in enumerate(names.sides)},
        arrivals=_arrivals(names, scenario, known, side),
        terrain=ground.terrain,
        burning=ground.burning,
        unorganised=tuple(texts[h] for h in np.flatnonzero(hexes["organised"] > turn)),
        ramps=ground.ramps,
        edges=ground.edges,
        choices=_choices(names, scenario, known, side),
        margin=margin,
        level=level_of(scenario, margin).id,
        arrays=known,
    )


def _edge(texts: list[str], edge: Any) -> str:
    return f"{texts[int(edge['hex'])]}/{hexgrid.DIRECTIONS[int(edge['direction'])]}"


def _edges(texts: list[str], known: State) -> dict[str, str]:
    """Condition of bridges and obstacles by hexside, of bridge and ferry lines by both banks."""
    words = {s.OBSTACLE: ("cleared", "whole"), s.SPAN: ("blown", "whole")}
    found = {
        _edge(texts, edge): words[int(edge["kind"])][int(edge["intact"])]
        for edge in known.edges
        if edge["kind"] in words
    }
    for way in known.crossings:
        found[f"{texts[int(way['a'])]}-{texts[int(way['b'])]}"] = ("blown", "whole")[int(way["intact"])]
    return found


def _units(names: Names, scenario: Scenario, known: State, side: int, texts: list[str]) -> Any:
    own, seen, remembered = [], [], []
    for u, unit in enumerate(known.units):
        if unit["side"] == side:
            if unit["status"] != s.GONE:
                own.append(_own(names, scenario, known, u, unit))
        elif unit["seen"]:
            seen.append(_contact(names, scenario, u, unit, texts[int(unit["at"])]))
        elif unit["last_at"] >= 0:
            remembered.append(_contact(names, scenario, u, unit, texts[int(unit["last_at"])]))
    return tuple(own), tuple(seen), tuple(remembered)


def _contact(names: Names, scenario: Scenario, u: int, unit: Any, at: str) -> Contact:
    men = int(unit["last_men"])
    data = scenario.units[u]
    half = s.REMEMBERED_MEN // 2
    return Contact(
        id=names.units[u],
        kind=data.kind,
        at=at,
        men=(max(men - half, 0), men + half),
        turn=int(unit["last_turn"]),
        formation=data.formation,
        short=data.short or "",
    )


def _own(names: Names, scenario: Scenario, known: State, u: int, unit: Any) -> UnitView:
    data = scenario.units[u]
    number = {name: int(unit[name]) for name in ("men", "fatigue", "ammo", "grenades", "shells", "tubes", "moves_left")}
    return UnitView(
        id=names.units[u],
        kind=data.kind,
        formation=data.formation,
        side=names.sides[int(unit["side"])],
        at=names.text(int(unit["at"])),
        cohesion=int(unit["cohesion"]) // 10,
        suppression=int(unit["suppression"]) // 10,
        dont=tuple(name for name, bit in DONTS if unit["dont"] & bit),
        moved=bool(unit["moved"]),
        acted=bool(unit["acted"]),
        broken=bool(unit["cohesion"] < 10 * scenario.rules.broken_cohesion),
        fired=bool(unit["fired"]),
        spotted=bool(unit["seen"]),
        supplied=bool(unit["supplied"]),
        isolated_turns=int(unit["isolated_turns"]),
        fresh=bool(unit["fresh"]),
        commander_lost_until=int(known.formations[int(unit["formation"])]["shaken_until"]),
        name=data.name.en if data.name else data.id,
        short=data.short or data.id,
        commander=data.commander.en if data.commander else None,
        **number,
    )


def _stocks(names: Names, scenario: Scenario, known: State, side: int) -> dict[str, Any]:
    """One's own depots added up: fires in whole fires, grenades and shells in loads, food in half days."""
    total: dict[str, Any] = {"fires": 0, "grenades": 0, "food": 0, "shells": dict.fromkeys(names.calibres, 0)}
    depots = []
    for i, depot in enumerate(known.depots):
        if depot["side"] != side:
            continue
        shells = {name: int(depot["shells"][k]) for k, name in enumerate(names.calibres) if depot["shells"][k]}
        at = names.text(int(depot["at"]))
        entry = {"id": names.depots[i], "at": at, "fires": int(depot["fires"]) // 10, "lost": bool(depot["lost"])}
        depots.append(entry | {"grenades": int(depot["grenades"]), "food": int(depot["food"]), "shells": shells})
        for key in ("fires", "grenades", "food"):
            total[key] += entry["fires"] if key == "fires" else int(depot[key])
        for name, loads in shells.items():
            total["shells"][name] += loads
    units = known.units[(known.units["side"] == side) & (known.units["status"] == s.PRESENT)]
    mine = known.sides[side]
    return total | {
        "fires_with_units": int(units["ammo"].sum()) // 10,
        "grenades_with_units": int(units["grenades"].sum()),
        "shells_with_units": int(units["shells"].sum()),
        "sorties": int(mine["sorties"]),
        "pool": int(mine["pool"]),
        "spent": int(mine["spent"]) // 10,
        "volleys": int(mine["volleys"]),
        "held": {"see": int(mine["held_see"]), "aim": int(mine["held_aim"]), "kill": int(mine["held_kill"])},
        "ambushes": int(mine["ambushes"]),
        "saved": int(mine["saved"]) // 10,
        "volley_losses": int(mine["volley_losses"]),
        "depots": depots,
        "ration": {
            name: RATIONS[int(known.formations[i]["ration"])]
            for i, name in enumerate(names.formations)
            if known.formations[i]["side"] == side
        },
        "points_from": {name: int(mine[f"points_{name}"]) for name in ("days", "places", "losses", "events")},
    }


def _arrivals(names: Names, scenario: Scenario, known: State, side: int) -> tuple[dict[str, Any], ...]:
    found = []
    for i, wave in enumerate(known.waves):
        if wave["side"] != side or wave["status"] in (W_IN, W_NEVER):
            continue
        data = scenario.waves[i]
        held = bool(wave["held"])
        found.append(
            {
                "id": data.id,
                "name": data.name.to_dict() if data.name else {"en": data.id},
                "units": list(data.units),
                "entry": data.entry,
                "turn": int(wave["turn"]) or None,
                "held": held,
                "cost": int(wave["cost"]),
            }
        )
    return tuple(found)


def _choices(names: Names, scenario: Scenario, known: State, side: int) -> tuple[dict[str, Any], ...]:
    found = []
    for i, event in enumerate(known.events):
        data = scenario.events[i]
        if not event["waiting"] or (names.side_row[data.side] if data.side else 0) != side:
            continue
        options = [[option.id, option.text.to_dict()] for effect in data.do for option in effect.choice or ()]
        title = data.title.to_dict() if data.title else {"en": data.id}
        texts = [effect.message.to_dict() for effect in data.do if effect.message]
        found.append({"event": data.id, "title": title, "texts": texts, "options": options})
    return tuple(found)


def margin_of(names: Names, scenario: Scenario, state: State) -> int:
    """Attacker's points less defender's."""
    attacker = 0 if scenario.sides[names.sides[0]].role == "attacker" else 1
    points = state.sides["points"]
    return int(points[attacker]) - int(points[1 - attacker])


def level_of(scenario: Scenario, margin: int) -> Level:
    """The victory level of a margin: the last whose `from` it reaches."""
    levels = scenario.victory.levels
    reached = levels[0]
    for level in levels:
        if level.from_ is None or margin >= level.from_:
            reached = level
    return reached


def losses_of(state: State, side: int) -> dict[str, int]:
    """Killed, died, wounded (those back too), returned, captured of one side."""
    row = state.sides[side]
    return {name: int(row[name]) for name in ("killed", "died", "wounded", "returned", "captured")}


def outcome_of(names: Names, state: State) -> Outcome:
    """How an ended battle ended."""
    scenario = names.scenario
    level = level_of(scenario, margin_of(names, scenario, state))
    turn = int(state.clock["turn"][0])
    return Outcome(
        level=level.id,
        winner=level.for_ if level.for_ in names.side_row else None,
        reason=s.REASONS[int(state.clock["reason"][0])],
        turn=turn,
        date=scenario.date_of(turn),
        points={name: int(state.sides["points"][i]) for i, name in enumerate(names.sides)},
        losses={name: losses_of(state, i) for i, name in enumerate(names.sides)},
    )


def statistics_of(state: State, side: int) -> dict[str, int]:
    """Volleys fired, the enemy's losses by them, ambushes, volleys each Don't held, whole fires that saved."""
    row = state.sides[side]
    held = {f"held_{name}": int(row[f"held_{name}"]) for name in ("see", "aim", "kill")}
    fired = {name: int(row[name]) for name in ("volleys", "volley_losses", "ambushes")}
    return fired | held | {"saved": int(row["saved"]) // 10}
