"""Units' stories: what each one did and suffered, and the moments that made its battle."""

from collections import defaultdict
from dataclasses import dataclass, field

from game.chronicle.report_trace import Trace
from game.rules import state as s
from game.values import Event

WEIGHTS = {  # how much a moment is worth telling, beside the men it cost
    "commander": 120, "surrendered": 150, "dissolved": 100, "broken": 45, "captured_place": 60, "arrived": 15,
    "retreated": 20, "to_ground": 15,
}  # fmt: skip
MOMENTS = 6
LEAST = 25  # weight under which a moment is not told


@dataclass(slots=True)
class Story:
    """One unit. Men are whole men; `inflicted` is what its fire and its assaults cost the enemy."""

    unit: str
    side: str
    men_at_first: int = 0
    men_at_last: int = 0
    fate: str = "stands"  # stands, gone, waiting
    inflicted: int = 0
    suffered: int = 0
    volleys: int = 0
    ambushes: int = 0
    held: int = 0
    assaults: int = 0
    taken: int = 0
    withstood: int = 0  # assaults on it that failed
    moments: list[Event] = field(default_factory=list)

    @property
    def weight(self) -> int:
        """How much there is to tell."""
        return self.inflicted + self.suffered + 40 * (self.assaults + self.withstood)


def stories_of(trace: Trace) -> list[Story]:
    """One for each unit that came into the battle, in file order."""
    engine = trace.engine
    names, units = engine.names, engine.state.units
    stories = {
        name: Story(name, names.sides[int(units["side"][u])], fate=_fate(int(units["status"][u])))
        for u, name in enumerate(names.units)
    }
    for change in trace.start:
        stories[names.units[change.unit]].men_at_first = change.men
    for phase in trace.phases:
        for step in phase.steps:
            for change in step.changes:
                story = stories[names.units[change.unit]]
                story.men_at_first = story.men_at_first or change.men
    for u, name in enumerate(names.units):
        if units["status"][u] == s.PRESENT:
            stories[name].men_at_last = int(units["men"][u])
    told: dict[str, list[tuple[int, Event]]] = defaultdict(list)
    air = False
    for event in trace.events:
        if not (air and event.kind == "bombarded"):  # aircraft are no unit's doing
            _count(stories, event)
        air = event.kind == "air"
        for unit, weight in _told(event).items():
            if weight >= LEAST:
                told[unit].append((weight, event))
    for name, moments in told.items():
        best = sorted(moments, key=lambda pair: (-pair[0], pair[1].n))[:MOMENTS]
        stories[name].moments = [event for _, event in sorted(best, key=lambda pair: pair[1].n)]
    return [story for story in stories.values() if story.men_at_first]


def _fate(status: int) -> str:
    return {s.PRESENT: "stands", s.GONE: "gone"}.get(status, "waiting")


def _count(stories: dict[str, Story], event: Event) -> None:
    values = event.values
    mine = stories.get(event.unit or "")
    other = stories.get(event.other or "")
    if event.kind in ("fired", "bombarded"):
        if mine:
            mine.inflicted += values["losses"]
            mine.volleys += event.kind == "fired"
            mine.ambushes += bool(values.get("ambush"))
        if other:
            other.suffered += values["losses"]
    elif event.kind == "held" and mine:
        mine.held += 1
    elif event.kind == "result":
        won = values["result"] in ("position taken", "overrun", "empty")
        if mine:
            mine.assaults += 1
            mine.taken += won
            mine.inflicted += values["defender_losses"]
            mine.suffered += values["attacker_losses"]
        if other:
            other.withstood += not won
            other.inflicted += values["attacker_losses"]
            other.suffered += values["defender_losses"]


def _told(event: Event) -> dict[str, int]:
    """Units in whose story an event belongs, with its weight there."""
    values, found = event.values, {}
    if event.kind in ("fired", "bombarded"):
        weight = values["losses"] + 15 * bool(values.get("ambush"))
        found = {event.unit: weight, event.other: values["losses"]}
    elif event.kind == "result":
        weight = 20 + values["attacker_losses"] + values["defender_losses"]
        weight += 40 * (values["result"] in ("position taken", "overrun"))
        found = {event.unit: weight, event.other: weight}
    elif event.kind in WEIGHTS:
        found = {event.unit: WEIGHTS[event.kind]}
    return {unit: weight for unit, weight in found.items() if unit}
