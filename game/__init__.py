"""Hengyang 1944: a tactical wargame on the Defense of Hengyang. The public API, loaded when first used."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from game.ai.computer import Computer
    from game.battle import Battle
    from game.scenario.problems import ScenarioError
    from game.values import CannotUndo, IllegalOrder, Order, RecordError

__version__ = "0.1.0"
__all__ = ["Battle", "CannotUndo", "Computer", "IllegalOrder", "Order", "RecordError", "ScenarioError"]

_HOMES = {
    "Battle": "game.battle",
    "Computer": "game.ai.computer",
    "ScenarioError": "game.scenario.problems",
    "Order": "game.values",
    "IllegalOrder": "game.values",
    "CannotUndo": "game.values",
    "RecordError": "game.values",
}


def __getattr__(name: str) -> Any:
    """Import on demand: `validate` must not wait for numba."""
    if name not in _HOMES:
        raise AttributeError(f"module 'game' has no attribute '{name}'")
    import importlib

    return getattr(importlib.import_module(_HOMES[name]), name)
