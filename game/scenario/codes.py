"""The codes of problems: stable, documented, each with the smallest text that earns it.

`bad` and `good` are laid over the scenario tests/scenario/data/hill; a test proves that `bad` gives exactly this
code and `good` none. E0xx are errors, W1xx warnings. A code is never given another meaning.
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
    bad: str
    good: str

    @property
    def severity(self) -> Severity:
        return "warning" if self.code.startswith("W") else "error"


CODES: dict[str, Code] = {}


def _code(code: str, group: str, title: str, bad: str, good: str) -> Code:
    CODES[code] = Code(code, group, title, bad, good)
    return CODES[code]


# ---------------------------------------------------------------- text: can it be read at all?

NOT_YAML = _code("E001", "text", "text that is not YAML", "title: [The Hill", "title: {en: The Hill, zh: 小山}")
DUPLICATE_KEY = _code("E002", "text", "one key twice", "first_side: japan\nfirst_side: china", "first_side: japan")
TAB = _code("E004", "text", "tab in the indentation", "title:\n\ten: The Hill", "title:\n  en: The Hill\n  zh: 小山")
NOT_PLAIN = _code(
    "E005",
    "text",
    "tag, anchor, alias or merge key",
    "title: &name {en: The Hill, zh: 小山}",
    "title: {en: The Hill, zh: 小山}",
)
TOO_LARGE = _code(
    "E006",
    "text",
    "file over 5 MB, or nested over 32 levels",
    "title: " + "[" * 33 + "]" * 33,
    "title: {en: The Hill, zh: 小山}",
)
ENCODING = _code(
    "E007",
    "text",
    "text that is not UTF-8, or not printable",
    'title: "The\x07Hill"',
    "title: {en: The Hill, zh: 小山}",
)
DOCUMENTS = _code(
    "E008",
    "text",
    "several documents in one file",
    "title: {en: A, zh: 甲}\n---\nbriefing: {}",
    "title: {en: A, zh: 甲}",
)
EMPTY = _code("E009", "text", "file without sections", "[The Hill]", "title: {en: The Hill, zh: 小山}")
BYTE_ORDER_MARK = _code(
    "W100", "text", "byte order mark", "\ufefftitle: {en: The Hill, zh: 小山}", "title: {en: The Hill, zh: 小山}"
)
UNTRANSLATED = _code(
    "W101",
    "text",
    "text without a Chinese version",
    "title: {en: The Hill}\nbriefing: {both: {en: Hold, zh: 守}}",
    "title: {en: The Hill, zh: 小山}",
)

# ---------------------------------------------------------------- fields: is it what the model asks?

UNKNOWN_FIELD = _code(
    "E003",
    "fields",
    "unknown field",
    "changes: [{unit: cn-1, set: {strenght: 500}}]",
    "changes: [{unit: cn-1, set: {men: 500}}]",
)
MISSING_FIELD = _code(
    "E010",
    "fields",
    "missing field",
    "changes: [{unit: cn-1, remove: [men]}]",
    "changes: [{unit: cn-1, remove: [name]}]",
)
WRONG_TYPE = _code(
    "E011",
    "fields",
    "value of another type",
    "changes: [{unit: cn-1, set: {men: 0600}}]",
    "changes: [{unit: cn-1, set: {men: 600}}]",
)
OUT_OF_RANGE = _code(
    "E012",
    "fields",
    "number or length out of range",
    "changes: [{unit: cn-1, set: {cohesion: 120}}]",
    "changes: [{unit: cn-1, set: {cohesion: 100}}]",
)
NOT_A_CHOICE = _code(
    "E013",
    "fields",
    "word that is not among the choices",
    "sides: {china: {role: defendr}}",
    "sides: {china: {role: defender}}",
)
WRONG_FORM = _code(
    "E014", "fields", "text of another form", "calendar: {end: 30 June 1944}", "calendar: {end: 1944-06-30 night}"
)
NOT_ONE = _code(
    "E015",
    "fields",
    "more or fewer than exactly one of several fields",
    "events: [{id: rain, when: {date: 1944-06-29 day, chance: 5}, do: [{weather: {is: rain}}]}]",
    "events: [{id: rain, when: {date: 1944-06-29 day}, do: [{weather: {is: rain}}]}]",
)

# ---------------------------------------------------------------- references

UNKNOWN_ID = _code(
    "E016",
    "references",
    "reference to what does not exist",
    "changes: [{unit: cn-1, set: {kind: batalion}}]",
    "changes: [{unit: cn-1, set: {kind: battalion}}]",
)
ID_TWICE = _code(
    "E017",
    "references",
    "one id twice",
    "weather: []\nchanges: [{append: {units: [{id: cn-1, kind: battalion, formation: cn-30r, men: 9, at: 0402}]}}]",
    "weather: []\nchanges: [{append: {units: [{id: cn-2, kind: battalion, formation: cn-30r, men: 9, at: 0402}]}}]",
)
CYCLE = _code("E018", "references", "`extends` or `include` in a circle", "extends: bad", "extends: hill")
NO_SUCH_FILE = _code("E019", "references", "no such scenario or file", "extends: hil", "extends: hill")
OUTSIDE = _code("E020", "safety", "path outside the package", "include: [../../forces.yaml]", "include: []")
NOT_THERE = _code(
    "E022",
    "references",
    "change of something that is not there",
    "changes: [{unit: cn-7, remove: true}]",
    "changes: [{unit: cn-1, set: {men: 400}}]",
)
BAD_CHANGE = _code(
    "E023",
    "references",
    "change that cannot be understood",
    "changes: [{unit: cn-1}]",
    "changes: [{unit: cn-1, add: {fatigue: 20}}]",
)
UNUSED_FILE = _code("W111", "references", "file that nothing includes", "# beside part.yaml", "include: [part.yaml]")
MISPLACED = _code("E024", "references", "field in the wrong file", "id: hill", "id: bad")

# ---------------------------------------------------------------- map

WRONG_SIDE = _code(
    "E021",
    "map",
    "hexside that a hex does not have",
    "map: {edges: {obstacle: [{at: [0202/e]}]}}",
    "map: {edges: {obstacle: [{at: [0202/se]}]}}",
)
NO_HEX = _code(
    "E025",
    "map",
    "hex that is not on the map",
    "changes: [{unit: cn-1, set: {at: 0904}}]",
    "changes: [{unit: cn-1, set: {at: 0202}}]",
)
ROWS = _code(
    "E026",
    "map",
    "rows that do not fit the grid",
    'map: {rows: "....\\n.^..\\n...\\n"}',
    'map: {rows: "....\\n.^..\\n....\\n"}',
)
LETTER = _code(
    "E027",
    "map",
    "letter that the legend does not know",
    'map: {rows: "..x.\\n.^..\\n....\\n"}',
    'map: {rows: "....\\n.^..\\n....\\n"}',
)
EDGE = _code(
    "E028",
    "map",
    "hexside with nothing beyond it",
    "map: {edges: {obstacle: [{at: [0101/n]}]}}",
    "map: {edges: {obstacle: [{at: [0101/s]}]}}",
)
EDGE_TWICE = _code(
    "W110",
    "map",
    "one hexside twice",
    "map: {edges: {obstacle: [{at: [0202/n, 0201/s]}]}}",
    "map: {edges: {obstacle: [{at: [0202/n]}]}}",
)
CLOSED_GROUND = _code(
    "E029",
    "map",
    "unit or depot on ground closed to it",
    "changes: [{unit: cn-1, set: {at: 0403}}]",
    "changes: [{unit: cn-1, set: {at: 0402}}]",
)
STACKING = _code(
    "E030",
    "map",
    "too many units in one hex at the start",
    "changes: [{append: {units: [{id: cn-2, kind: battalion, formation: cn-30r, men: 9, at: 0202}]}}]",
    "changes: [{append: {units: [{id: cn-2, kind: mortars, formation: cn-30r, men: 9, shells: 5, at: 0202}]}}]",
)
ENEMIES = _code(
    "E031",
    "map",
    "enemies in one hex at the start",
    "changes: [{unit: jp-1, set: {at: 0202}}]",
    "changes: [{unit: jp-1, set: {at: 0201}}]",
)
ENEMY_DEPOT = _code(
    "E043",
    "forces",
    "depot on ground that the enemy holds",
    "depots: [{id: store, side: japan, at: 0401}]",
    "depots: [{id: store, side: japan, at: 0201}]",
)
NO_CLIFF = _code(
    "E044",
    "map",
    "ramp where no cliff is",
    "map: {ramps: {0202/ne: 300}}",
    "map: {ramps: {0202/s: 300}}",
)
FLAT_CLIFF = _code(
    "W102",
    "map",
    "cliff without a height",
    "map: {edges: {cliff: [{at: [0101/s]}]}}",
    "map: {edges: {cliff: [{at: [0202/s]}]}}",
)
IDLE_CROSSING = _code(
    "W103",
    "map",
    "bridge or ferry that crosses nothing",
    "map: {lines: {ferry: [{through: [0101, 0201]}]}}",
    "map: {lines: {ferry: [{through: [0202, 0302, 0303]}]}}",
)

# ---------------------------------------------------------------- time

CALENDAR = _code(
    "E032",
    "time",
    "calendar that ends before it starts",
    "calendar: {start: 1944-07-02 day}",
    "calendar: {start: 1944-06-29 day}",
)
OUT_OF_ORDER = _code(
    "E033",
    "time",
    "dates out of order",
    "weather: [{from: 1944-06-29 day, is: rain}, {from: 1944-06-28 day, is: clear}]",
    "weather: [{from: 1944-06-28 day, is: clear}, {from: 1944-06-29 day, is: rain}]",
)
OUTSIDE_CALENDAR = _code(
    "E034",
    "time",
    "arrival outside the calendar",
    "changes: [{unit: jp-1, remove: [at]}]\n"
    "waves: [{id: w, side: japan, units: [jp-1], entry: north, arrives: 1944-07-03 day}]",
    "changes: [{unit: jp-1, remove: [at]}]\n"
    "waves: [{id: w, side: japan, units: [jp-1], entry: north, arrives: 1944-06-29 day}]",
)
NEVER = _code(
    "W104",
    "time",
    "event or spell that never comes",
    "events: [{id: rain, when: {date: 1944-07-09 day}, do: [{weather: {is: rain}}]}]",
    "events: [{id: rain, when: {date: 1944-06-29 day}, do: [{weather: {is: rain}}]}]",
)

CALLED = _code(
    "W115",
    "time",
    "wave called by an event that comes by itself",
    "changes: [{unit: jp-1, remove: [at]}]\n"
    "waves: [{id: w, side: japan, units: [jp-1], entry: north, arrives: 1944-06-29 day}]\n"
    "events: [{id: e, when: {date: 1944-06-29 day}, do: [{wave: w}]}]",
    "changes: [{unit: jp-1, remove: [at]}]\n"
    "waves: [{id: w, side: japan, units: [jp-1], entry: north, arrives: event}]\n"
    "events: [{id: e, when: {date: 1944-06-29 day}, do: [{wave: w}]}]",
)
NOBODY_CHOOSES = _code(
    "E045",
    "time",
    "choice that no side has",
    "events: [{id: e, when: {date: 1944-06-29 day}, do: [{choice: [\n"
    "  {id: a, text: {en: A, zh: 甲}, do: [{points: {side: china, by: 1}}]},\n"
    "  {id: b, text: {en: B, zh: 乙}, do: [{points: {side: china, by: 2}}]}]}]}]",
    "events: [{id: e, side: china, when: {date: 1944-06-29 day}, do: [{choice: [\n"
    "  {id: a, text: {en: A, zh: 甲}, do: [{points: {side: china, by: 1}}]},\n"
    "  {id: b, text: {en: B, zh: 乙}, do: [{points: {side: china, by: 2}}]}]}]}]",
)

# ---------------------------------------------------------------- forces

TOO_MANY_MEN = _code(
    "E035",
    "forces",
    "unit stronger than its kind",
    "changes: [{unit: cn-1, set: {men: 900}}]",
    "changes: [{unit: cn-1, set: {men: 800}}]",
)
NOWHERE = _code(
    "E036",
    "forces",
    "unit without a hex that no wave brings",
    "changes: [{unit: jp-1, remove: [at]}]",
    "changes: [{unit: jp-1, set: {at: 0101}}]",
)
COMES_TWICE = _code(
    "E037",
    "forces",
    "unit that comes twice",
    "waves: [{id: w, side: japan, units: [jp-1], entry: north, arrives: 1944-06-29 day}]",
    "waves: []",
)
OTHER_SIDE = _code(
    "E038",
    "forces",
    "unit of the other side",
    "formations: [{id: cn-30r, side: china, name: {en: 30, zh: 三十}, hq: jp-1}, "
    "{id: jp-133r, side: japan, name: {en: 133, zh: 一三三}}]",
    "formations: [{id: cn-30r, side: china, name: {en: 30, zh: 三十}, hq: cn-1}, "
    "{id: jp-133r, side: japan, name: {en: 133, zh: 一三三}}]",
)
SIDES = _code(
    "E039",
    "forces",
    "sides that do not oppose each other",
    "sides: {japan: {role: defender}}",
    "sides: {japan: {role: attacker}}",
)
NO_SHELLS = _code(
    "W105",
    "forces",
    "gun without shells",
    "changes: [{append: {units: [{id: cn-2, kind: mortars, formation: cn-30r, men: 9, at: 0202}]}}]",
    "changes: [{append: {units: [{id: cn-2, kind: mortars, formation: cn-30r, men: 9, shells: 5, at: 0202}]}}]",
)
NO_CALIBRE = _code(
    "W116",
    "forces",
    "gun that takes no shells from a depot",
    "depots: [{id: d, side: china, at: 0202, shells: {mm81: 4}}]\n"
    "kinds: {guns: {class: guns, name: {en: G, zh: 砲}, men: 9, tubes: 2, weight: 2, range_hexes: 9, calibre: mm81}}\n"
    "changes: [{append: {units: [{id: cn-2, kind: mortars, formation: cn-30r, men: 9, at: 0202, shells: 5}]}}]",
    "depots: [{id: d, side: china, at: 0202, shells: {mm81: 4}}]\n"
    "kinds: {mortars: {calibre: mm81}}\n"
    "changes: [{append: {units: [{id: cn-2, kind: mortars, formation: cn-30r, men: 9, at: 0202, shells: 5}]}}]",
)
NO_WAY = _code(
    "W113",
    "forces",
    "depot that nobody can reach",
    'map: {rows: "..RR\\n.^R.\\n..RR\\n"}\ndepots: [{id: d, side: china, at: 0402, fires: 3}]',
    'map: {rows: "..RR\\n.^..\\n..RR\\n"}\ndepots: [{id: d, side: china, at: 0402, fires: 3}]',
)
NO_UNITS = _code("W106", "forces", "side without units", "changes: [{unit: jp-1, remove: true}]", "changes: []")

# ---------------------------------------------------------------- victory

LEVELS = _code(
    "E040",
    "victory",
    "levels that do not rise",
    "victory: {levels: [{id: a, for: china}, {id: b, for: none, from: 9}, {id: c, for: japan, from: 5}]}",
    "victory: {levels: [{id: a, for: china}, {id: b, for: none, from: 5}, {id: c, for: japan, from: 9}]}",
)
CORE = _code(
    "E041",
    "victory",
    "more core places to hold than there are",
    "victory: {fall: {core: [peak], held: 2, points: 9}}",
    "victory: {fall: {core: [peak], held: 1, points: 9}}",
)
WORTHLESS = _code(
    "W107",
    "victory",
    "place worth nothing",
    "map: {places: {ford: {at: 0201, name: {en: Ford, zh: 渡口}}}}\nvictory: {places: {ford: {china: {daily: 0}}}}",
    "map: {places: {ford: {at: 0201, name: {en: Ford, zh: 渡口}}}}\nvictory: {places: {ford: {china: {daily: 2}}}}",
)

OUT_OF_REACH = _code(
    "W114",
    "victory",
    "level that nobody can reach",
    "victory: {levels: [{id: held, for: china}, {id: taken, for: japan, from: 11}]}",
    "victory: {levels: [{id: held, for: china}, {id: taken, for: japan, from: 10}]}",
)

# ---------------------------------------------------------------- history

NO_SOURCE = _code(
    "W108",
    "history",
    "documented, but without a source",
    "changes: [{unit: cn-1, set: {certainty: documented}}]",
    "changes: [{unit: cn-1, set: {certainty: documented, source: 10th Army report}}]",
)
BEYOND = _code(
    "W109",
    "history",
    "history outside the calendar",
    "history: [{date: 1944-08-08 day}]",
    "history: [{date: 1944-06-30 day}]",
)


# ---------------------------------------------------------------- mods: `bad` is a mod.yaml, beside a sound mod `other`

REQUIRED = _code(
    "E042",
    "mods",
    "mod that requires what is not there",
    "requires: {other: '>=2'}",
    "requires: {other: '>=1, <2'}",
)
BOTH_SET = _code(
    "W112",
    "mods",
    "two mods that set the same field",
    "patches: [{to: hill, changes: [{rules: true, set: {boat_hexes: 2}}]}]",
    "patches: [{to: hill, changes: [{rules: true, set: {road_cost: 2}}]}]",
)
