"""Edits of a YAML file that keep every character they do not concern: comments, order, line breaks, quotes.

`migrate`, `new` and the editor write through here. A Document is its text; an edit replaces, inserts or cuts the
smallest piece of it, and is proved by reading the result: it must say what the old text said but for the edit.

>>> document = Document("units:\\n  - {id: cn-1, men: 400}  # the guard\\n")
>>> document.set(("units", 0, "men"), 180)
>>> print(document.text, end="")
units:
  - {id: cn-1, men: 180}  # the guard
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import yaml

from game.errors import UserError
from game.files import backed_up, write_atomically
from game.scenario import codes
from game.scenario.problems import ScenarioError, errors_in
from game.scenario.source import LOADER, Node, Source, parse, read
from game.scenario.written import HEX, WIDTH, block, block_text, fits_block, flow, scalar

Step = str | int


class RewriteError(UserError):
    """An edit that cannot be made: there is no such place, or the value cannot be written."""


class Document:
    """One YAML file under edit. Paths are tuples of keys and list indexes, values plain data (dict, list, str, …)."""

    def __init__(self, text: str, path: Path | None = None) -> None:
        """Raises ScenarioError if `text` is not a mapping that the strict reader takes."""
        self.path = path
        self.text = ""
        self._take(text)

    @classmethod
    def read(cls, path: Path) -> Document:
        """The document in a file. Raises ScenarioError with its problems if it cannot be read."""
        node, problems = read(path, str(path))
        if node is None or errors_in(problems):
            raise ScenarioError(problems)
        with path.open(encoding="utf-8-sig", newline="") as file:
            return cls(file.read(), path)

    def save(self, path: Path | None = None, backup: bool = True) -> None:
        """Write the text so that a crash leaves the old file or the new one; the old one is kept as `NAME.bak`."""
        target = path or self.path
        if target is None:
            raise RewriteError("this document has no file yet: say where to save it")
        if backup:
            backed_up(target)
        write_atomically(target, self.text)
        self.path = target

    def _take(self, text: str) -> None:
        node, problems = parse(text, Source(str(self.path or "text"), self.path))
        if node is None or errors_in(problems):
            raise ScenarioError(problems)
        if not isinstance(node.value, dict):
            raise ScenarioError([node.problem(codes.EMPTY, "no sections here", "a file begins with `section:`")])
        self._root: Any = yaml.compose(text, Loader=LOADER)
        self._plain = words(node)
        self.text = text

    # ------------------------------------------------------------ looking

    def get(self, path: Sequence[Step] = ()) -> Any:
        """The plain value there, numbers as they are written (hexes are text). Raises RewriteError if there is none."""
        return copy.deepcopy(_inside(self._plain, path))

    def has(self, path: Sequence[Step]) -> bool:
        try:
            _inside(self._plain, path)
        except RewriteError:
            return False
        return True

    def find(self, path: Sequence[Step], name: str, by: str = "id") -> tuple[Step, ...] | None:
        """The path of the entry of a list whose field `by` is `name`, or None."""
        listed = _inside(self._plain, path) if self.has(path) else []
        for n, entry in enumerate(listed if isinstance(listed, list) else []):
            if isinstance(entry, dict) and str(entry.get(by)) == name:
                return (*path, n)
        return None

    # ------------------------------------------------------------ editing

    def set(self, path: Sequence[Step], value: Any) -> None:
        """Make the value there this one. Only what differs is written; a missing last key is added at the end.

        Raises RewriteError if what holds the last step is not there.
        """
        self._edit(self._with(path, value), lambda: self._set(tuple(path), value))

    def append(self, path: Sequence[Step], value: Any) -> None:
        """Add an entry to the end of the list there; the list is made if its key is missing."""
        have = _inside(self._plain, path) if self.has(path) else []
        if not isinstance(have, list):
            raise RewriteError(f"{_told(path)} is no list")
        self.set(path, [*have, value])

    def remove(self, path: Sequence[Step]) -> None:
        """Take away a key or an entry. Raises RewriteError if it is not there."""
        _inside(self._plain, path)
        holder = copy.deepcopy(_inside(self._plain, path[:-1]))
        del holder[path[-1]]
        self._edit(self._with(path[:-1], holder), lambda: self._cut(tuple(path)))

    def _with(self, path: Sequence[Step], value: Any) -> Any:
        """The plain data as they shall be."""
        if not path:
            return _said(value)
        whole = copy.deepcopy(self._plain)
        holder = _inside(whole, path[:-1])
        last = path[-1]
        fits = isinstance(last, str) if isinstance(holder, dict) else isinstance(last, int) and last < len(holder)
        if not fits:
            raise RewriteError(f"there is no {_told(path)} to set")
        holder[last] = _said(value)
        return whole

    def prepend(self, lines: str) -> None:
        """Put lines before all others. Raises ScenarioError if the text could then not be read."""
        self._take(lines + self.text)

    def _edit(self, wanted: Any, edit: Callable[[], None]) -> None:
        """Carry out an edit; if the text then does not say what is wanted, take it back."""
        before = self.text
        try:
            edit()
            if not _same(self._plain, wanted):
                raise RewriteError("this edit cannot be written into the file as it stands")
        except UserError:
            self._take(before)
            raise

    def _set(self, path: tuple[Step, ...], value: Any) -> None:
        if not self.has(path):
            self._insert_key(path[:-1], str(path[-1]), value)
            return
        old = _inside(self._plain, path)
        if _same(old, _said(value)):
            return
        if isinstance(old, dict) and isinstance(value, dict) and old and value:
            for key in [key for key in old if key not in value]:
                self._cut((*path, key))
            for key, part in value.items():
                self._set((*path, key), part)
        elif isinstance(old, list) and isinstance(value, list) and old and value:
            self._set_list(path, old, value)
        else:
            self._replace(path, value)

    def _set_list(self, path: tuple[Step, ...], old: list[Any], new: list[Any]) -> None:
        """Entries of the same id, or the same at the beginning and at the end, stay as they are written."""
        said = _said(new)
        if self._set_by_id(path, old, new, said):
            return
        head = 0
        while head < min(len(old), len(new)) and _same(old[head], said[head]):
            head += 1
        tail = 0
        while tail < min(len(old), len(new)) - head and _same(old[-1 - tail], said[-1 - tail]):
            tail += 1
        both = min(len(old), len(new)) - head - tail
        for n in range(head, head + both):
            self._set((*path, n), new[n])
        for _ in range(len(old) - len(new)):
            self._cut((*path, head + both))
        for n in range(head + both, len(new) - tail):
            self._insert_entry(path, n, new[n])

    def _set_by_id(self, path: tuple[Step, ...], old: list[Any], new: list[Any], said: list[Any]) -> bool:
        had, wanted = _ids(old), _ids(said)
        kept = [name for name in had if name in wanted]
        if not kept or kept != [name for name in wanted if name in had]:
            return False
        for n in reversed(range(len(had))):
            if had[n] not in wanted:
                self._cut((*path, n))
        for n, name in enumerate(wanted):
            if name in had:
                self._set((*path, n), new[n])
            else:
                self._insert_entry(path, n, new[n])
        return True

    # ------------------------------------------------------------ pieces of text

    def _node(self, path: Sequence[Step]) -> Any:
        node = self._root
        for step in path:
            if isinstance(step, int):
                node = node.value[step]
            else:
                node = next(value for key, value in node.value if key.value == step)
        return node

    def _splice(self, start: int, end: int, text: str) -> None:
        self._take(self.text[:start] + text + self.text[end:])

    def _replace(self, path: tuple[Step, ...], value: Any) -> None:
        node = self._node(path)
        start, end = node.start_mark.index, self._end(node)
        style = getattr(node, "style", None)
        if isinstance(node, yaml.ScalarNode) and style == "|" and fits_block(value):
            indent = self._indent_of(self.text.index("\n", start) + 1)
            self._splice(start, end, block_text(value, indent).rstrip("\n"))
            return
        quote = style if style in ("'", '"') and isinstance(value, str) else None
        column = self._indent_of(self._line_start(start))
        # No block of lines inside braces, nor where more stands behind on the line: it would become part of the text.
        inside = any(self._node(path[:n]).flow_style for n in range(len(path)))
        alone = not inside and not self.text[end : self._line_end(end + 1)].strip()
        text = self._written(value, column + 2) if alone and not quote else flow(value, quote)
        gap = " " if start == end and self.text[start - 1 : start] not in (" ", "") else ""
        self._splice(start, end, gap + text)

    def _written(self, value: Any, indent: int) -> str:
        """A value as it stands after `key: ` or `- `, in one line unless it is a text of several."""
        return block_text(value, indent)[:-1] if fits_block(value) else flow(value)

    def _insert_key(self, path: tuple[Step, ...], key: str, value: Any) -> None:
        node = self._node(path)
        if not isinstance(node, yaml.MappingNode):
            raise RewriteError(f"{_told(path)} is no mapping")
        if node.flow_style or not node.value:
            self._insert_flow(node, len(node.value), f"{scalar(key)}: {flow(value)}")
            return
        indent = node.value[0][0].start_mark.column
        self._insert_lines(self._line_end(self._end(node)), indent, f"{scalar(key)}:", value)

    def _insert_entry(self, path: tuple[Step, ...], n: int, value: Any) -> None:
        node = self._node(path)
        if node.flow_style or not node.value:
            self._insert_flow(node, n, flow(value))
            return
        indent = node.start_mark.column
        if n == 0:
            start = self._line_start(node.start_mark.index)
            if self.text[start : node.start_mark.index].strip():
                raise RewriteError("a list within a list: add to its end instead")
            self._insert_lines(start - 1, indent, "-", value)
        else:
            self._insert_lines(self._line_end(self._end(node.value[n - 1])), indent, "-", value)

    def _insert_lines(self, at: int, indent: int, lead: str, value: Any) -> None:
        """A new line after the line end at `at` (-1: before the first line)."""
        line = f"{' ' * indent}{lead} {self._written(value, indent + 2)}"
        if len(line) > WIDTH and isinstance(value, dict | list) and value:
            body = block(value, indent + 2)
            line = f"{' ' * indent}{lead}" + (body[indent + 1 :] if lead == "-" else "\n" + body)
        if at < 0:
            self._splice(0, 0, line + "\n")
        elif at >= len(self.text):
            self._splice(at, at, ("" if self.text.endswith("\n") else "\n") + line + "\n")
        else:
            self._splice(at, at, "\n" + line)

    def _insert_flow(self, node: Any, n: int, text: str) -> None:
        parts = [part[1] if isinstance(part, tuple) else part for part in node.value]
        firsts = [part[0] if isinstance(part, tuple) else part for part in node.value]
        if not parts:
            self._splice(
                node.start_mark.index,
                self._end(node),
                ("{%s}" if isinstance(node, yaml.MappingNode) else "[%s]") % text,
            )
        elif n < len(parts):
            start = firsts[n].start_mark.index
            self._splice(start, start, text + ", ")
        else:
            end = self._end(parts[-1])
            last = parts[-1].end_mark.column + len(text) + 3
            gap = " " if last <= WIDTH else "\n" + " " * (node.start_mark.column + 1)
            self._splice(end, end, "," + gap + text)

    def _cut(self, path: tuple[Step, ...]) -> None:
        holder, last = self._node(path[:-1]), path[-1]
        pairs = [part if isinstance(part, tuple) else (part, part) for part in holder.value]
        n = last if isinstance(last, int) else next(i for i, (key, _) in enumerate(pairs) if key.value == last)
        if len(pairs) == 1:
            empty = "{}" if isinstance(holder, yaml.MappingNode) else "[]"
            self._splice(holder.start_mark.index, self._end(holder), empty)
            return
        start, end = pairs[n][0].start_mark.index, self._end(pairs[n][1])
        if holder.flow_style:
            if n + 1 < len(pairs):
                self._splice(start, pairs[n + 1][0].start_mark.index, "")
            else:
                self._splice(self._end(pairs[n - 1][1]), end, "")
            return
        line = self._line_start(start)
        if isinstance(holder, yaml.SequenceNode):
            start = self.text.rindex("-", 0, start)
            line = self._line_start(start)
        if self.text[line:start].strip():  # it stands behind a dash: the next takes its place
            self._splice(start, self._key_or_dash(holder, pairs[n + 1][0]), "")
        else:
            self._splice(line, min(self._line_end(end) + 1, len(self.text)), "")

    def _end(self, node: Any) -> int:
        """The end of a node's last character: a block's own end mark lies behind what follows it."""
        while not isinstance(node, yaml.ScalarNode) and not node.flow_style and node.value:
            last = node.value[-1]
            node = last[1] if isinstance(last, tuple) else last
        end: int = node.end_mark.index
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            end = len(self.text[:end].rstrip(" \n"))
        return end

    def _key_or_dash(self, holder: Any, node: Any) -> int:
        start: int = node.start_mark.index
        return self.text.rindex("-", 0, start) if isinstance(holder, yaml.SequenceNode) else start

    def _line_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def _line_end(self, at: int) -> int:
        """Where the line ends on which the character before `at` stands."""
        end = self.text.find("\n", max(0, at - 1))
        return len(self.text) if end < 0 else end

    def _indent_of(self, line_start: int) -> int:
        rest = self.text[line_start:]
        return len(rest) - len(rest.lstrip(" "))


def _inside(value: Any, path: Sequence[Step]) -> Any:
    for n, step in enumerate(path):
        try:
            if isinstance(value, dict) != isinstance(step, str):
                raise KeyError(step)
            value = value[step]
        except (KeyError, IndexError, TypeError):
            raise RewriteError(f"there is no {_told(path[: n + 1])} in this file") from None
    return value


def _ids(entries: list[Any]) -> list[str]:
    """The ids of a list of entries; nothing if one has none or two share one."""
    ids = [entry.get("id") for entry in entries if isinstance(entry, dict)]
    names = [name for name in ids if isinstance(name, str)]
    return names if len(names) == len(entries) == len(set(names)) else []


def _same(one: Any, two: Any) -> bool:
    return json.dumps(one, sort_keys=True) == json.dumps(two, sort_keys=True)  # 1 is not true


def _told(path: Sequence[Step]) -> str:
    return "`" + ".".join(map(str, path)) + "`"


def words(node: Node) -> Any:
    """Plain data in which every number is as written: two texts say the same if these are equal."""
    if isinstance(node.value, dict):
        return {key: words(value) for key, value in node.value.items()}
    if isinstance(node.value, list):
        return [words(value) for value in node.value]
    if isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return node.raw if HEX.fullmatch(node.raw) else node.value
    return node.value


def _said(value: Any) -> Any:
    """Plain data as `words` will find them once they are written."""
    if isinstance(value, dict):
        return {str(key): _said(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_said(part) for part in value]
    if isinstance(value, int) and not isinstance(value, bool) and HEX.fullmatch(str(value)):
        return str(value)
    return value
