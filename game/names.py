"""Ids of a scenario as row numbers of arrays, and back."""

from functools import cached_property

import numpy as np

from game import hexgrid
from game.rules import state as s
from game.scenario.model import Place, Scenario

DONT_BITS = {"see": s.DONT_SEE, "aim": s.DONT_AIM, "kill": s.DONT_KILL}


class Names:
    """Ids to row numbers and back: what `game.notation` needs to speak of arrays in words."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        first = scenario.first_side
        self.sides = (first, next(side for side in scenario.sides if side != first))
        self.units = tuple(unit.id for unit in scenario.units)
        self.formations = tuple(formation.id for formation in scenario.formations)
        self.kinds = tuple(scenario.kinds)
        self.terrain = tuple(scenario.terrain)
        self.places = tuple(scenario.map.places)
        self.waves = tuple(wave.id for wave in scenario.waves)
        self.events = tuple(event.id for event in scenario.events)
        self.depots = tuple(depot.id for depot in scenario.depots)
        found = {kind.calibre for kind in scenario.kinds.values() if kind.calibre}
        found |= {calibre for depot in scenario.depots for calibre in depot.shells}
        self.calibres = tuple(sorted(found))
        self.cols, self.rows = scenario.map.grid.size
        self.side_row = {name: i for i, name in enumerate(self.sides)}
        self.unit_row = {name: i for i, name in enumerate(self.units)}
        self.formation_row = {name: i for i, name in enumerate(self.formations)}
        self.terrain_row = {name: i for i, name in enumerate(self.terrain)}
        self.place_row = {name: i for i, name in enumerate(self.places)}
        self.wave_row = {name: i for i, name in enumerate(self.waves)}
        self.event_row = {name: i for i, name in enumerate(self.events)}
        self.depot_row = {name: i for i, name in enumerate(self.depots)}

        self._place_at: dict[str, Place] = {}
        for place in reversed(scenario.map.places.values()):
            for text in (place.at,) if isinstance(place.at, str) else place.at:
                self._place_at[text] = place

    def place_at(self, text: str) -> Place | None:
        """The place in a hex `CCRR`, if it has a name."""
        return self._place_at.get(text)

    def hexes(self, ref: str) -> list[int]:
        """Hex indices of `CCRR` or a place's id; raises ValueError."""
        place = self.scenario.map.places.get(ref)
        if place is None:
            return [hexgrid.hex_index(ref, self.cols, self.rows)]
        refs = (place.at,) if isinstance(place.at, str) else place.at
        return [hexgrid.hex_index(text, self.cols, self.rows) for text in refs]

    @cached_property
    def texts(self) -> list[str]:
        """`CCRR` of every hex, in order."""
        return [hexgrid.hex_text(h, self.cols, self.rows) for h in range(self.cols * self.rows)]

    @cached_property
    def first_terrain(self) -> np.ndarray:
        """(hexes,) rows of the terrain that the map is drawn with."""
        legend = {char: self.terrain_row[name] for char, name in self.scenario.map.legend.items()}
        return np.array([legend[char] for line in self.scenario.map.rows.split() for char in line])

    def hex(self, ref: str) -> int:
        """The first of `hexes`; raises ValueError."""
        return self.hexes(ref)[0]

    def text(self, h: int) -> str | None:
        """`CCRR` of an index; None of -1, nowhere."""
        return self.texts[h] if h >= 0 else None

    def dont(self, names: tuple[str, ...]) -> int:
        """Don'ts as the bits that kernels test."""
        return sum(DONT_BITS[name] for name in names)
