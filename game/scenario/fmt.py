"""`fmt`: YAML in its canonical form, comments and the author's line breaks kept.

Two spaces a level, dashes indented under their key, `{a: 1, b: [2, 3]}` inside braces, LF, no spaces at line ends, at
most one empty line, one newline at the end. What a file says and its comments stay: both are compared before
anything is written.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from game.errors import UserError
from game.files import write_atomically
from game.scenario import catalog, mods
from game.scenario.merge import SCENARIO_FILE, find, shown
from game.scenario.problems import ScenarioError, errors_in, suggest
from game.scenario.rewrite import words
from game.scenario.source import LOADER, Source, parse

STEP = 2


def run(targets: list[str], check: bool) -> int:
    """The command: rewrite the files (folders: all .yaml below them), or with `check` only name those that differ.

    0 if all were canonical or could be made so; 1 if one differs under `check`, or cannot be read.
    """
    code = 0
    for file in files_of(targets):
        name = shown(file)
        try:
            old = file.read_bytes().decode("utf-8")
            new = formatted(old, name)
        except (UserError, UnicodeDecodeError) as error:
            print(f"{name}: not formatted\n{error}")
            code = 1
            continue
        if new == old:
            continue
        if check:
            print(f"{name}: not in canonical form; `python main.py fmt {name}` mends it")
            code = 1
        else:
            write_atomically(file, new)
            print(f"{name}: formatted")
    return code


def files_of(targets: list[str]) -> list[Path]:
    """The .yaml files meant: of files, folders, and names in the catalog. Raises UserError for what is not there."""
    found: list[Path] = []
    roots = mods.roots()
    for target in targets:
        path = Path(target)
        if not path.exists() and (known := find(target, roots)):
            path = known.parent if known.name == SCENARIO_FILE else known
        if path.is_dir():
            files = sorted(file for file in path.rglob("*.yaml") if not file.name.startswith("."))
            if not files:
                raise UserError(f"no .yaml file below '{target}'")
            found += files
        elif path.is_file():
            found.append(path)
        else:
            hint = suggest(target, catalog.names(), "scenarios", 12)
            raise UserError(f"no file, folder or scenario '{target}'\n      {hint}")
    return found


def formatted(text: str, name: str = "text") -> str:
    """The canonical form of a text. Raises ScenarioError if it cannot be read, UserError if not be laid out."""
    node, problems = parse(text, Source(name))
    if node is None or errors_in(problems):
        raise ScenarioError(problems)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    unsafe = UserError(f"{name}: left as it is, it cannot be laid out safely")
    try:
        new = _clean(_indented(_spaced(text)))
    except yaml.YAMLError:  # a step on the way cannot be read
        raise unsafe from None
    again, problems = parse(new, Source(name))
    if again is None or words(again) != words(node) or _comments(new) != _comments(text):
        raise unsafe
    return new


def _comments(text: str) -> list[str]:
    """What stands in comments, in order."""
    scalars = [(t.start_mark.index, t.end_mark.index) for t in _tokens(text) if isinstance(t, yaml.ScalarToken)]
    found, at = [], 0
    bare = []
    for start, end in [*scalars, (len(text), len(text))]:
        bare.append(text[at:start])
        at = end
    for line in "\0".join(bare).split("\n"):
        head, sign, comment = line.partition("#")
        if sign and (not head or head[-1] in " \0"):
            found.append(comment.rstrip())
    return found


def _tokens(text: str) -> list[Any]:
    return list(yaml.scan(text, Loader=LOADER))


# ---------------------------------------------------------------- inside braces and brackets


def _spaced(text: str) -> str:
    """One way to space flow collections, one space behind `key:`; line breaks stay."""
    parts, at, depth = [], 0, 0
    last: Any = None
    for token in _tokens(text):
        start, end = token.start_mark.index, token.end_mark.index
        if end == start and not isinstance(token, yaml.ScalarToken):
            continue
        same_line = last is not None and last.end_mark.line == token.start_mark.line
        if (depth or isinstance(last, yaml.ValueToken)) and same_line:
            parts += [text[at : last.end_mark.index], _gap(last, token)]
            at = start
        if isinstance(token, yaml.FlowMappingStartToken | yaml.FlowSequenceStartToken):
            depth += 1
        elif isinstance(token, yaml.FlowMappingEndToken | yaml.FlowSequenceEndToken):
            depth -= 1
        last = token
    return "".join([*parts, text[at:]])


def _gap(left: Any, right: Any) -> str:
    if isinstance(left, yaml.FlowMappingStartToken | yaml.FlowSequenceStartToken):
        return ""
    if isinstance(right, yaml.FlowMappingEndToken | yaml.FlowSequenceEndToken | yaml.FlowEntryToken | yaml.ValueToken):
        return ""
    return " "


# ---------------------------------------------------------------- indentation


def _indented(text: str) -> str:
    lines = text.split("\n")
    layout = _Layout(lines)
    layout.walk(yaml.compose(text, Loader=LOADER), 0)
    return "\n".join(layout.moved())


class _Layout:
    """How far each line moves: lines that begin an entry to its level, those that go on with it."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.moves: dict[int, int] = {}
        self.gaps: dict[int, tuple[int, int]] = {}  # line -> spaces to take out behind a dash: from, to

    def walk(self, node: Any, indent: int) -> None:
        if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
            return
        for part in node.value:
            if isinstance(node, yaml.MappingNode):
                key, value = part
                self._begin(key.start_mark.line, key.start_mark.column, indent)
                self._value(key.start_mark.line, value, indent)
            else:
                line, column = self._dash(part, node.start_mark.column)
                self._begin(line, column, indent)
                if part.start_mark.line == line and part.start_mark.column > column + 2:
                    self.gaps[line] = (column + 2, part.start_mark.column)
                self._value(line, part, indent)

    def _begin(self, line: int, column: int, indent: int) -> None:
        if not self.lines[line][:column].strip():
            self.moves.setdefault(line, indent - column)

    def _dash(self, item: Any, column: int) -> tuple[int, int]:
        line = item.start_mark.line
        while self.lines[line][column : column + 1] != "-":
            line -= 1
        return line, column

    def _value(self, head: int, value: Any, indent: int) -> None:
        first, last = value.start_mark.line, value.end_mark.line
        if value.start_mark.index == value.end_mark.index:  # nothing is written there
            return
        if isinstance(value, yaml.ScalarNode) and value.style in ("|", ">"):
            body = [n for n in range(first + 1, last + (value.end_mark.column > 0)) if self.lines[n].strip()]
            if body:
                move = indent + STEP - min(len(self.lines[n]) - len(self.lines[n].lstrip(" ")) for n in body)
                self.moves |= dict.fromkeys(body, move)
        elif isinstance(value, yaml.ScalarNode) or value.flow_style or not value.value:
            if first > head:
                self._begin(first, value.start_mark.column, indent + STEP)
            move = self.moves.get(first, self.moves.get(head, 0))
            for line in range(first + 1, last + 1):
                self.moves.setdefault(line, move)
        else:
            self.walk(value, indent + STEP)

    def moved(self) -> list[str]:
        """The lines, moved; a comment moves with the line below it that it is level with, else with that above."""
        result = []
        for n, line in enumerate(self.lines):
            move = self.moves.get(n)
            if move is None and line.lstrip().startswith("#"):
                move = self._with_neighbours(n, len(line) - len(line.lstrip()))
            if n in self.gaps:
                line = line[: self.gaps[n][0]] + line[self.gaps[n][1] :]
            if move and line.strip():
                text = line.lstrip(" ")
                line = " " * max(0, len(line) - len(text) + move) + text
            result.append(line)
        return result

    def _with_neighbours(self, n: int, column: int) -> int:
        for below in range(n + 1, len(self.lines)):
            text = self.lines[below]
            if below in self.moves:
                if len(text) - len(text.lstrip()) == column:
                    return self.moves[below]
                break
        for above in range(n - 1, -1, -1):
            text = self.lines[above]
            if above in self.moves and len(text) - len(text.lstrip()) <= column:
                return self.moves[above]
        return 0


def _clean(text: str) -> str:
    """No spaces at line ends, no two empty lines together, one newline at the end; block texts stay as they are."""
    kept: set[int] = set()
    for token in _tokens(text):
        if isinstance(token, yaml.ScalarToken) and token.end_mark.line > token.start_mark.line:
            kept |= set(range(token.start_mark.line, token.end_mark.line))
    lines: list[str] = []
    for n, line in enumerate(text.split("\n")):
        line = line if n in kept else line.rstrip()
        if n not in kept and not line and (not lines or not lines[-1]):
            continue
        lines.append(line)
    return "\n".join(lines).rstrip("\n") + "\n"
