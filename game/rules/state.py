"""The battle as arrays: State (what changes), Board (what does not), Rulebook (the numbers, from YAML).

Every field is int64, so that compiled and interpreted runs agree bit for bit. Units of measure: men are whole
men; cohesion and suppression are tenths of a point (0 to 1000); fatigue is points (0 to 100); ammunition is
tenths of a fire; chances and factors are per mille. `-1` is "none" wherever an index may be missing.
"""

from typing import NamedTuple

import numpy as np

I = np.int64  # noqa: E741 - the only type there is; one letter keeps the tables below readable

# Order verbs. The first ten are a unit's actions or moves; from SEE on they cost nothing.
MOVE, ASSAULT, FIRE, BOMBARD, BLAST, CLEAR, BRIDGE, DEMOLISH, DIG, RALLY = range(10)
SEE, AIM, KILL, AIR, RATION, CALL, CHOOSE, TERMS, END = range(10, 19)
VERBS = (
    "move", "assault", "fire", "bombard", "blast", "clear", "bridge", "demolish", "dig", "rally",
    "see", "aim", "kill", "air", "ration", "call", "choose", "terms", "end",
)  # fmt: skip
BOMB, BURN, STRAFE, SCOUT, INTERDICT = range(5)
FULL, HALF, HOARD = range(3)

# The Three Don'ts, as bits of `dont`.
DONT_SEE, DONT_AIM, DONT_KILL = 1, 2, 4

# Classes of kinds; from ENGINEERS on, but for SERVICE, they are support units.
INFANTRY, ENGINEERS, SERVICE, GUNS, MORTARS, HEADQUARTERS = range(6)
FOOT, WHEELS, IMMOBILE = range(3)

# Where a unit is in its life.
WAITING, PRESENT, GONE = range(3)

# Weather.
CLEAR_SKY, CLOUD, RAIN, STORM = range(4)

# Hexside features as bits of `Board.hexes.edge`; a cliff is UP for who climbs, DOWN for who descends.
ROAD, RAIL, STREAM, RIVER, CLIFF_UP, CLIFF_DOWN, EMBANKMENT = 1, 2, 4, 8, 16, 32, 64

# Kinds of `State.edges`, and of crossings.
CLIFF, OBSTACLE, SPAN = range(3)
BRIDGE_LINE, FERRY = range(2)

# What dice are rolled for: part of the key of every roll.
FOR_FIRE, FOR_ASSAULT, FOR_BOMBARD, FOR_REST, FOR_RETREAT, FOR_MEN, FOR_EVENT, FOR_ARRIVAL = range(8)
PURPOSES = 8

REMEMBERED_MEN = 50  # an enemy's strength is known to the nearest fifty
SIGHT_SPAN = 21  # sight tables reach ten hexes either way

Unit = np.dtype(
    [
        # what it is
        ("side", I), ("kind", I), ("klass", I), ("support", I), ("formation", I), ("quality", I), ("establishment", I),
        ("tubes", I), ("weight", I), ("range_hexes", I), ("calibre", I), ("shells_full", I), ("lobs", I), ("direct", I),
        ("night_trained", I), ("mobility", I), ("points", I), ("rates", I, (4,)), ("ceiling", I), ("wave", I),
        # where and how strong
        ("status", I), ("at", I), ("men", I), ("cohesion", I), ("suppression", I), ("fatigue", I), ("ammo", I),
        ("grenades", I), ("shells", I), ("dont", I),
        # what it has done
        ("moves_left", I), ("moved", I), ("acted", I), ("volleys", I), ("fired", I), ("revealed", I), ("fresh", I),
        ("work_at", I), ("work_done", I),
        # supply
        ("supplied", I), ("isolated_turns", I),
        # what the enemy knows of it
        ("seen", I), ("last_at", I), ("last_turn", I), ("last_men", I),
        ("rolls", I, (PURPOSES,)),
    ],
    align=True,
)  # fmt: skip

