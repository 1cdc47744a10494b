"""Formations left to the staff, and phases that end by themselves: until contact, loss, arrival or a decision.

What ends either is read from the events that the shown side saw; the orders are the staff's (game/ai/staff.py).
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from game.scenario.model import Scenario
from game.ui.scenes.base import Desk, Wish
from game.values import Event, UnitView

if TYPE_CHECKING:
    from game.ui.scenes.battle import BattleScene
    from game.ui.scenes.session import Session

POSTURES = ("hold", "rest", "probe")
CONTACT = ("assault", "result", "to_ground", "retreated", "surrendered", "dissolved", "broken")
NEAR = 1  # hexes at which an enemy newly seen counts as contact
HEAVY = 10  # men lost in one event from which running on stops
NEWS = ("arrived", "delayed", "captured_place", "commander", "choice", "message", "ended", "weather")


def below(scenario: Scenario, formation: str) -> frozenset[str]:
    """A formation and all under it."""
    found = {formation}
    while True:
        more = {its.id for its in scenario.formations if its.parent in found} - found
        if not more:
            return frozenset(found)
        found |= more


def units_of(session: "Session", formation: str) -> list[UnitView]:
    """Units on the map of a formation and all under it."""
    inside = below(session.scenario, formation)
    return [unit for unit in session.view.own if unit.at and unit.formation in inside]


def losses_of(event: Event, side: str) -> int:
    """Men that `side` lost in an event."""
    mine, values = event.side == side, event.values
    if event.kind in ("fired", "bombarded"):
        return 0 if mine else int(values.get("losses", 0))
    if event.kind == "result":
        return int(values.get("attacker_losses" if mine else "defender_losses", 0))
    if event.kind == "surrendered":
        return int(values.get("men", 0)) if mine else 0
    return 0


def contacts(session: "Session", events: Iterable[Event]) -> dict[str, Event]:
    """Formations left to the staff that have met the enemy: formation -> the event."""
    units = {unit.id: unit for unit in session.view.own}
    found: dict[str, Event] = {}
    for event in events:
        for name in (event.unit, event.other):
            unit = units.get(name or "")
            if unit and unit.formation in session.postures and event.kind in CONTACT:
                found.setdefault(unit.formation, event)
        if event.kind == "seen" and event.side != session.side and event.hex:
            for unit in units.values():
                near = unit.at and session.distance(unit.at, event.hex) <= NEAR
                if near and unit.formation in session.postures:
                    found.setdefault(unit.formation, event)
    return found


def why_stop(session: "Session", events: Iterable[Event]) -> Event | None:
    """The first event for which running on stops."""
    for event in events:
        own_news = event.kind != "arrived" or event.side == session.side
        if event.kind in NEWS and own_news and event.kind != "weather":
            return event
        if event.kind in CONTACT and event.kind not in ("result",):
            return event
        if losses_of(event, session.side) >= HEAVY:
            return event
    return None


class StaffDesk:
    """What the battle screen does with the staff: hands formations over and back, and runs on."""

    def __init__(self, scene: "BattleScene") -> None:
        self.scene = scene
        self.running = False

    def set(self, formation: str, posture: str, desk: Desk) -> None:
        """Leave a formation and all under it to the staff, or take it back (`own`)."""
        scene, session = self.scene, self.scene.session
        for name in below(session.scenario, formation):
            session.postures.pop(name, None)
        if posture in POSTURES:
            names = {unit.formation for unit in units_of(session, formation)}
            session.postures.update(dict.fromkeys(sorted(names), posture))
        session.touch()
        name = scene.names.formation(formation, desk.say.lang)
        scene.note(desk.say(f"staff.note_{posture}", name=name))

    def run_on(self, desk: Desk) -> list[Wish]:
        """End this phase and those after it, until something happens."""
        self.running = True
        self.scene.turn.hurry = True
        return self.scene.turn.end_now()

    def stop(self) -> bool:
        """Whether it was running."""
        was, self.running = self.running, False
        return was

    def phase_begins(self, desk: Desk) -> list[Wish]:
        """At the start of the shown side's phase: who has met the enemy is one's own again; run on, or stop."""
        session, scene, say = self.scene.session, self.scene, desk.say
        since = session.events()[session.phase_start :]
        met = contacts(session, since)
        for formation in met:
            session.postures.pop(formation, None)
        if met:
            session.touch()
            names = say.join([scene.names.formation(formation, say.lang) for formation in met])
            scene.note(say("staff.contact", names=names))
        if not self.running:
            return []
        event = next(iter(met.values()), None) or why_stop(session, since)
        if event is not None or session.view.choices:
            self.running = False
            if event and not met:
                scene.note(say("staff.stopped", why=event.text(say.lang)))
            return []
        scene.turn.hurry = True
        return scene.turn.end_now()
