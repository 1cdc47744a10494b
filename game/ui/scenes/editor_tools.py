"""The tools of the editor: what a click on the map means, and the edits that follow from it.

Holds what the hand has chosen; every edit goes through the draft, as one step of undo.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from game import hexgrid
from game.errors import UserError
from game.scenario import draft_entries as entries
from game.scenario import draft_ground as ground
from game.scenario.draft import Draft

TOOLS = ("select", "terrain", "edge", "works", "line", "unit", "depot", "place", "entry")
STROKES = ("terrain", "works")  # painted over many hexes with the button held


@dataclass(slots=True)
class Tools:
    """The chosen tool and, for each, what it lays down."""

    draft: Draft
    tool: str = "select"
    chosen: dict[str, str] = field(default_factory=dict)
    selected: tuple[str, str] | None = None  # kind and name of an entry
    points: list[str] = field(default_factory=list)  # of a line that is being laid
    stroke: list[str] = field(default_factory=list)
    trouble: str = ""

    def options(self, tool: str) -> list[str]:
        """What a tool can lay down, by id."""
        scenario = self.draft.scenario
        match tool:
            case "terrain":
                return list(scenario.terrain)
            case "edge":
                return list(ground.EDGES)
            case "works":
                return list(ground.WORKS)
            case "line":
                return list(ground.LINES)
            case "unit":
                return list(scenario.kinds)
            case "formation":
                return [formation.id for formation in scenario.formations]
            case "depot":
                return list(scenario.sides)
            case "entry":
                return [*scenario.map.entries, "new-edge"]
        return []

    def choice(self, tool: str) -> str:
        """What the tool lays down now: what was chosen, else the first there is."""
        options = self.options(tool)
        chosen = self.chosen.get(tool, "")
        return chosen if chosen in options else (options[0] if options else "")

    def take(self, tool: str) -> None:
        self.tool, self.points, self.stroke, self.trouble = tool, [], [], ""

    # ------------------------------------------------------------ edits

    def attempt(self, change: Callable[[], None]) -> bool:
        """Carry out an edit; why it cannot be made is kept as `trouble`."""
        try:
            self.draft.edit(change)
        except UserError as fault:
            self.trouble = str(fault).splitlines()[0]
            return False
        self.trouble = ""
        return True

    def click(self, at: str, edge: str) -> None:
        """The left button on a hex, nearest to the hexside `edge`."""
        draft = self.draft
        match self.tool:
            case "select":
                self.pick(at)
            case "edge":
                kind = self.choice("edge")
                on = not ground.has_edge(draft, kind, edge)
                self.attempt(lambda: ground.set_edge(draft, kind, edge, on))
            case "line":
                if not self.points or self.points[-1] != at:
                    self.points.append(at)
            case "unit":
                kind, formation = self.choice("unit"), self.choice("formation")
                if not formation:
                    self.trouble = "no formation"
                    return
                self._added("unit", lambda: entries.add_unit(draft, kind, formation, at))
            case "depot":
                side = self.choice("depot")
                self._added("depot", lambda: entries.add_depot(draft, side, at))
            case "place":
                self._added("place", lambda: ground.add_place(draft, "New place", at))
            case "entry":
                name = self.choice("entry")
                on = at not in [str(ref) for ref in draft.scenario.map.entries.get(name, ())]
                self.attempt(lambda: ground.set_entry(draft, name, at, on))

    def _added(self, kind: str, make: Callable[[], str]) -> None:
        made: list[str] = []
        if self.attempt(lambda: made.append(make())):
            self.selected = (kind, made[0])

    def right_click(self, at: str, edge: str) -> None:
        """Take away what the tool lays down; for terrain, take up what lies here."""
        draft = self.draft
        match self.tool:
            case "terrain":
                cols, rows = draft.scenario.map.grid.size
                letter = "".join(draft.scenario.map.rows.split())[hexgrid.hex_index(at, cols, rows)]
                self.chosen["terrain"] = draft.scenario.map.legend[letter]
            case "edge":
                self.attempt(lambda: ground.set_edge(draft, self.choice("edge"), edge, False))
            case "works":
                self.attempt(lambda: ground.set_works(draft, [at], 0))
            case "line":
                if self.points:
                    self.points.pop()
                else:
                    self.attempt(lambda: ground.drop_line(draft, self.choice("line"), at))
            case "entry":
                self.attempt(lambda: ground.set_entry(draft, self.choice("entry"), at, False))
            case _:
                self.selected = None

    def pick(self, at: str) -> None:
        """Select what stands in a hex; again for the next of several."""
        here = [("unit", name) for name in entries.units_at(self.draft, at)]
        here += [("depot", name) for name in entries.depots_at(self.draft, at)]
        place = ground.place_at(self.draft, at)
        here += [("place", place)] if place else []
        if not here:
            self.selected = None
        elif self.selected in here:
            self.selected = here[(here.index(self.selected) + 1) % len(here)]
        else:
            self.selected = here[0]

    def finish_line(self) -> None:
        points, self.points = self.points, []
        if points:
            self.attempt(lambda: ground.add_line(self.draft, self.choice("line"), points))

    def finish_stroke(self) -> None:
        hexes, self.stroke = self.stroke, []
        if not hexes:
            return
        if self.tool == "terrain":
            self.attempt(lambda: ground.paint(self.draft, hexes, self.choice("terrain")))
        else:
            level = ground.WORKS.index(self.choice("works"))
            self.attempt(lambda: ground.set_works(self.draft, hexes, level))

    def move_selected(self, at: str) -> None:
        if self.selected and self.selected[0] in ("unit", "depot", "place"):
            kind, name = self.selected
            self.attempt(lambda: entries.move(self.draft, kind, name, at))

    def remove_selected(self) -> None:
        if self.selected:
            kind, name = self.selected
            if self.attempt(lambda: entries.remove(self.draft, kind, name)):
                self.selected = None

    def set_field(self, name: str, text: str) -> bool:
        """A field of the selected entry, as typed."""
        if not self.selected:
            return False
        kind, entry = self.selected
        return self.attempt(lambda: entries.set_field(self.draft, kind, entry, name, text))

    def where(self) -> str | None:
        """The hex of the selected entry, if it has one on the map."""
        if not self.selected:
            return None
        kind, name = self.selected
        if kind not in ("unit", "depot", "place"):
            return None
        found = next((field.text for field in entries.fields(self.draft, kind, name) if field.name == "at"), "")
        refs = entries.typed(found) if found else None
        ref = refs[0] if isinstance(refs, list) and refs else refs
        cols, rows = self.draft.scenario.map.grid.size
        try:
            return hexgrid.hex_text(ground.resolve(self.draft, str(ref)), cols, rows) if ref else None
        except ValueError:
            return None