Hex = np.dtype(
    [
        ("terrain", I), ("works", I), ("wear", I), ("dig", I), ("fire", I), ("burnt", I), ("control", I),
        ("combat", I), ("support", I), ("organised", I), ("assaults", I), ("batteries", I),
        ("known_control", I, (2,)), ("known_works", I, (2,)),
    ],
    align=True,
)  # fmt: skip

Side = np.dtype(
    [
        ("attacker", I), ("see", I), ("aim", I), ("kill", I), ("kill_own", I), ("dont", I), ("sorties", I), ("pool", I),
        ("wounded_return", I), ("wounded_die", I), ("carry_wounded", I), ("carry_return", I), ("carry_die", I),
        ("carry_sick", I),
        # men: killed + died + wounded - returned + captured leave; start + arrived + replaced come
        ("killed", I), ("died", I), ("wounded", I), ("returned", I), ("captured", I), ("start", I), ("arrived", I),
        ("replaced", I), ("enemy_before_fall", I),
        # points and statistics
        ("points", I), ("points_days", I), ("points_places", I), ("points_losses", I), ("points_events", I),
        ("volleys", I), ("held_see", I), ("held_aim", I), ("held_kill", I), ("saved", I), ("ambushes", I), ("volley_losses", I),
        ("spent", I), ("spent_grenades", I), ("spent_shells", I), ("lost_fires", I), ("lost_grenades", I),
        ("lost_shells", I), ("issued_fires", I), ("issued_grenades", I), ("issued_shells", I), ("received_fires", I),
        ("received_grenades", I),
        ("received_shells", I), ("interdicted", I),
        ("terms_offered", I), ("waiting_choice", I), ("rolls", I, (PURPOSES,)),
    ],
    align=True,
)  # fmt: skip

Clock = np.dtype(
    [
        ("seed", I), ("turn", I), ("phase", I), ("night", I), ("weather", I), ("weather_until", I), ("ended", I),
        ("reason", I), ("fallen", I), ("terms_by", I), ("burning", I), ("rolls", I), ("reveals", I), ("journal_on", I),
        ("journal_count", I), ("factor_count", I), ("path_length", I), ("path_way", I), ("orders", I),
    ],
    align=True,
)  # fmt: skip
# Bookkeeping of one run rather than of the battle: left out of the digest.
CLOCK_PRIVATE = ("rolls", "reveals", "journal_on", "journal_count", "factor_count", "path_length", "path_way")

EdgeState = np.dtype([("hex", I), ("direction", I), ("kind", I), ("intact", I), ("ramp", I), ("work", I)], align=True)
Crossing = np.dtype([("a", I), ("b", I), ("kind", I), ("intact", I), ("length", I), ("used", I)], align=True)
Depot = np.dtype(
    [("side", I), ("at", I), ("fires", I), ("grenades", I), ("food", I), ("lost", I), ("shells", I, (8,))],
    align=True,
)
FormationState = np.dtype([("side", I), ("hq", I), ("parent", I), ("ration", I), ("shaken_until", I)], align=True)
WaveState = np.dtype(
    [("side", I), ("status", I), ("turn", I), ("cost", I), ("held", I), ("chance", I), ("delay_chance", I),
     ("delay_turns", I), ("entry", I), ("entries", I)],
    align=True,
)  # fmt: skip
EventState = np.dtype([("done", I), ("turn", I), ("held_turns", I), ("waiting", I)], align=True)
PlaceState = np.dtype(
    [("holder", I), ("since", I), ("first_done", I, (2,)), ("core", I), ("start", I), ("count", I), ("daily", I, (2,)),
     ("first", I, (2,)), ("final", I, (2,))],
    align=True,
)  # fmt: skip
JOURNAL_VALUES = 12
JOURNAL_FACTORS = 24
Record = np.dtype(
    [
        ("kind", I), ("turn", I), ("side", I), ("unit", I), ("other", I), ("hex", I), ("to", I), ("seen_by", I),
        ("values", I, (JOURNAL_VALUES,)), ("factor_count", I), ("factors", I, (JOURNAL_FACTORS, 2)),
    ],
    align=True,
)  # fmt: skip
# `serial` (of the first record) counts floods over this workspace, whatever state is worked on: stamps never recur.
Scratch = np.dtype(
    [("serial", I), ("stamp", I), ("cost", I), ("previous", I), ("queue", I), ("path", I), ("zoc", I)], align=True
)

