"""The course of a game, for `balance`: how things stood at the scenario's dates, who never acted, who came when."""

from typing import Any

import numpy as np

from game.lab.field import Field, fires_left
from game.names import Names
from game.rules import state as s
from game.rules.arrivals import W_IN
from game.scenario.model import Scenario, half_day
from game.views import level_of, losses_of, margin_of

LOST = ("killed", "died", "wounded")


def dates_of_interest(field: Field) -> dict[str, int]:
    """The dates of `history` and of `balance.wanted`, with their turns, in order."""
    scenario = field.scenario
    dates = {entry.date for entry in scenario.history} | {row.date for row in scenario.balance.wanted if row.date}
    return {date: scenario.turn_of(date) for date in sorted(dates, key=half_day)}


def places_of_interest(field: Field) -> list[str]:
    """Places of which `history` or `balance.wanted` says who holds them."""
    scenario = field.scenario
    named = {place for entry in scenario.history for place in entry.holder}
    named |= {row.place for row in scenario.balance.wanted if row.place}
    return [place for place in field.names.places if place in named]


def achieved(names: Names, scenario: Scenario, state: s.State) -> dict[str, list[str]]:
    """What has come about: events, waves, the level (if the battle is over), places held at some time by side."""
    level = [level_of(scenario, margin_of(names, scenario, state)).id] if state.clock["ended"][0] else []
    taken = state.places["first_done"]
    return {
        "events": [names.events[e] for e in np.flatnonzero(state.events["done"] > 0)],
        "waves": [names.waves[w] for w in np.flatnonzero(state.waves["status"] == W_IN)],
        "levels": level,
        "taken": [f"{names.places[p]} by {names.sides[side]}" for p, side in np.argwhere(taken > 0).tolist()],
    }


class Course:
    """Notes taken of one game: `note` after each phase, `result` when it has ended."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.dates = dates_of_interest(field)
        self.places = places_of_interest(field)
        self.acted = np.zeros(len(field.names.units), bool)
        self.ammo = field.start.units["ammo"].copy()
        self.moments: dict[str, Any] = {}

    def note(self, state: s.State) -> None:
        """After a phase. `moved` and `acted` stand until a side's next phase, `fired` until the close."""
        units, clock = state.units, state.clock[0]
        # Who fired in the enemy's phase and was supplied since shows neither flag: his rounds were fewer then.
        self.acted |= (units["moved"] + units["acted"] + units["fired"] > 0) | (units["ammo"] < self.ammo)
        self.ammo = units["ammo"].copy()
        ended = bool(clock["ended"])
        for date, turn in self.dates.items():
            if date not in self.moments and (ended or clock["turn"] > turn):
                self.moments[date] = self.moment(state)

    def moment(self, state: s.State) -> dict[str, Any]:
        """How things stand."""
        names, scenario = self.field.names, self.field.scenario
        losses = {side: losses_of(state, i) for i, side in enumerate(names.sides)}
        holder, units = state.places["holder"], state.units
        present = units["status"] == s.PRESENT
        attacker = int(state.sides["attacker"].argmax())
        return {
            "losses": losses,
            "lost": {side: sum(losses[side][key] for key in LOST) for side in names.sides},
            "fit": {
                side: int(units["men"][present & (units["side"] == i)].sum()) for i, side in enumerate(names.sides)
            },
            "fires": {side: fires_left(state, i) for i, side in enumerate(names.sides)},
            "holder": {
                place: names.sides[int(holder[names.place_row[place]])]
                for place in self.places
                if holder[names.place_row[place]] >= 0
            },
            "hills_lost": sum(
                int(holder[names.place_row[place]] != names.side_row[side])
                for side, plan in scenario.computer.items()
                if scenario.sides[side].role == "defender"
                for place in plan.main_line
            ),
            "core_lost": int((state.places["core"].astype(bool) & (holder == attacker)).sum()),
            "fallen": bool(state.clock["fallen"][0]),
        }

    def result(self, state: s.State) -> dict[str, Any]:
        """What is added to a row of results."""
        names, scenario = self.field.names, self.field.scenario
        came = state.units["status"] != s.WAITING
        return {
            "margin": margin_of(names, scenario, state),
            "end": self.moment(state),
            "fires_at_start": {side: fires_left(self.field.start, i) for i, side in enumerate(names.sides)},
            "course": self.moments,
            "idle": [names.units[u] for u in np.flatnonzero(came & ~self.acted)],
            "achieved": achieved(names, scenario, state),
        }
