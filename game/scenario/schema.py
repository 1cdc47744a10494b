"""The JSON schema of scenario files, for completion and hints in editors.

It describes one file as a person writes it, not the merged whole: what `extends` may bring is not required, hexes may
be numbers (1628), texts may be plain, and `extends`, `include` and `changes` are known. What it accepts may still have
faults that only `validate` sees. Draft 7, since that is what editors' YAML servers read best.
"""

from __future__ import annotations

import copy
import json
import os
from pathlib import Path
from typing import Any

from game import paths
from game.files import write_atomically
from game.scenario.campaign import Campaign
from game.scenario.changes import KEYED, LISTED, SECTIONS
from game.scenario.mod_file import ModFile
from game.scenario.model import Scenario
from game.scenario.words import DAY

FILE = "scenario.schema.json"  # in docs/, kept fresh by a test
DRAFT = "http://json-schema.org/draft-07/schema#"
Schema = dict[str, Any]
FIELDS = {  # what a change names -> the model of that entry
    "unit": "Unit", "formation": "Formation", "depot": "Depot", "wave": "Wave", "event": "Event", "level": "Level",
    "weather": "WeatherSpell", "history": "HistoryEntry", "kind": "Kind", "terrain": "Terrain", "side": "Side",
    "place": "Place",
}  # fmt: skip


def scenario_schema() -> Schema:
    """The schema of a scenario file or of a part that one includes."""
    schema = _as_written(Scenario.model_json_schema(by_alias=True))
    text = {"type": "string", "description": "plain text is English"}
    schema["$defs"]["Text"] = {"anyOf": [text, schema["$defs"]["Text"]], "description": "what a player reads"}
    schema["properties"] |= {
        "extends": {"type": "string", "description": "id of the scenario this one is laid over, or a path to it",
                    "examples": ["hengyang/first-assault"]},
        "include": {"type": ["array", "string"], "items": {"type": "string"}, "description": "files joined to this one",
                    "examples": [["map.yaml", "forces/army.yaml"]]},
        "changes": {"type": "array", "items": {"$ref": "#/$defs/Change"}, "description": "to what is inherited"},
    }  # fmt: skip
    schema["$defs"] |= _changes(schema["$defs"])
    head = {
        "$schema": DRAFT,
        "title": "A scenario of Hengyang 1944, or a part of one",
    }
    return _draft7(head | {key: value for key, value in schema.items() if key not in ("title", "required")})


def mod_schema() -> Schema:
    """The schema of a mod.yaml."""
    schema = ModFile.model_json_schema(by_alias=True)
    schema["$defs"]["Text"] = {"anyOf": [{"type": "string"}, schema["$defs"]["Text"]]}
    return _draft7({"$schema": DRAFT, **schema, "title": "A mod of Hengyang 1944"})


def campaign_schema() -> Schema:
    """The schema of a campaign.yaml."""
    schema = Campaign.model_json_schema(by_alias=True)
    schema["$defs"]["Text"] = {"anyOf": [{"type": "string"}, schema["$defs"]["Text"]]}
    return _draft7({"$schema": DRAFT, **schema, "title": "A campaign of Hengyang 1944"})


