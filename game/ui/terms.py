"""The terms a battle is played on beside its scenario: luck, and each side's stores in per cent.

They are laid over the scenario as `changes:`, the text that a modder could have written, so that the record holds the
scenario as it was played.
"""

from dataclasses import dataclass
from typing import Any

from game import Battle
from game.lab.levers import Change, levers, render
from game.scenario import catalog
from game.scenario.problems import ScenarioError

LUCK = ("standard", "reduced", "expected")
STOCKS = (60, 80, 100, 120, 150)
STORES = ("fires", "grenades", "shells")


@dataclass(frozen=True, slots=True)
class Terms:
    """`randomness` none: as the scenario has it; `stocks`: side and per cent, of those that are not 100."""

    randomness: str | None = None
    stocks: tuple[tuple[str, int], ...] = ()

    @property
    def usual(self) -> bool:
        return self.randomness is None and not self.stocks

    def plain(self) -> dict[str, Any]:
        return {"randomness": self.randomness, "stocks": dict(self.stocks)}


def agreed(name: str, seed: int, terms: Terms) -> Battle:
    """A new battle on these terms, which its record's settings repeat. Raises ScenarioError as Battle.load does."""
    if terms.usual:
        return Battle.load(name, seed=seed)
    loaded = catalog.examine(name)
    if loaded.scenario is None:
        raise ScenarioError(catalog.why_not(loaded))
    changes: list[Change] = []
    if terms.randomness is not None:
        changes.append({"set": {"rules": {"randomness": terms.randomness}}})
    for lever in levers(loaded.scenario, loaded.merged):
        for side, percent in terms.stocks:
            if lever.id in [f"{side}-{store}" for store in STORES]:
                changes += lever.make(percent - 100)
    loaded = catalog.examine_changed(name, render(changes))
    if loaded.scenario is None:
        raise ScenarioError(catalog.why_not(loaded))
    battle = Battle(loaded.scenario, loaded.merged, seed)
    battle.settings = {"terms": terms.plain()}
    return battle
