"""Of each code of problems the smallest text that earns it, and the same mended.

Both are laid over the scenario tests/scenario/data/hill; those of mods are a mod.yaml beside a sound mod `other`. A
test proves that `bad` gives exactly this code and `good` none. docs/modding.md and `explain CODE` show them.
"""

from typing import NamedTuple


class Example(NamedTuple):
    """Text of a YAML file: with the fault, and without."""

    bad: str
    good: str


EXAMPLES: dict[str, Example] = {
    # ---------------------------------------------------------------- text: can it be read at all?
    "E001": Example("title: [The Hill", "title: {en: The Hill, zh: 小山}"),
    "E002": Example("first_side: japan\nfirst_side: china", "first_side: japan"),
    "E004": Example("title:\n\ten: The Hill", "title:\n  en: The Hill\n  zh: 小山"),
    "E005": Example("title: &name {en: The Hill, zh: 小山}", "title: {en: The Hill, zh: 小山}"),
    "E006": Example("title: " + "[" * 33 + "]" * 33, "title: {en: The Hill, zh: 小山}"),
    "E007": Example('title: "The\x07Hill"', "title: {en: The Hill, zh: 小山}"),
    "E008": Example("title: {en: A, zh: 甲}\n---\nbriefing: {}", "title: {en: A, zh: 甲}"),
    "E009": Example("[The Hill]", "title: {en: The Hill, zh: 小山}"),
    "W100": Example("\ufefftitle: {en: The Hill, zh: 小山}", "title: {en: The Hill, zh: 小山}"),
    "W101": Example("title: {en: The Hill}\nbriefing: {both: {en: Hold, zh: 守}}", "title: {en: The Hill, zh: 小山}"),
    # ---------------------------------------------------------------- fields: is it what the model asks?
    "E003": Example("changes: [{unit: cn-1, set: {strenght: 500}}]", "changes: [{unit: cn-1, set: {men: 500}}]"),
    "E010": Example("changes: [{unit: cn-1, remove: [men]}]", "changes: [{unit: cn-1, remove: [name]}]"),
    "E011": Example("changes: [{unit: cn-1, set: {men: 0600}}]", "changes: [{unit: cn-1, set: {men: 600}}]"),
    "E012": Example("changes: [{unit: cn-1, set: {cohesion: 120}}]", "changes: [{unit: cn-1, set: {cohesion: 100}}]"),
    "E013": Example("sides: {china: {role: defendr}}", "sides: {china: {role: defender}}"),
    "E014": Example("calendar: {end: 30 June 1944}", "calendar: {end: 1944-06-30 night}"),
    "E015": Example(
        "events: [{id: rain, when: {date: 1944-06-29 day, chance: 5}, do: [{weather: {is: rain}}]}]",
        "events: [{id: rain, when: {date: 1944-06-29 day}, do: [{weather: {is: rain}}]}]",
    ),
    # ---------------------------------------------------------------- references
    "E016": Example(
        "changes: [{unit: cn-1, set: {kind: batalion}}]", "changes: [{unit: cn-1, set: {kind: battalion}}]"
    ),
    "E017": Example(
        "weather: []\nchanges: [{append: {units: [{id: cn-1, kind: battalion, formation: cn-30r, men: 9, at: 0402}]}}]",
        "weather: []\nchanges: [{append: {units: [{id: cn-2, kind: battalion, formation: cn-30r, men: 9, at: 0402}]}}]",
    ),
    "E018": Example("extends: bad", "extends: hill"),
    "E019": Example("extends: hil", "extends: hill"),
    "E020": Example("include: [../../forces.yaml]", "include: []"),
    "E022": Example("changes: [{unit: cn-7, remove: true}]", "changes: [{unit: cn-1, set: {men: 400}}]"),
    "E023": Example("changes: [{unit: cn-1}]", "changes: [{unit: cn-1, add: {fatigue: 20}}]"),
    "W111": Example("# beside part.yaml", "include: [part.yaml]"),
    "E024": Example("id: hill", "id: bad"),
    # ---------------------------------------------------------------- map
    "E021": Example("map: {edges: {obstacle: [{at: [0202/e]}]}}", "map: {edges: {obstacle: [{at: [0202/se]}]}}"),
    "E025": Example("changes: [{unit: cn-1, set: {at: 0904}}]", "changes: [{unit: cn-1, set: {at: 0202}}]"),
    "E026": Example('map: {rows: "....\\n.^..\\n...\\n"}', 'map: {rows: "....\\n.^..\\n....\\n"}'),
    "E027": Example('map: {rows: "..x.\\n.^..\\n....\\n"}', 'map: {rows: "....\\n.^..\\n....\\n"}'),
    "E028": Example("map: {edges: {obstacle: [{at: [0101/n]}]}}", "map: {edges: {obstacle: [{at: [0101/s]}]}}"),
    "W110": Example("map: {edges: {obstacle: [{at: [0202/n, 0201/s]}]}}", "map: {edges: {obstacle: [{at: [0202/n]}]}}"),
    "E029": Example("changes: [{unit: cn-1, set: {at: 0403}}]", "changes: [{unit: cn-1, set: {at: 0402}}]"),
    "E030": Example(
        "changes: [{append: {units: [{id: cn-2, kind: battalion, formation: cn-30r, men: 9, at: 0202}]}}]",
        "changes: [{append: {units: [{id: cn-2, kind: mortars, formation: cn-30r, men: 9, shells: 5, at: 0202}]}}]",
    ),
    "E031": Example("changes: [{unit: jp-1, set: {at: 0202}}]", "changes: [{unit: jp-1, set: {at: 0201}}]"),
    "E043": Example("depots: [{id: store, side: japan, at: 0401}]", "depots: [{id: store, side: japan, at: 0201}]"),
    "E044": Example("map: {ramps: {0202/ne: 300}}", "map: {ramps: {0202/s: 300}}"),
    "W102": Example("map: {edges: {cliff: [{at: [0101/s]}]}}", "map: {edges: {cliff: [{at: [0202/s]}]}}"),
    "W103": Example(
        "map: {lines: {ferry: [{through: [0101, 0201]}]}}", "map: {lines: {ferry: [{through: [0202, 0302, 0303]}]}}"
    ),
    # ---------------------------------------------------------------- time
    "E032": Example("calendar: {start: 1944-07-02 day}", "calendar: {start: 1944-06-29 day}"),
    "E033": Example(
        "weather: [{from: 1944-06-29 day, is: rain}, {from: 1944-06-28 day, is: clear}]",
        "weather: [{from: 1944-06-28 day, is: clear}, {from: 1944-06-29 day, is: rain}]",
    ),
    "E034": Example(
        "changes: [{unit: jp-1, remove: [at]}]\n"
        "waves: [{id: w, side: japan, units: [jp-1], entry: north, arrives: 1944-07-03 day}]",
        "changes: [{unit: jp-1, remove: [at]}]\n"
        "waves: [{id: w, side: japan, units: [jp-1], entry: north, arrives: 1944-06-29 day}]",
    ),
    "W104": Example(
        "events: [{id: rain, when: {date: 1944-07-09 day}, do: [{weather: {is: rain}}]}]",
        "events: [{id: rain, when: {date: 1944-06-29 day}, do: [{weather: {is: rain}}]}]",
    ),
    "W115": Example(
        "changes: [{unit: jp-1, remove: [at]}]\n"
        "waves: [{id: w, side: japan, units: [jp-1], entry: north, arrives: 1944-06-29 day}]\n"
        "events: [{id: e, when: {date: 1944-06-29 day}, do: [{wave: w}]}]",
        "changes: [{unit: jp-1, remove: [at]}]\n"
        "waves: [{id: w, side: japan, units: [jp-1], entry: north, arrives: event}]\n"
        "events: [{id: e, when: {date: 1944-06-29 day}, do: [{wave: w}]}]",
    ),
    "E045": Example(
        "events: [{id: e, when: {date: 1944-06-29 day}, do: [{choice: [\n"
        "  {id: a, text: {en: A, zh: 甲}, do: [{points: {side: china, by: 1}}]},\n"
        "  {id: b, text: {en: B, zh: 乙}, do: [{points: {side: china, by: 2}}]}]}]}]",
        "events: [{id: e, side: china, when: {date: 1944-06-29 day}, do: [{choice: [\n"
        "  {id: a, text: {en: A, zh: 甲}, do: [{points: {side: china, by: 1}}]},\n"
        "  {id: b, text: {en: B, zh: 乙}, do: [{points: {side: china, by: 2}}]}]}]}]",
    ),
    # ---------------------------------------------------------------- forces
    "E035": Example("changes: [{unit: cn-1, set: {men: 900}}]", "changes: [{unit: cn-1, set: {men: 800}}]"),
    "E036": Example("changes: [{unit: jp-1, remove: [at]}]", "changes: [{unit: jp-1, set: {at: 0101}}]"),
    "E037": Example("waves: [{id: w, side: japan, units: [jp-1], entry: north, arrives: 1944-06-29 day}]", "waves: []"),
    "E038": Example(
        "formations: [{id: cn-30r, side: china, name: {en: 30, zh: 三十}, hq: jp-1}, "
        "{id: jp-133r, side: japan, name: {en: 133, zh: 一三三}}]",
        "formations: [{id: cn-30r, side: china, name: {en: 30, zh: 三十}, hq: cn-1}, "
        "{id: jp-133r, side: japan, name: {en: 133, zh: 一三三}}]",
    ),
    "E039": Example("sides: {japan: {role: defender}}", "sides: {japan: {role: attacker}}"),
    "W105": Example(
        "changes: [{append: {units: [{id: cn-2, kind: mortars, formation: cn-30r, men: 9, at: 0202}]}}]",
        "changes: [{append: {units: [{id: cn-2, kind: mortars, formation: cn-30r, men: 9, shells: 5, at: 0202}]}}]",
    ),
    "W116": Example(
        "depots: [{id: d, side: china, at: 0202, shells: {mm81: 4}}]\n"
        "kinds: {guns: {class: guns, name: {en: G, zh: 砲}, men: 9, tubes: 2, "
        "weight: 2, range_hexes: 9, calibre: mm81}}\n"
        "changes: [{append: {units: [{id: cn-2, kind: mortars, formation: cn-30r, men: 9, at: 0202, shells: 5}]}}]",
        "depots: [{id: d, side: china, at: 0202, shells: {mm81: 4}}]\n"
        "kinds: {mortars: {calibre: mm81}}\n"
        "changes: [{append: {units: [{id: cn-2, kind: mortars, formation: cn-30r, men: 9, at: 0202, shells: 5}]}}]",
    ),
    "W113": Example(
        'map: {rows: "..RR\\n.^R.\\n..RR\\n"}\ndepots: [{id: d, side: china, at: 0402, fires: 3}]',
        'map: {rows: "..RR\\n.^..\\n..RR\\n"}\ndepots: [{id: d, side: china, at: 0402, fires: 3}]',
    ),
    "W106": Example("changes: [{unit: jp-1, remove: true}]", "changes: []"),
    # ---------------------------------------------------------------- victory
    "E040": Example(
        "victory: {levels: [{id: a, for: china}, {id: b, for: none, from: 9}, {id: c, for: japan, from: 5}]}",
        "victory: {levels: [{id: a, for: china}, {id: b, for: none, from: 5}, {id: c, for: japan, from: 9}]}",
    ),
    "E041": Example(
        "victory: {fall: {core: [peak], held: 2, points: 9}}", "victory: {fall: {core: [peak], held: 1, points: 9}}"
    ),
    "W107": Example(
        "map: {places: {ford: {at: 0201, name: {en: Ford, zh: 渡口}}}}\nvictory: {places: {ford: {china: {daily: 0}}}}",
        "map: {places: {ford: {at: 0201, name: {en: Ford, zh: 渡口}}}}\nvictory: {places: {ford: {china: {daily: 2}}}}",
    ),
    "W114": Example(
        "victory: {levels: [{id: held, for: china}, {id: taken, for: japan, from: 11}]}",
        "victory: {levels: [{id: held, for: china}, {id: taken, for: japan, from: 10}]}",
    ),
    # ---------------------------------------------------------------- history
    "W108": Example(
        "changes: [{unit: cn-1, set: {certainty: documented}}]",
        "changes: [{unit: cn-1, set: {certainty: documented, source: 10th Army report}}]",
    ),
    "W109": Example("history: [{date: 1944-08-08 day}]", "history: [{date: 1944-06-30 day}]"),
    # ---------------------------------------------------------------- mods
    "E042": Example("requires: {other: '>=2'}", "requires: {other: '>=1, <2'}"),
    "W112": Example(
        "patches: [{to: hill, changes: [{rules: true, set: {boat_hexes: 2}}]}]",
        "patches: [{to: hill, changes: [{rules: true, set: {road_cost: 2}}]}]",
    ),
}