def text(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def write_editor_settings(folder: Path) -> list[Path]:
    """Schemas and settings of VS Code's YAML extension for a folder of scenarios. Returns the files written."""
    where = folder / ".vscode"
    settings = {
        "yaml.schemas": {
            "./.vscode/scenario.schema.json": ["scenario.yaml", "**/scenario.yaml", "**/map.yaml", "**/forces/*.yaml"],
            "./.vscode/mod.schema.json": ["mod.yaml", "**/mod.yaml"],
            "./.vscode/campaign.schema.json": ["campaign.yaml", "**/campaign.yaml"],
        },
        "yaml.format.enable": False,
        "[yaml]": {"editor.tabSize": 2, "editor.insertSpaces": True},
    }
    files = {
        "scenario.schema.json": text(scenario_schema()),
        "mod.schema.json": text(mod_schema()),
        "campaign.schema.json": text(campaign_schema()),
        "settings.json": json.dumps(settings, indent=2) + "\n",
    }
    written = []
    for name, content in files.items():
        if name == "settings.json" and (where / name).exists():  # a person's own: theirs to extend
            continue
        write_atomically(where / name, content)
        written.append(where / name)
    return written


def modeline(folder: Path) -> str:
    """The comment by which the YAML extension finds the schema, for a file in `folder`."""
    target = paths.HOME / "docs" / FILE
    near = folder.resolve().is_relative_to(paths.HOME)
    where = os.path.relpath(target, folder.resolve()).replace(os.sep, "/") if near else target.as_uri()
    return f"# yaml-language-server: $schema={where}"


def run(editor: str | None, mod: bool, campaign: bool = False) -> int:
    """The command: print a schema, or with `editor` set up that folder for VS Code."""
    if editor is None:
        print(text(mod_schema() if mod else campaign_schema() if campaign else scenario_schema()), end="")
        return 0
    for path in write_editor_settings(Path(editor)):
        print(path)
    return 0


# ---------------------------------------------------------------- from the whole to one file


def _as_written(schema: Schema) -> Schema:
    """Without `required` where another file may bring the rest; hexes as numbers too."""
    schema = copy.deepcopy(schema)
    for name in _mergeable(schema):
        schema["$defs"][name].pop("required", None)
    schema.pop("required", None)
    schema["properties"]["sides"].pop("minProperties")
    return schema


def _mergeable(schema: Schema) -> set[str]:
    """Names of the definitions that are reached by keys alone: mappings merge by key, entries of lists do not."""
    found: set[str] = set()
    todo: list[Any] = list(schema["properties"].values())
    while todo:
        part = todo.pop()
        if isinstance(part, list):
            todo += part
        elif isinstance(part, dict):
            name = str(part.get("$ref", "")).rpartition("/")[2]
            if name and name not in found:
                found.add(name)
                todo += list(schema["$defs"][name].get("properties", {}).values())
            todo += [value for key, value in part.items() if key not in ("items", "prefixItems", "properties")]
    return found


def _changes(models: Schema) -> Schema:
    """What may stand in an entry of `changes`, with the fields of the entry it names."""
    fields = {
        f"{model}Fields": {key: value for key, value in models[model].items() if key != "required"}
        for model in FIELDS.values()
    }
    names = [*LISTED, *KEYED, *SECTIONS]
    verbs = {
        "set": ("object", "fields and their values; a mapping merges by key"),
        "add": ("object", "numbers added to fields"),
        "append": ("object", "entries added to the end of lists"),
        "remove": (["boolean", "array", "object"], "true: the entry; a list: fields; a mapping: values of lists"),
    }
    change: Schema = {
        "type": "object",
        "description": "names one entry, and says what becomes of it",
        "examples": [{"unit": "cn-30r-2", "set": {"men": 180}, "add": {"fatigue": 20}}],
        "properties": {
            **{name: {"type": ["string", "boolean", "integer"], "description": f"which {name}"} for name in names},
            **{verb: {"type": kind, "description": words} for verb, (kind, words) in verbs.items()},
        },
        "additionalProperties": False,
        "allOf": [
            {"if": {"required": [name]}, "then": {"properties": {"set": {"$ref": f"#/$defs/{model}Fields"}}}}
            for name, model in FIELDS.items()
        ],
    }  # fmt: skip
    return {**fields, "Change": change}


def _draft7(part: Any) -> Any:
    """Tuples as draft 7 has them; hexes may be numbers; without pydantic's titles."""
    if isinstance(part, list):
        return [_draft7(item) for item in part]
    if not isinstance(part, dict):
        return part
    result = {}
    for key, value in part.items():
        if key == "title" and isinstance(value, str) and "$schema" not in part:
            continue
        result["items" if key == "prefixItems" else key] = _draft7(value)
    if "prefixItems" in part:
        result["additionalItems"] = False
    if "patternProperties" in part:  # a key of another form is no name
        result["additionalProperties"] = False
    if part.get("type") == "string" and not {"pattern", "enum", "const"} & set(part) and part.get("examples") != [DAY]:
        result["type"] = ["string", "number"]  # 1628, 42: the field takes the text as written
        result.pop("maxLength", None)
    return result
