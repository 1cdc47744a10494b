"""People learn by copying: whatever a scenario may say, one of those that come with the game says it."""

from collections.abc import Iterator
from typing import Any

from game.scenario import catalog
from game.scenario.fields import under_any_key
from game.scenario.model import Scenario

WHOLE = Scenario.model_json_schema(by_alias=True)
TABLES = ("AssaultResult", "Shift", "WorksLevel")  # of the rules: rarely changed, shown in docs/rules.md


def options(schema: dict[str, Any], name: str = "Scenario") -> Iterator[tuple[str, dict[str, Any]]]:
    """What may stand there: (model, schema)."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        yield from options(WHOLE["$defs"][name], name)
    elif "anyOf" in schema:
        for part in schema["anyOf"]:
            yield from options(part, name)
    else:
        yield name, schema


def used(value: Any, schema: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(model, field) of every field that a value states."""
    for name, option in options(schema):
        if isinstance(value, dict) and "properties" in option:
            for key, inner in value.items():
                if key in option["properties"]:
                    yield name, key
                    yield from used(inner, option["properties"][key])
        elif isinstance(value, dict) and (deeper := under_any_key(option)) is not None:
            for inner in value.values():
                yield from used(inner, deeper)
        elif isinstance(value, list) and isinstance(option.get("items"), dict):
            for inner in value:
                yield from used(inner, option["items"])


def test_every_field_is_used_by_a_scenario() -> None:
    said = {pair for name in catalog.names() for pair in used(catalog.examine(name).merged, WHOLE)}
    said.add(("Scenario", "abstract"))  # of bases, which are not listed
    for name, schema in [("Scenario", WHOLE), *WHOLE["$defs"].items()]:
        if name not in ("Rules", *TABLES):
            missing = {field for field in schema.get("properties", {}) if (name, field) not in said}
            assert missing == set(), (name, missing)