BoardHex = np.dtype(
    [("q", I), ("r", I), ("height", I), ("place", I), ("beyond", I, (6,)), ("edge", I, (6,)), ("cliff", I, (6,)),
     ("obstacle", I, (6,)), ("span", I, (6,)), ("crossing", I, (2,)), ("depot", I)],
    align=True,
)  # fmt: skip
EventRule = np.dtype(
    [
        ("trigger", I), ("a", I), ("b", I), ("c", I), ("once", I), ("side", I), ("holds_side", I), ("holds_place", I),
        ("after", I), ("before", I), ("event_done", I), ("fit_side", I), ("fit_men", I), ("first", I), ("count", I),
    ],
    align=True,
)  # fmt: skip
EffectRule = np.dtype(
    [("kind", I), ("side", I), ("target", I), ("a", I), ("b", I), ("first", I), ("count", I), ("shells", I, (8,))],
    align=True,
)  # fmt: skip
Dated = np.dtype([("side", I), ("turn", I), ("amount", I), ("every", I)], align=True)

# Event triggers and effects: the closed vocabulary of scenario files.
ON_DATE, ON_TAKEN, ON_LOSSES, ON_HELD, ON_CHANCE = range(5)
(
    DO_MESSAGE, DO_CHOICE, DO_STOCK, DO_SORTIES, DO_WEATHER, DO_COHESION, DO_POINTS, DO_WAVE, DO_POOL, DO_RELEASE,
    DO_TERRAIN, DO_WORKS, DO_CROSSING, DO_TERMS, DO_OPTION,
) = range(15)  # fmt: skip


class State(NamedTuple):
    """What changes. The arrays after `events` are one run's workspace: not copied, not in the digest."""

    clock: np.ndarray  # (1,) Clock
    sides: np.ndarray  # (2,) Side, in order of play
    units: np.ndarray  # (U,) Unit
    hexes: np.ndarray  # (H,) Hex
    edges: np.ndarray  # (E,) EdgeState: cliffs, obstacles, bridges on hexsides
    crossings: np.ndarray  # (C,) Crossing: bridges and ferries over water hexes
    depots: np.ndarray  # (D,) Depot
    formations: np.ndarray  # (F,) FormationState
    waves: np.ndarray  # (W,) WaveState
    places: np.ndarray  # (P,) PlaceState
    events: np.ndarray  # (N,) EventState
    sorties: np.ndarray  # (turns + 2, 2) int64: sorties granted at dawn
    returns: np.ndarray  # (turns + 64, 2) int64: wounded due back
    journal: np.ndarray  # (J,) Record
    factors: np.ndarray  # (64, 2) int64: name, per mille, of the sum being worked out
    scratch: np.ndarray  # (H,) Scratch


LASTING = State._fields[:13]


class Board(NamedTuple):
    """What does not change in a battle."""

    hexes: np.ndarray  # (H,) BoardHex
    sight: np.ndarray  # (H, 441) uint8: 1 where the hex at that step is in line of sight
    spiral: np.ndarray  # (331, 2) int64: axial steps out to ten hexes
    place_hexes: np.ndarray  # (…,) int64
    entry_hexes: np.ndarray  # (…,) int64
    effect_hexes: np.ndarray  # (…,) int64
    event_rules: np.ndarray  # (N,) EventRule
    effects: np.ndarray  # (…,) EffectRule
    weather: np.ndarray  # (turns + 2,) int64
    pool: np.ndarray  # (…,) Dated
    days: np.ndarray  # (turns + 2, 2) int64: points for the day, by side
    frame: np.ndarray  # (1,) Frame


Frame = np.dtype(
    [
        ("cols", I), ("rows", I), ("turns", I), ("first_night", I), ("fall_held", I), ("fall_fit", I),
        ("fall_points", I), ("terms_points", I), ("terms_fit", I), ("can_fall", I), ("loss_points", I, (2,)),
        ("loss_per", I, (2,)),
    ],
    align=True,
)  # fmt: skip

