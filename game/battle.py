"""Battle: what everything outside uses. Engine, and beside it forecasts and records."""

from pathlib import Path
from typing import Any

from game.ai.forecast import forecast
from game.chronicle.record import read_record, write_record
from game.engine import Engine
from game.rules.kernel import rules_hash
from game.scenario import catalog
from game.scenario.model import Scenario
from game.scenario.problems import ScenarioError, errors_in
from game.values import Forecast, IllegalOrder, Order, RecordError


class Battle(Engine):
    """A battle on a scenario.

    >>> battle = Battle.load("hengyang/tutorial", seed=7)
    >>> battle.phasing, battle.turn
    ('japan', 1)
    """

    def __init__(self, scenario: Scenario, merged: dict[str, Any], seed: int = 0) -> None:
        super().__init__(scenario, seed)
        self.merged = merged
        self.recovered: str | None = None

    @classmethod
    def load(cls, name: str, seed: int = 0) -> "Battle":
        """A new battle on a scenario of the catalog, or of a path. Raises ScenarioError with all its problems."""
        scenario, merged, problems = catalog.load_merged(name)
        if scenario is None or errors_in(problems):
            raise ScenarioError(problems)
        return cls(scenario, merged, seed)

    def copy(self) -> "Battle":
        """The same battle at the same moment, going its own way from here; nothing can be undone in it yet."""
        other = Battle(self.scenario, self.merged, self.seed)
        self.copy_into(other)
        return other

    def save(self, path: str | Path) -> None:
        """Write a record. Raises RecordError if it cannot be written; an older file there then stays."""
        orders = [str(order) for order in self.orders]
        write_record(Path(path), self.merged, self.seed, orders, self.digest(), rules_hash())

    @classmethod
    def open(cls, path: str | Path, upto: int | None = None) -> "Battle":
        """A battle from its record, played to its end or to `upto` orders. Raises RecordError."""
        record = read_record(Path(path))
        try:
            scenario = catalog.from_merged(record["scenario"])
            battle = cls(scenario, record["scenario"], record["seed"])
        except (ValueError, KeyError, IndexError) as error:
            first = str(error).splitlines()[0]
            raise RecordError(f"{path} is damaged: its scenario cannot be used ({first})") from None
        orders = record["orders"] if upto is None else record["orders"][:upto]
        for n, text in enumerate(orders, 1):
            try:
                battle.give(text)
            except IllegalOrder as error:
                battle.recovered = (
                    f"order {n} of {len(orders)} ('{text}') is refused: {error.reason}; opened up to there"
                )
                return battle
        if upto is None and battle.digest() != record["digest"]:
            battle.recovered = "the rules have changed since this battle was saved: it plays on from another position"
        return battle

    def forecast(self, order: Order | str, playouts: int = 200, horizon: int | None = 2, seed: int = 0) -> Forecast:
        """Play `order` out many times, `horizon` turns ahead (None: to the end), from what the moving side can know.

        Returns percentiles of losses and fires by side, the chance that an assault takes its hex, and with no
        horizon the chance to win, each with its 95 % error. The battle is left alone; forecasts roll their own
        dice. Raises IllegalOrder with the reason that `give` would raise, ValueError for no playouts.
        """
        return forecast(self, self._parsed(order), playouts, horizon, seed)
