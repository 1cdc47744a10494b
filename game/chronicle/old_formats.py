"""Records of former formats, read as those of today. Kept examples: tests/golden/records.

Format 1 was one JSON object: the scenario, the seed, the orders and a digest of the last position. It did not keep
what came of the orders: that is found by giving them again.
"""

import json
from typing import Any

from game.values import RecordError

KIND = "hengyang-record"
SHAPES: dict[str, type] = {"scenario": dict, "orders": list, "seed": int, "digest": str}


def read_format_1(data: bytes, name: str) -> dict[str, Any]:
    """A file of format 1: its `scenario`, `orders`, `seed`, `digest`, `rules`.

    Raises RecordError: that format cannot be recovered in part.
    """
    value = _parsed(data, name)
    for key, kind in SHAPES.items():
        if type(value.get(key)) is not kind:
            raise RecordError(f"{name} is damaged: '{key}' is missing or not as it should be")
    if not all(isinstance(order, str) for order in value["orders"]) or not 0 <= value["seed"] < 2**63:
        raise RecordError(f"{name} is damaged: an order is no line of text, or the seed no seed")
    return value


def _parsed(data: bytes, name: str) -> dict[str, Any]:
    try:
        value = json.loads(data.decode())
    except (ValueError, RecursionError):
        raise RecordError(f"{name} is damaged, or no record of a battle") from None
    if not isinstance(value, dict) or value.get("kind") != KIND:
        raise RecordError(f"{name} is no record of a battle")
    if value.get("format") != 1:
        raise RecordError(
            f"{name} is a record of format {value.get('format')}, which this program does not know: "
            "open it with the version that wrote it"
        )
    return value
