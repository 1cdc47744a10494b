"""What things are called: units, sides, places, ground. Built once from a scenario; speaks both languages."""

from game.scenario.model import Edge, Formation, Scenario, Side, Terrain, Unit

FALLBACK_COLOUR = "#808080"


class Gazetteer:
    """Names for ids and hexes."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.units: dict[str, Unit] = {unit.id: unit for unit in scenario.units}
        self.formations: dict[str, Formation] = {its.id: its for its in scenario.formations}
        self.width = 2 if max(scenario.map.grid.size) <= 99 else 3
        self.places: dict[str, list[str]] = {}
        for name, place in scenario.map.places.items():
            for at in (place.at,) if isinstance(place.at, str) else place.at:
                self.places.setdefault(self.hex(at), []).append(name)
        self.ground = self._ground()
        self.edges = self._edges()

    def hex(self, ref: str) -> str:
        """The hex of a reference: itself, or where a place is (its first hex)."""
        seen: set[str] = set()
        while ref in self.scenario.map.places and ref not in seen:
            seen.add(ref)
            at = self.scenario.map.places[ref].at
            ref = at if isinstance(at, str) else at[0]
        return ref

    def _ground(self) -> dict[str, str]:
        grid = self.scenario.map
        rows = [row for row in grid.rows.split("\n") if row.strip()]
        return {
            f"{col + 1:0{self.width}}{row + 1:0{self.width}}": grid.legend[letter]
            for row, line in enumerate(rows)
            for col, letter in enumerate(line.strip())
            if letter in grid.legend
        }

    def _edges(self) -> dict[str, list[tuple[str, str]]]:
        """Hex -> (kind of edge, direction)."""
        found: dict[str, list[tuple[str, str]]] = {}
        for kind in ("river", "cliff", "embankment", "obstacle", "bridge"):
            edges: tuple[Edge, ...] = getattr(self.scenario.map.edges, kind)
            for edge in edges:
                for ref in edge.at:
                    at, _, direction = ref.partition("/")
                    found.setdefault(at, []).append((kind, direction))
        return found

    def terrain(self, at: str, changed: dict[str, str] | None = None) -> Terrain | None:
        name = (changed or {}).get(at) or self.ground.get(at, "")
        return self.scenario.terrain.get(name)

    def place(self, at: str, lang: str) -> str:
        """The names of what lies in a hex, or nothing."""
        return " · ".join(self.scenario.map.places[name].name.get(lang) for name in self.places.get(at, ()))

    def place_name(self, name: str, lang: str) -> str:
        place = self.scenario.map.places.get(name)
        return place.name.get(lang) if place else name

    def spot(self, at: str | None, lang: str) -> str:
        """`Zhangjiashan (1628)` or `1628`."""
        if not at:
            return "–"
        name = self.place(at, lang)
        return f"{name} ({at})" if name else at

    def side(self, side: str, lang: str) -> str:
        its = self.scenario.sides.get(side)
        return its.name.get(lang) if its else side

    def side_model(self, side: str) -> Side:
        return self.scenario.sides[side]

    def colour(self, side: str) -> str:
        its = self.scenario.sides.get(side)
        return its.colour if its else FALLBACK_COLOUR

    def unit(self, unit: str, lang: str) -> str:
        """A unit's name; its formation and kind where it has none."""
        its = self.units.get(unit)
        if its is None:
            return unit
        if its.name:
            return its.name.get(lang)
        formation = self.formations.get(its.formation)
        kind = self.kind(its.kind, lang)
        return f"{its.short or ''} {formation.name.get(lang) if formation else ''} {kind}".strip()

    def short(self, unit: str) -> str:
        """What stands on its counter; its id where it has no such name."""
        its = self.units.get(unit)
        return its.short if its and its.short else unit

    def formation(self, formation: str, lang: str) -> str:
        its = self.formations.get(formation)
        return its.name.get(lang) if its else formation

    def kind(self, kind: str, lang: str) -> str:
        its = self.scenario.kinds.get(kind)
        return its.name.get(lang) if its else kind

    def commander(self, unit: str, lang: str) -> str:
        its = self.units.get(unit)
        return its.commander.get(lang) if its and its.commander else ""
