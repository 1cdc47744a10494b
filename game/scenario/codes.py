"""The codes of problems: stable, documented, each with an example (code_examples.py).

E0xx are errors, W1xx warnings. A code is never given another meaning.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.scenario.problems import Severity


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of fault. `group` is a row of the table in the chapter on checks."""

    code: str
    group: str
    title: str

    @property
    def severity(self) -> Severity:
        return "warning" if self.code.startswith("W") else "error"


CODES: dict[str, Code] = {}


def _code(code: str, group: str, title: str) -> Code:
    CODES[code] = Code(code, group, title)
    return CODES[code]


# ---------------------------------------------------------------- text: can it be read at all?

NOT_YAML = _code("E001", "text", "text that is not YAML")
DUPLICATE_KEY = _code("E002", "text", "one key twice")
TAB = _code("E004", "text", "tab in the indentation")
NOT_PLAIN = _code("E005", "text", "tag, anchor, alias or merge key")
TOO_LARGE = _code("E006", "text", "file over 5 MB, or nested over 32 levels")
ENCODING = _code("E007", "text", "text that is not UTF-8, or not printable")
DOCUMENTS = _code("E008", "text", "several documents in one file")
EMPTY = _code("E009", "text", "file without sections")
BYTE_ORDER_MARK = _code("W100", "text", "byte order mark")
UNTRANSLATED = _code("W101", "text", "text without a Chinese version")

# ---------------------------------------------------------------- fields: is it what the model asks?

UNKNOWN_FIELD = _code("E003", "fields", "unknown field")
MISSING_FIELD = _code("E010", "fields", "missing field")
WRONG_TYPE = _code("E011", "fields", "value of another type")
OUT_OF_RANGE = _code("E012", "fields", "number or length out of range")
NOT_A_CHOICE = _code("E013", "fields", "word that is not among the choices")
WRONG_FORM = _code("E014", "fields", "text of another form")
NOT_ONE = _code("E015", "fields", "more or fewer than exactly one of several fields")

# ---------------------------------------------------------------- references

UNKNOWN_ID = _code("E016", "references", "reference to what does not exist")
ID_TWICE = _code("E017", "references", "one id twice")
CYCLE = _code("E018", "references", "`extends` or `include` in a circle")
NO_SUCH_FILE = _code("E019", "references", "no such scenario or file")
OUTSIDE = _code("E020", "safety", "path outside the package")
NOT_THERE = _code("E022", "references", "change of something that is not there")
BAD_CHANGE = _code("E023", "references", "change that cannot be understood")
UNUSED_FILE = _code("W111", "references", "file that nothing includes")
MISPLACED = _code("E024", "references", "field in the wrong file")

# ---------------------------------------------------------------- map

WRONG_SIDE = _code("E021", "map", "hexside that a hex does not have")
NO_HEX = _code("E025", "map", "hex that is not on the map")
ROWS = _code("E026", "map", "rows that do not fit the grid")
LETTER = _code("E027", "map", "letter that the legend does not know")
EDGE = _code("E028", "map", "hexside with nothing beyond it")
EDGE_TWICE = _code("W110", "map", "one hexside twice")
CLOSED_GROUND = _code("E029", "map", "unit or depot on ground closed to it")
STACKING = _code("E030", "map", "too many units in one hex at the start")
ENEMIES = _code("E031", "map", "enemies in one hex at the start")
ENEMY_DEPOT = _code("E043", "forces", "depot on ground that the enemy holds")
NO_CLIFF = _code("E044", "map", "ramp where no cliff is")
FLAT_CLIFF = _code("W102", "map", "cliff without a height")
IDLE_CROSSING = _code("W103", "map", "bridge or ferry that crosses nothing")

# ---------------------------------------------------------------- time

CALENDAR = _code("E032", "time", "calendar that ends before it starts")
OUT_OF_ORDER = _code("E033", "time", "dates out of order")
OUTSIDE_CALENDAR = _code("E034", "time", "arrival outside the calendar")
NEVER = _code("W104", "time", "event or spell that never comes")
CALLED = _code("W115", "time", "wave called by an event that comes by itself")
NOBODY_CHOOSES = _code("E045", "time", "choice that no side has")

# ---------------------------------------------------------------- forces

TOO_MANY_MEN = _code("E035", "forces", "unit stronger than its kind")
NOWHERE = _code("E036", "forces", "unit without a hex that no wave brings")
COMES_TWICE = _code("E037", "forces", "unit that comes twice")
OTHER_SIDE = _code("E038", "forces", "unit of the other side")
SIDES = _code("E039", "forces", "sides that do not oppose each other")
NO_SHELLS = _code("W105", "forces", "gun without shells")
NO_CALIBRE = _code("W116", "forces", "gun that takes no shells from a depot")
NO_WAY = _code("W113", "forces", "depot that nobody can reach")
NO_UNITS = _code("W106", "forces", "side without units")

# ---------------------------------------------------------------- victory

LEVELS = _code("E040", "victory", "levels that do not rise")
CORE = _code("E041", "victory", "more core places to hold than there are")
WORTHLESS = _code("W107", "victory", "place worth nothing")
OUT_OF_REACH = _code("W114", "victory", "level that nobody can reach")

# ---------------------------------------------------------------- history

NO_SOURCE = _code("W108", "history", "documented, but without a source")
BEYOND = _code("W109", "history", "history outside the calendar")

# ---------------------------------------------------------------- mods

REQUIRED = _code("E042", "mods", "mod that requires what is not there")
BOTH_SET = _code("W112", "mods", "two mods that set the same field")