Ground = np.dtype(
    [
        ("height", I), ("foot", I), ("wheels", I), ("cover", I), ("close", I), ("hides", I), ("blocks", I),
        ("dig_to", I), ("ruins_to", I), ("burns", I), ("water", I),
    ],
    align=True,
)  # fmt: skip


class Rulebook(NamedTuple):
    """The rules' numbers. `numbers[0]` has every integer of `game.scenario.numbers.Rules` by name."""

    numbers: np.ndarray  # (1,) record
    terrain: np.ndarray  # (T,) Ground


# What happened: kinds of journal records, in the order of docs/engine.md.
(
    J_TURN, J_WEATHER, J_ARRIVED, J_DELAYED, J_SUPPLIED, J_MOVED, J_CONTACT, J_SEEN, J_LOST, J_FIRED, J_HELD,
    J_BOMBARDED, J_AIR, J_ASSAULT, J_TO_GROUND, J_RESULT, J_RETREATED, J_SURRENDERED, J_DISSOLVED, J_BROKEN, J_RALLIED, J_WORKS,
    J_TERRAIN, J_RAMP, J_CAPTURED, J_COMMANDER, J_MESSAGE, J_POINTS, J_PHASE, J_ENDED, J_LOSSES, J_CHOICE,
) = range(32)  # fmt: skip
EVENT_KINDS = (
    "turn", "weather", "arrived", "delayed", "supplied", "moved", "contact", "seen", "lost", "fired", "held",
    "bombarded", "air", "assault", "to_ground", "result", "retreated", "surrendered", "dissolved", "broken", "rallied", "works",
    "terrain", "ramp", "captured_place", "commander", "message", "points", "phase", "ended", "losses", "choice",
)  # fmt: skip

# How an assault ended.
R_THROWN_BACK, R_REPULSED, R_STAND, R_TAKEN, R_OVERRUN, R_EMPTY, R_TO_GROUND, R_BROKEN_UP = range(8)
RESULTS = ("thrown back", "repulsed", "bloody stand", "position taken", "overrun", "empty", "to ground", "broken up")

# Why the battle ended.
BY_CALENDAR, BY_FALL, BY_TERMS = range(3)
REASONS = ("calendar", "fall", "terms")

# Names of factors; the hundred says to which sum a factor belongs.
FACTORS = (
    "men", "effective", "range", "light", "shadow", "ground", "works", "embankment", "crossfire", "ambush", "roll",
    "no ammunition", "nests", "quality", "friends", "opposite", "cliff", "obstacle", "boat", "night trained",
    "fresh reserve", "grenades", "support alone", "not organised", "weight", "range band", "unobserved", "density",
    "storm", "close ground", "close works", "ratio", "fatigue", "direct",
)  # fmt: skip
(
    F_MEN, F_EFFECTIVE, F_RANGE, F_LIGHT, F_SHADOW, F_GROUND, F_WORKS, F_EMBANKMENT, F_CROSSFIRE, F_AMBUSH, F_ROLL,
    F_NO_AMMUNITION, F_NESTS, F_QUALITY, F_FRIENDS, F_OPPOSITE, F_CLIFF, F_OBSTACLE, F_BOAT, F_NIGHT_TRAINED,
    F_FRESH, F_GRENADES, F_SUPPORT_ALONE, F_NOT_ORGANISED, F_WEIGHT, F_BAND, F_UNOBSERVED, F_DENSITY,
    F_STORM, F_CLOSE_GROUND, F_CLOSE_WORKS, F_RATIO, F_FATIGUE, F_DIRECT,
) = range(34)  # fmt: skip
SECTION = 100
IN_FIRE, IN_FINAL_FIRE, IN_ATTACK, IN_DEFENCE, IN_BOMBARD = 0, 100, 200, 300, 400
SECTIONS = ("fire", "final fire", "attack", "defence", "bombardment")
