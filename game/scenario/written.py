"""Values as YAML text that the strict reader takes back as they were."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, TypeGuard

from game.scenario.source import Source, parse

WIDTH = 120  # a line that would be longer is written as a block
HEX = re.compile(r"[0-9]{4}|[0-9]{6}")  # written plain: the field decides that it is text


def scalar(value: Any, quote: str | None = None) -> str:
    """A scalar as it is written inside a flow collection, plain where that says the same."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    text = str(value)
    if quote == "'" and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    if quote is None and (HEX.fullmatch(text) or _reads_plain(text)):
        return text
    return json.dumps(text, ensure_ascii=False)


def _reads_plain(text: str) -> bool:
    if not text or text != text.strip() or any(letter in text for letter in "\n\t\"'#,[]{}:&*!|>%@`"):
        return False
    node, problems = parse(f"[{text}]", Source("value"))
    return node is not None and not problems and [child.value for child in node.entries()] == [text]


def flow(value: Any, quote: str | None = None) -> str:
    """A value in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key)}: {flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(part) for part in value) + "]"
    return scalar(value, quote)


def block(value: Any, indent: int = 0) -> str:
    """A mapping or list in lines of at most 120 characters where its parts allow it, without a last newline."""
    pad = " " * indent
    if not isinstance(value, dict | list | tuple) or not value:
        return pad + flow(value)
    lines = []
    for key, part in value.items() if isinstance(value, dict) else enumerate(value):
        lead = f"{pad}{scalar(key)}:" if isinstance(value, dict) else f"{pad}-"
        if fits_block(part):
            lines.append(f"{lead} {block_text(part, indent + 2)[:-1]}")
            continue
        line = f"{lead} {flow(part)}"
        if len(line) <= WIDTH or not isinstance(part, dict | list | tuple) or not part:
            lines.append(line)
        elif isinstance(part, list | tuple) and not any(isinstance(item, dict | list | tuple) for item in part):
            lines.append(f"{lead} {_filled(part, len(lead) + 2)}")
        elif isinstance(value, dict):
            lines += [lead, block(part, indent + 2)]
        else:
            lines.append(lead + block(part, indent + 2)[indent + 1 :])
    return "\n".join(lines)


def _filled(items: Sequence[Any], indent: int) -> str:
    """A long list of scalars over several lines."""
    lines = [""]
    for item in items:
        text = scalar(item) + ", "
        if indent + len(lines[-1]) + len(text) > WIDTH:
            lines.append("")
        lines[-1] += text
    return "[" + ("\n" + " " * indent).join(line.rstrip(" ") for line in lines)[:-1] + "]"


def fits_block(value: Any) -> TypeGuard[str]:
    """Whether this is a text of several lines that a `|` block gives back as it is."""
    if not isinstance(value, str) or "\n" not in value.strip("\n"):
        return False
    return value[0] not in " \t\n" and not value.endswith("\n\n") and value.replace("\n", "").isprintable()


def block_text(value: str, indent: int) -> str:
    """A `|` block: its lines indented, a newline at its end."""
    keep = "" if value.endswith("\n") else "-"
    lines = value.removesuffix("\n").split("\n")
    return f"|{keep}\n" + "".join(f"{' ' * indent}{line}\n" if line else "\n" for line in lines)
