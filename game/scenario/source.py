"""YAML text -> a tree of nodes, each of which knows its file, line and column.

Only `true`, `false`, `null`, decimal integers without leading zeros and plain decimals are typed; all else is
text, and so is every key. No tags, anchors, aliases, merge keys or second documents; at most 5 MB, 32
levels and 50,000 values. Read event by event, without recursion: nothing in a file can make the reader run
code, blow up or overflow. What is wrong is returned as problems, never raised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from game.errors import reason_of
from game.scenario import codes, hints
from game.scenario.codes import Code
from game.scenario.problems import Problem, some

MAX_BYTES = 5_000_000
MAX_DEPTH = 32
MAX_LINES = 100_000
MAX_VALUES = 50_000  # thirty times what the largest file of the game has; a map of any size is one value
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,18}")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "": None}
_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True, eq=False)
class Source:
    """One file: the name people see and its lines, for the caret."""

    name: str
    path: Path | None = None
    lines: list[str] = field(default_factory=list)

    def line(self, number: int) -> str:
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else ""


@dataclass(slots=True, eq=False)
class Node:
    """A value with its place. Never changed once built: merging makes new nodes around old ones.

    `value` is text, number, boolean, None, a list of Nodes or a dict of Nodes; `keys` holds the key nodes of a
    dict; `raw` is a scalar as written; `style` is "" for plain scalars, else the quote or block sign.
    """

    value: Any
    source: Source
    line: int = 1
    column: int = 1
    length: int = 1
    raw: str = ""
    style: str = ""
    keys: dict[str, Node] = field(default_factory=dict)
    was: Node | None = None  # what stood here before a scenario built on it, or a change, replaced it

    @property
    def word(self) -> str | None:
        """The scalar as text, so that 1628 and 0131 are both hexes; None for anything but text and numbers."""
        if isinstance(self.value, str):
            return self.value
        return self.raw if isinstance(self.value, int | float) and not isinstance(self.value, bool) else None

    @property
    def number(self) -> int | None:
        return self.value if isinstance(self.value, int) and not isinstance(self.value, bool) else None

    def get(self, *path: str) -> Node:
        """The node under these keys, or NOTHING."""
        node = self
        for key in path:
            node = node.value.get(key, NOTHING) if isinstance(node.value, dict) else NOTHING
        return node

    def items(self) -> Iterator[tuple[Node, Node]]:
        """Key and value nodes of a mapping; of anything else none."""
        if isinstance(self.value, dict):
            for key, value in self.value.items():
                yield self.keys[key], value

    def entries(self) -> list[Node]:
        """Nodes of a list; of anything else none."""
        return self.value if isinstance(self.value, list) else []

    def like(self, value: Any, keys: dict[str, Node] | None = None) -> Node:
        """Another value in the same place."""
        return Node(value, self.source, self.line, self.column, self.length, self.raw, self.style, keys or {}, self.was)

    def without(self, names: Sequence[str]) -> Node:
        """This mapping, less some keys."""
        value = {key: child for key, child in self.value.items() if key not in names}
        return self.like(value, {key: self.keys[key] for key in value})

    def plain(self) -> Any:
        """The same as plain data, without places."""
        if isinstance(self.value, dict):
            return {key: value.plain() for key, value in self.value.items()}
        if isinstance(self.value, list):
            return [value.plain() for value in self.value]
        return self.value

    def problem(self, code: Code, message: str, hint: str | None = None) -> Problem:
        """A problem at this node."""
        text = self.source.line(self.line)
        return Problem(
            self.source.name, self.line, self.column, code.severity, code.code, message, hint, text, self.length
        )

    def row(self, index: int, column: int = 0, length: int = 1) -> Node:
        """A place inside a `|` block: the row and column (from 0) of its text; else the node itself."""
        if self.style != "|" or not isinstance(self.value, str):
            return self
        rows = self.value.split("\n")
        text = self.source.line(self.line + 1 + index)
        indent = text.find(rows[index]) if index < len(rows) and rows[index] else len(text)
        return Node(None, self.source, self.line + 1 + index, max(indent, 0) + column + 1, max(1, length))


NOTHING = Node(None, Source(""))


def read(path: Path, name: str) -> tuple[Node | None, list[Problem]]:
    """Read one file. Returns its top node (None if it cannot be used at all) and what is wrong with it."""
    source = Source(name, path)
    whole = Node(None, source)
    try:
        if path.stat().st_size > MAX_BYTES:
            return None, [
                whole.problem(codes.TOO_LARGE, f"'{name}' is larger than 5 MB", "split it and `include` parts")
            ]
        data = path.read_bytes()
    except OSError as error:
        return None, [whole.problem(codes.NO_SUCH_FILE, f"cannot read '{name}': {reason_of(error)}")]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, [whole.problem(codes.ENCODING, "this file is UTF-16", "save it as UTF-8")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        lines = _LINE_END.split(before)
        place = Node(None, source, len(lines), len(lines[-1]) + 1)
        message = f"byte {data[error.start]:#04x} is not UTF-8"
        return None, [place.problem(codes.ENCODING, message, "save the file as UTF-8")]
    return parse(text, source)


def parse(text: str, source: Source) -> tuple[Node | None, list[Problem]]:
    """As `read`, of a text at hand."""
    problems: list[Problem] = []
    bom = text.startswith("\ufeff")
    text = text.removeprefix("\ufeff")
    if text.count("\n") > MAX_LINES:
        place = Node(None, source, MAX_LINES + 1)
        return None, [place.problem(codes.TOO_LARGE, f"more than {MAX_LINES:,} lines", "split it and `include` parts")]
    source.lines = _LINE_END.split(text)
    if bom:
        place = Node(None, source)
        problems.append(place.problem(codes.BYTE_ORDER_MARK, "byte order mark", "save as UTF-8 without BOM"))
    strange = _UNPRINTABLE.search(text)
    if strange:
        lines = _LINE_END.split(text[: strange.start()])
        place = Node(None, source, len(lines), len(lines[-1]) + 1)
        found = f"unprintable character U+{ord(strange.group()):04X}"
        return None, [*problems, place.problem(codes.ENCODING, found, "remove it")]
    tabs = _tabs(source)
    problems += tabs
    builder = _Builder(source)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
    except _Refused:
        pass
    except yaml.YAMLError as error:
        if not tabs:
            builder.problems.append(_syntax(error, source))
        builder.root = None
    problems += some(builder.problems)
    if builder.root is None and not any(p.severity == "error" for p in problems):
        problems.append(
            Node(None, source).problem(codes.EMPTY, "this file is empty", "a scenario begins with `format: 1`")
        )
    return builder.root, problems


def _tabs(source: Source) -> list[Problem]:
    lines = [n for n, text in enumerate(source.lines, 1) if "\t" in text[: len(text) - len(text.lstrip())]]
    if not lines:
        return []
    column = source.line(lines[0]).index("\t") + 1
    first = Node(None, source, lines[0], column).problem(codes.TAB, "tab in the indentation", "indent with spaces")
    return [first.more(len(lines) - 1, "of tabs in this file")]


_REMEDIES = (
    ("mapping values are not allowed", "text with ': ' in it needs quotes; or the indentation is off"),
    ("cannot start any token", "text that begins with one of % @ ` needs quotes"),
    ("expected ',' or '}'", "a '{' is not closed, or a ',' is missing"),
    ("expected ',' or ']'", "a '[' is not closed, or a ',' is missing"),
    ("could not find expected ':'", "a key is written `key: value`"),
    (
        "did not find expected key",
        "the indentation is off, or text with quotes or brackets in it needs quotes around it",
    ),
    ("did not find expected '-' indicator", "entries of a list begin with '-' in the same column"),
    ("expected node content", "a '[' or '{' is not closed, or a ',' has nothing before it"),
    ("unexpected end of stream", "a quote is not closed"),
)


def _syntax(error: yaml.YAMLError, source: Source) -> Problem:
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    message = f"cannot be read as YAML: {said}"
    hint = next((remedy for part, remedy in _REMEDIES if part in said), None)
    mark, begun = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if begun and not "".join(source.lines[line - 1 :]).strip():  # it was left open: point at where it opens
        message += f" {getattr(error, 'context', None) or ''}"
        line, column = begun.line + 1, begun.column + 1
    elif begun and begun.line + 1 != line:
        message += f" {getattr(error, 'context', None) or ''} that began on line {begun.line + 1}"
    line = min(line, len(source.lines))
    for number in range(begun.line + 1 if begun else line, line + 1):
        comment = hints.comment_in(source.line(number))
        if comment is not None:
            return Node(None, source, number, comment + 1).problem(codes.NOT_YAML, message, hints.COMMENT)
    while line > 1 and not source.line(line).strip():  # nothing to see there: the end of the text before it
        line -= 1
        column = len(source.line(line)) + 1
    meant = [hints.full_width(source.line(number)) for number in (line, line - 1)]
    hint = meant[0] or meant[1] or (hints.COLON if hints.colon_in(source.line(line)) else hint)
    return Node(None, source, line, column).problem(codes.NOT_YAML, message, hint)


class _Refused(Exception):
    """Reading stops here; the problem is noted."""


@dataclass(slots=True)
class _Open:
    node: Node
    key: Node | None = None


class _Builder:
    """Turns the parser's events into Nodes, keeping its own stack."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.stack: list[_Open] = []
        self.documents = 0
        self.values = 0

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._add(self._scalar(event))
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._open(event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self.stack.pop()
        elif isinstance(event, yaml.AliasEvent):
            node = self._node(None, event)
            self.problems.append(node.problem(codes.NOT_PLAIN, f"alias '*{event.anchor}'", "write the value out"))
            self._add(node)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def _node(self, value: Any, event: Any, raw: str = "", style: str = "") -> Node:
        start, end = event.start_mark, event.end_mark
        line, column = start.line + 1, start.column + 1
        text = self.source.line(line)
        until = end.column if end.line == start.line else len(text.rstrip())
        return Node(value, self.source, line, column, max(1, until - column + 1), raw, style)

    def _scalar(self, event: yaml.ScalarEvent) -> Node:
        style = event.style or ""
        node = self._node(event.value, event, event.value, style)
        if not style:
            node.value = _typed(event.value)
        self._plain_only(event, node)
        return node

    def _plain_only(self, event: Any, node: Node) -> None:
        if event.anchor is not None:
            self.problems.append(node.problem(codes.NOT_PLAIN, f"anchor '&{event.anchor}'", "write the value out"))
        if event.tag is not None:
            self.problems.append(
                node.problem(codes.NOT_PLAIN, f"tag '{event.tag}'", "no tags: the field decides the type")
            )

    def _open(self, event: Any) -> None:
        mapping = isinstance(event, yaml.MappingStartEvent)
        node = self._node({} if mapping else [], event)
        self._plain_only(event, node)
        self._add(node)
        self.stack.append(_Open(node))
        if len(self.stack) > MAX_DEPTH:
            self.problems.append(node.problem(codes.TOO_LARGE, f"nested deeper than {MAX_DEPTH} levels"))
            self.root = None
            raise _Refused

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            node = self._node(None, event)
            hint = "keep one document a file; remove the '---'"
            self.problems.append(node.problem(codes.DOCUMENTS, "a second document begins here", hint))
            self.root = None
            raise _Refused

    def _add(self, node: Node) -> None:
        self.values += 1
        if self.values > MAX_VALUES:
            hint = "split it and `include` parts"
            self.problems.append(node.problem(codes.TOO_LARGE, f"more than {MAX_VALUES:,} values in one file", hint))
            self.root = None
            raise _Refused
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if isinstance(top.node.value, list):
            top.node.value.append(node)
        elif top.key is None:
            top.key = node
        else:
            self._pair(top.node, top.key, node)
            top.key = None

    def _pair(self, mapping: Node, key: Node, value: Node) -> None:
        if not isinstance(key.value, str | int | float | bool | None):
            self.problems.append(key.problem(codes.NOT_PLAIN, "a key must be plain text"))
        elif key.raw == "<<" and not key.style:
            self.problems.append(
                key.problem(codes.NOT_PLAIN, "merge key '<<'", "write the values out, or use `extends`")
            )
        elif key.raw in mapping.value:
            first = mapping.keys[key.raw].line
            hint = f"first on line {first}; keep one of them"
            self.problems.append(
                key.problem(codes.DUPLICATE_KEY, f"'{key.raw}' twice, lines {first} and {key.line}", hint)
            )
        else:
            mapping.value[key.raw] = value
            mapping.keys[key.raw] = key


def _typed(text: str) -> Any:
    """What a plain scalar means. Everything not listed is text: `0600`, `3:1`, `no`, `1e3`, `~`."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


def lookalike(node: Node, wanted: str) -> str | None:
    """Why a text is not the `wanted` "number" or "boolean" it looks like, with what to write instead."""
    if not isinstance(node.value, str):
        return None
    text = node.value.strip()
    if node.style in ("'", '"') and (_INTEGER.fullmatch(text) or text in ("true", "false")):
        return f"in quotes it is text; write {text}"
    if wanted == "boolean":
        yes, no = ("yes", "on", "y", "true"), ("no", "off", "n", "false")
        meant = "true" if text.lower() in yes else "false" if text.lower() in no else None
        return f"'{text}' is text here; write {meant}" if meant else None
    if re.fullmatch(r"-?0+[0-9]+", text):
        return f"'{text}' is text because of its leading zero; write {int(text)}"
    if re.fullmatch(r"[0-9]+:[0-9]+", text):
        return f"'{text}' is text here; a ratio is written as one number, in the unit that the field names"
    if re.fullmatch(r"\+?[0-9][0-9_, ']*( ?[%‰])?", text):
        return f"'{text}' is text here; write {re.sub('[^0-9]', '', text)}"
    return None


def overlay(base: Node, own: Node) -> Node:
    """`own` laid over `base`: mappings merge by key, all else replaces."""
    if not (isinstance(base.value, dict) and isinstance(own.value, dict)):
        return replace(own, was=base)
    value, keys = dict(base.value), dict(base.keys)
    for key, node in own.value.items():
        value[key] = overlay(value[key], node) if key in value else node
        keys[key] = own.keys[key]
    return own.like(value, keys)
