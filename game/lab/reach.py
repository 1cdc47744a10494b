"""Goals that nobody can reach: found on the map, without playing.

Everything is granted that might ever help a side: every bridge mended, every cliff climbed and river crossed by a side
that has engineers, enemies out of the way. What cannot be reached so cannot be reached at all.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from game import hexgrid
from game.lab.field import Field
from game.rules import state as s


class Unreachable(NamedTuple):
    """A goal, and why it is none."""

    id: str
    message: str


def unreachable(field: Field) -> list[Unreachable]:
    """Every goal that the scenario sets and that cannot be reached."""
    ways = {side: Ways(field, row) for row, side in enumerate(field.names.sides)}
    return [*_places(field, ways), *_core(field, ways), *_events(field, ways), *_waves(field), *_axes(field, ways)]


class Ways:
    """Where the combat units of a side can ever stand."""

    def __init__(self, field: Field, side: int) -> None:
        self.field, self.side = field, side
        state = field.start
        units = state.units[state.units["side"] == side]
        self.engineers = bool((units["klass"] == s.ENGINEERS).any())
        self.blasts = self.engineers or bool((units["klass"] == s.GUNS).any())
        self.reached = np.zeros(len(state.hexes), bool)
        changed = list(self._changed_ground())
        for mobility in np.unique(units["mobility"][units["support"] == 0]).tolist():
            rows = units[(units["support"] == 0) & (units["mobility"] == mobility)]
            starts = {int(at) for at in rows["at"] if at >= 0} | set(self._entries(mobility))
            self.reached |= self._flood(starts, mobility, changed)

    def _changed_ground(self) -> Iterator[int]:
        """Hexes that an event may make passable."""
        names, scenario = self.field.names, self.field.scenario
        for event in scenario.events:
            for effect in event.do:
                ground = effect.terrain
                if ground and ground.to and scenario.terrain[ground.to].foot:
                    for ref in ground.at:
                        yield from names.hexes(ref)

    def _entries(self, mobility: int) -> Iterator[int]:
        names, scenario = self.field.names, self.field.scenario
        for wave in scenario.waves:
            rows = [names.unit_row[unit] for unit in wave.units]
            units = self.field.start.units[rows]
            mine = (units["side"] == self.side) & (units["support"] == 0) & (units["mobility"] == mobility)
            if mine.any():
                for ref in scenario.map.entries[wave.entry]:
                    yield from names.hexes(ref)

    def _flood(self, starts: set[int], mobility: int, changed: list[int]) -> np.ndarray:
        field = self.field
        column = "wheels" if mobility == s.WHEELS else "foot"
        open_ground = field.rules.terrain[column][field.start.hexes["terrain"]] > 0
        open_ground[changed] = True
        reached = np.zeros(len(open_ground), bool)
        todo = [h for h in starts if open_ground[h]]
        reached[todo] = True
        if mobility == s.IMMOBILE:
            return reached
        while todo:
            here = todo.pop()
            for there in self._steps(here, open_ground):
                if not reached[there]:
                    reached[there] = True
                    todo.append(there)
        return reached

    def _steps(self, here: int, open_ground: np.ndarray) -> Iterator[int]:
        board, crossings = self.field.board, self.field.start.crossings
        ground = board.hexes[here]
        for direction in range(6):
            there, edge = int(ground["beyond"][direction]), int(ground["edge"][direction])
            if there < 0:
                continue
            if open_ground[there] and self._passable(ground, direction, edge):
                yield there
            elif self.engineers and not open_ground[there]:
                yield from self._by_boat(there, direction, open_ground)
        for way in crossings:
            if here in (way["a"], way["b"]) and (way["intact"] or self._mended()):
                yield int(way["b"] if here == way["a"] else way["a"])

    def _passable(self, ground: np.void, direction: int, edge: int) -> bool:
        if edge & s.CLIFF_UP and not self.blasts:
            return False
        if edge & s.RIVER and not self.engineers:
            span = int(ground["span"][direction])
            return span >= 0 and (bool(self.field.start.edges["intact"][span]) or self._mended())
        return True

    def _mended(self) -> bool:
        """Whether what is blown may be whole again: by engineers, or by an event."""
        events = self.field.scenario.events
        return self.engineers or any(effect.crossing for event in events for effect in event.do)

    def _by_boat(self, water: int, direction: int, open_ground: np.ndarray) -> Iterator[int]:
        names = self.field.names
        there = water
        for _ in range(self.field.scenario.rules.boat_hexes):
            there = hexgrid.neighbour(there, direction, names.cols, names.rows)
            if there < 0:
                return
            if open_ground[there]:
                yield there
                return

    def can_hold(self, place: str) -> bool:
        """Whether the side holds the place at the start, or can come to more than half of its hexes."""
        names = self.field.names
        if self.field.start.places["holder"][names.place_row[place]] == self.side:
            return True
        hexes = names.hexes(place)
        return 2 * int(self.reached[hexes].sum()) >= len(hexes)


def _places(field: Field, ways: dict[str, Ways]) -> Iterator[Unreachable]:
    for place, worth in field.scenario.victory.places.items():
        for side, points in worth.items():
            if (points.daily or points.first or points.final) and not ways[side].can_hold(place):
                yield Unreachable(
                    f"place-{place}-{side}",
                    f"{side} has points for '{place}', but none of its infantry can ever come there: bring a bridge, a "
                    "way up, engineers or an entry, or take the points off `victory.places`",
                )


def _core(field: Field, ways: dict[str, Ways]) -> Iterator[Unreachable]:
    fall = field.scenario.victory.fall
    if fall is None:
        return
    attacker = next(side for side, data in field.scenario.sides.items() if data.role == "attacker")
    open_to = [place for place in fall.core if ways[attacker].can_hold(place)]
    if len(open_to) < fall.held and not fall.or_fit_below:
        yield Unreachable(
            "fall", f"the fall takes {fall.held} core places, but {attacker} can come to {len(open_to)} only"
        )


def _events(field: Field, ways: dict[str, Ways]) -> Iterator[Unreachable]:
    for event in field.scenario.events:
        for name, trigger in (("taken", event.when.taken), ("held", event.when.held)):
            if trigger and not ways[trigger.side].can_hold(trigger.place):
                what = f"event '{event.id}' waits for '{trigger.place}' to be {name} by {trigger.side}"
                yield Unreachable(f"event-{event.id}", f"{what}, who cannot come there")


def _waves(field: Field) -> Iterator[Unreachable]:
    names, scenario = field.names, field.scenario
    terrain = field.start.hexes["terrain"]
    for wave in scenario.waves:
        hexes = [h for ref in scenario.map.entries[wave.entry] for h in names.hexes(ref)]
        for unit in wave.units:
            row = field.start.units[names.unit_row[unit]]
            column = "wheels" if row["mobility"] == s.WHEELS else "foot"
            if not (field.rules.terrain[column][terrain[hexes]] > 0).any():
                yield Unreachable(
                    f"wave-{wave.id}", f"'{unit}' of wave '{wave.id}' can stand on no hex of its entry '{wave.entry}'"
                )
                break


def _axes(field: Field, ways: dict[str, Ways]) -> Iterator[Unreachable]:
    side_of = {formation.id: formation.side for formation in field.scenario.formations}
    for plan in field.scenario.computer.values():
        for axis in plan.axes:
            side = side_of[axis.formation]
            hexes = field.names.hexes(axis.towards)
            if not ways[side].reached[hexes].any():
                yield Unreachable(
                    f"axis-{axis.formation}",
                    f"'{axis.formation}' is sent towards '{axis.towards}', where it cannot come",
                )
