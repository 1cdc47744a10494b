"""Which fields there may be at a place of a scenario, by the JSON schema of the model."""

import functools
from typing import Any

from game.scenario.numbers import Strict

Path = tuple[str | int, ...]


@functools.lru_cache(maxsize=4)
def _schema(model: type[Strict]) -> dict[str, Any]:
    return model.model_json_schema(by_alias=True)


def schema_at(path: Path, model: type[Strict]) -> dict[str, Any]:
    """The part of the JSON schema that describes a place; empty if none does."""
    whole = _schema(model)
    here = [whole]
    for step in path:
        here = [part for schema in here for part in _step(schema, step, whole)]
    options = [option for schema in here for option in _options(schema, whole)]
    return next((option for option in options if "properties" in option), options[0] if options else {})


def _options(schema: dict[str, Any], whole: dict[str, Any]) -> list[dict[str, Any]]:
    if "$ref" in schema:
        return _options(whole["$defs"][schema["$ref"].rsplit("/", 1)[1]], whole)
    nested = schema.get("anyOf") or schema.get("allOf") or schema.get("oneOf")
    return [option for part in nested for option in _options(part, whole)] if nested else [schema]


def under_any_key(schema: dict[str, Any]) -> dict[str, Any] | None:
    """What a mapping from names of the author's choice holds; None if it is no such mapping."""
    if isinstance(schema.get("additionalProperties"), dict):
        return dict(schema["additionalProperties"])
    return next(iter(schema.get("patternProperties", {}).values()), None)


def _step(schema: dict[str, Any], step: str | int, whole: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    for option in _options(schema, whole):
        part = option.get("items") if isinstance(step, int) else option.get("properties", {}).get(step)
        if part is None and isinstance(step, str):
            part = under_any_key(option)
        if part is None and isinstance(step, int) and step < len(option.get("prefixItems", [])):
            part = option["prefixItems"][step]
        if isinstance(part, dict):
            found.append(part)
    return found
