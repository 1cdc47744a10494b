"""What the model says about a merged tree, told at the line where it was written.

Runs the pydantic models of game.scenario.model over the plain data, strictly (a text is no number), and turns
each of their errors into a Problem. Where a field wants text and the author wrote a number (a hex `1628`, a
name `42`), the text as written is taken.
"""

from __future__ import annotations

import json
from collections.abc import Container
from itertools import chain
from typing import Any, TypeVar

from pydantic import ValidationError

from game.scenario import codes
from game.scenario.fields import Path
from game.scenario.model import Scenario
from game.scenario.model_errors import Error, missing, node_at, told, walk
from game.scenario.numbers import Strict
from game.scenario.problems import Problem, some
from game.scenario.source import Node

M = TypeVar("M", bound=Strict)

HEADS: tuple[Path, ...] = ((), ("calendar",), ("map",), ("map", "grid"), ("victory",))  # what a kit leaves to others


def check_schema(root: Node, inherited: Container[str] = ()) -> tuple[Scenario | None, dict[str, Any], list[Problem]]:
    """Validate a merged tree. Returns the Scenario (None if it has errors), its plain data, and the problems.

    Of an abstract base, fields that a scenario built on it may still add are not missed; elsewhere they are missed
    in the scenario's own file, not in one of the `inherited` (by name).
    """
    plain = root.plain()
    abstract = plain.get("abstract") is True
    scenario, errors = _validate(root, plain, Scenario)
    kept = [error for error in errors if not (abstract and error["type"] == "missing" and _may_come(error["loc"]))]
    return (scenario if not kept else None), plain, _problems(root, kept, Scenario, inherited)


def check_model(root: Node, model: type[M]) -> tuple[M | None, list[Problem]]:
    """As `check_schema`, for another model than Scenario."""
    found, errors = _validate(root, root.plain(), model)
    problems = _problems(root, errors, model)
    return (found if not problems else None), problems


def check_page(root: Node, model: type[M], sections: str) -> tuple[M | None, list[Problem]]:
    """As `check_model`, for a whole file, which may hold anything; `sections` says what it should have."""
    if not isinstance(root.value, dict):
        return None, [root.problem(codes.EMPTY, "no sections here", sections)]
    return check_model(root, model)


def _problems(root: Node, errors: list[Error], model: type[Strict], inherited: Container[str] = ()) -> list[Problem]:
    """Each error told; the fields that one mapping lacks all at once."""
    lacks: dict[int, tuple[Node, list[Path]]] = {}
    for error in errors:
        if error["type"] == "missing":
            path, rest = walk(root, error["loc"])
            node = node_at(root, path)
            if path in HEADS and node.source.name in inherited:
                node = root
            lacks.setdefault(id(node), (node, []))[1].append((*path, rest[-1]))
    others = (told(root, error, model) for error in errors if error["type"] != "missing")
    return some(chain((missing(root, node, fields, model) for node, fields in lacks.values()), others))


def _validate(root: Node, plain: dict[str, Any], model: type[M]) -> tuple[M | None, list[Error]]:
    """The model of the plain data of `root`, in which texts are mended, or None and what is wrong."""
    errors: list[Error] = []
    for _ in range(3):  # a text inside a union may show only after its neighbour is mended
        try:
            return model.model_validate_json(json.dumps(plain), strict=True), []
        except ValidationError as error:
            errors = [dict(item) for item in error.errors(include_url=False)]
        if not _take_as_text(root, plain, errors):
            break
    return None, _fold_unions(root, _without_followers(errors))


def _may_come(loc: Path) -> bool:
    return all(isinstance(step, str) for step in loc) and loc not in (("format",), ("id",))


def _take_as_text(root: Node, plain: dict[str, Any], errors: list[Error]) -> bool:
    """Replace numbers by their text where text is wanted; whether any was."""
    changed = False
    for error in errors:
        wants_text = error["type"] == "string_type" or error.get("ctx", {}).get("class_name") == "Text"
        path, _ = walk(root, error["loc"])
        if not wants_text or not path:
            continue
        node = node_at(root, path)
        holder: Any = plain
        for step in path[:-1]:
            holder = holder[step]
        if isinstance(holder[path[-1]], int | float) and node.word is not None:
            holder[path[-1]] = node.word
            changed = True
    return changed


def _without_followers(errors: list[Error]) -> list[Error]:
    """A list is called too short also when all its entries are wrong: they are the cause."""
    places = [error["loc"] for error in errors]
    return [
        error
        for error in errors
        if error["type"] != "too_short"
        or not any(len(loc) > len(error["loc"]) and loc[: len(error["loc"])] == error["loc"] for loc in places)
    ]


def _fold_unions(root: Node, errors: list[Error]) -> list[Error]:
    """Of a field that may be several things, keep what is said of the thing the author meant."""
    kept: list[Error] = []
    unions: dict[Path, list[Error]] = {}
    for error in errors:
        place = _union_place(root, error)
        if place is None:
            kept.append(error)
        elif place in unions:
            unions[place].append(error)
        else:
            unions[place] = [error]
            kept.append({"union": place})
    result: list[Error] = []
    for error in kept:
        result += _meant(root, error["union"], unions[error["union"]]) if "union" in error else [error]
    return result


def _union_place(root: Node, error: Error) -> Path | None:
    """Where the union stands that an error's place names a branch of, if it does."""
    loc = error["loc"]
    for n in range(len(loc)):
        path, rest = walk(root, loc[: n + 1])
        if rest:
            of_field = n == len(loc) - 1 and (error["type"] == "missing" or rest == ("[key]",))
            return None if of_field else path
    return None


def _meant(root: Node, place: Path, errors: list[Error]) -> list[Error]:
    deeper = [error for error in errors if len(walk(root, error["loc"])[0]) > len(place) or error["type"] == "missing"]
    if deeper:
        return deeper
    of_text = [error for error in errors if error["type"] in ("value_error", "string_pattern_mismatch")]
    if of_text and len(errors) == 1:
        return of_text
    return [{"type": "union", "loc": place, "msg": ""}]
