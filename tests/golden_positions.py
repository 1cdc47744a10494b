"""How the battles of tests/golden/battles begin; between them: cliffs, shells, aircraft, supply, waves, terms."""

from game.battle import Battle
from game.engine import Engine
from tests.positions import draw

DAY = "1944-06-28 day"


def tutorial() -> Engine:
    return Battle.load("hengyang/tutorial", seed=7)


def cliffs() -> Engine:
    """Assaults up a cliff with ladders and without, and blasting."""
    units = {
        "foot-1": ("red", "0203", {"grenades": 3, "men": 900}), "foot-2": ("red", "0303", {"grenades": 3, "men": 900}),
        "pioneers": ("red", "0203", {"kind": "engineers", "men": 180}), "top": ("blue", "0202", {"grenades": 3}),
        "reserve": ("blue", "0201"),
    }  # fmt: skip
    edges = {"cliff": [{"at": ["0202/s", "0202/se", "0202/sw"]}]}
    return draw("...= .^^. .... ....", units, edges=edges, works={"trenches": ["0202"]}, end="1944-06-30 night").engine


def shells() -> Engine:
    """Guns and mortars on works, a headquarters and each other; rubble."""
    units = {
        "guns": ("red", "0101", {"kind": "battery", "shells": 6}), "foot": ("red", "0302"),
        "mortars": ("red", "0103", {"kind": "mortars", "shells": 6, "men": 90}),
        "line": ("blue", "0402"), "staff": ("blue", "0402", {"kind": "headquarters", "men": 80}),
        "battery": ("blue", "0601", {"kind": "battery", "shells": 4}),
    }  # fmt: skip
    rows = "...#.. ..t#.. ...#=."
    return draw(rows, units, works={"pillboxes": ["0402"]}, rules={"randomness": "standard"}, seed=5).engine


def relief() -> Engine:
    """Depots, a convoy, replacements, and waves: dated, called, on an event; aircraft of both sides."""
    units = {
        "first": ("red", "0102"), "second": ("red", None), "third": ("red", None), "line": ("blue", "0402"),
        "flank": ("blue", "0501", {"men": 300}), "relief": ("blue", None),
    }  # fmt: skip
    sorties = [{"from": DAY, "sorties": 2}]
    sides = {
        "red": {
            "role": "attacker", "name": "Red", "wounded": {"return": 300}, "control": ["0101", "0103"],
            "sorties": sorties, "pool": [{"from": DAY, "men": 60, "every_turns": 2}],
        },
        "blue": {"role": "defender", "name": "Blue", "wounded": {"return": 200, "die": 300}, "sorties": sorties},
    }  # fmt: skip
    stores = {"grenades": 6, "food": 5}
    convoy = {"side": "red", "depot": "red-depot", "fires": 10, "convoy": True}
    return draw(
        "...#.. ...... ..=#..", units, sides=sides, rules={"randomness": "standard"}, seed=3,
        depots=[
            {"id": "red-depot", "side": "red", "at": "0101", "fires": 12} | stores,
            {"id": "blue-depot", "side": "blue", "at": "0602", "fires": 8} | stores,
        ],
        waves=[
            {"id": "dated", "side": "red", "units": ["second"], "entry": "west", "arrives": "1944-06-29 day"},
            {"id": "held", "side": "red", "units": ["third"], "entry": "west", "arrives": {"held": {"cost": 4}}},
            {"id": "relief", "side": "blue", "units": ["relief"], "entry": "east", "arrives": "event"},
        ],
        events=[
            {"id": "convoy", "when": {"date": "1944-06-29 night"}, "do": [{"message": "A convoy"}, {"stock": convoy}]},
            {"id": "relief-comes", "when": {"date": "1944-06-30 day"}, "do": [{"wave": "relief"}]},
        ],
        weather=[{"from": "1944-06-30 day", "is": "rain"}],
        map={
            "grid": {"size": [6, 3]}, "legend": {".": "clear", "#": "city", "=": "paddy"},
            "rows": "...#..\n......\n..=#..", "entries": {"west": ["0102", "0103"], "east": ["0602"]},
        },
    ).engine  # fmt: skip


def terms() -> Engine:
    """A choice, a place taken, terms offered and asked for."""
    units = {"storm": ("red", "0202", {"men": 950, "grenades": 3}), "last": ("blue", "0303", {"men": 150})}
    units["other"] = ("red", "0103", {"men": 900})
    options = [{"id": "stand", "text": "Stand", "do": [{"cohesion": {"side": "blue", "by": 10}}]}]
    options.append({"id": "talk", "text": "Talk", "do": [{"offer_terms": "blue"}]})
    return draw(
        ".... .... ..#. ....", units, rules={"randomness": "standard"}, seed=9, end="1944-07-01 night",
        events=[{"id": "envoy", "side": "blue", "when": {"date": "1944-06-28 day"}, "do": [{"choice": options}]}],
        map={
            "grid": {"size": [4, 4]}, "legend": {".": "clear", "#": "city"}, "rows": "....\n....\n..#.\n....",
            "places": {"gate": {"at": "0303", "name": "The gate"}, "bank": {"at": "0404", "name": "The bank"}},
        },
        victory={
            "levels": [{"id": "all", "for": "none"}], "places": {"gate": {"red": {"first": 5, "final": 3}}},
            "fall": {"core": ["gate", "bank"], "held": 2, "points": 20, "terms_points": 12},
        },
    ).engine  # fmt: skip


BATTLES = (tutorial, cliffs, shells, relief, terms)
