"""The unchanging half of a battle: geometry, line of sight, events, dated things. Part of setup."""

import itertools
from typing import Any

import numpy as np

from game import hexgrid
from game.names import Names
from game.rules import state as s
from game.rules.events import AIR_DROP, CONVOY
from game.rules.kernel import readable, records
from game.rules.state import Board
from game.scenario.model import Effect, Event, Scenario, half_day
from game.scenario.words import WEATHER, WORKS

FAR = 10


def lay_out_board(scenario: Scenario, names: Names, edges: np.ndarray, crossings: np.ndarray) -> Board:
    """The Board of a scenario; `edges` and `crossings` as `game.setup` numbers them. Shapes: rules/state.py."""
    terrain = [scenario.terrain[scenario.map.legend[letter]] for text in scenario.map.rows.split() for letter in text]
    heights = np.array([ground.height for ground in terrain], np.int64)
    blocks = np.array([ground.blocks_sight for ground in terrain], np.int64)
    hexes = _hexes(scenario, names, heights, edges, crossings)
    rules, effects, effect_hexes = _events(scenario, names)
    turns = scenario.turns
    return Board(
        hexes=readable(hexes),
        sight=sight_table(heights, blocks, names.cols, names.rows),
        spiral=np.array(hexgrid.spiral(FAR), np.int64),
        place_hexes=np.array([h for name in names.places for h in names.hexes(name)], np.int64),
        entry_hexes=np.array(
            [h for refs in scenario.map.entries.values() for r in refs for h in names.hexes(r)], np.int64
        ),
        effect_hexes=np.array(effect_hexes, np.int64),
        event_rules=readable(rules),
        effects=readable(effects),
        weather=_weather(scenario, turns),
        pool=_pool(scenario, names),
        days=_days(scenario, names, turns),
        frame=_frame(scenario, names),
    )


def _hexes(
    scenario: Scenario, names: Names, heights: np.ndarray, edges: np.ndarray, crossings: np.ndarray
) -> np.ndarray:
    cols, rows = names.cols, names.rows
    board = records(cols * rows, s.BoardHex)
    col, row = np.arange(cols * rows) % cols, np.arange(cols * rows) // cols
    board["q"], board["r"] = col, row - (col - (col & 1)) // 2
    board["height"] = heights
    board["beyond"] = hexgrid.neighbour_table(cols, rows)
    for field in ("cliff", "obstacle", "span", "crossing", "place", "depot"):
        board[field] = -1
    _mark_lines(scenario, names, board)
    for edge in scenario.map.edges.river:
        _mark_sides(names, board, edge.at, s.RIVER)
    for edge in scenario.map.edges.embankment:
        _mark_sides(names, board, edge.at, s.EMBANKMENT)
    for i, edge in enumerate(edges):
        _mark_edge(board, i, int(edge["hex"]), int(edge["direction"]), int(edge["kind"]))
    for i, crossing in enumerate(crossings):
        for end in (crossing["a"], crossing["b"]):
            free = int(np.argmax(board["crossing"][end] < 0))
            board["crossing"][end][free] = i
    for i, name in enumerate(names.places):
        for h in names.hexes(name):
            # Places may share a hex: the one that scores is the one whose taking counts there.
            if board["place"][h] < 0 or name in _that_score(scenario):
                board["place"][h] = i
    for i, depot in enumerate(scenario.depots):
        board["depot"][names.hex(depot.at)] = i
    return board


def _that_score(scenario: Scenario) -> set[str]:
    core = scenario.victory.fall.core if scenario.victory.fall else ()
    return set(scenario.victory.places) | set(core)


def _mark_lines(scenario: Scenario, names: Names, board: np.ndarray) -> None:
    lines = scenario.map.lines
    for bit, kind in ((s.ROAD, lines.road), (s.RAIL, lines.railway), (s.STREAM, lines.stream)):
        for line in kind:
            stops = [names.hex(ref) for ref in line.through]
            for a, b in itertools.pairwise(stops):
                path = hexgrid.line(a, b, names.cols)
                for here, there in itertools.pairwise(path):
                    direction = hexgrid.direction_to(here, there, names.cols, names.rows)
                    if direction >= 0:
                        board["edge"][here][direction] |= bit
                        board["edge"][there][hexgrid.OPPOSITE[direction]] |= bit


def _mark_sides(names: Names, board: np.ndarray, refs: tuple[str, ...], bit: int) -> None:
    for ref in refs:
        text, _, side = ref.partition("/")
        h, direction = names.hex(text), hexgrid.DIRECTIONS.index(side)
        board["edge"][h][direction] |= bit
        beyond = board["beyond"][h][direction]
        if beyond >= 0:
            board["edge"][beyond][hexgrid.OPPOSITE[direction]] |= bit


def _mark_edge(board: np.ndarray, i: int, h: int, direction: int, kind: int) -> None:
    """Number a cliff, obstacle or bridge on both of its sides; of a cliff hex `h` is on top."""
    field = ("cliff", "obstacle", "span")[kind]
    board[field][h][direction] = i
    beyond = int(board["beyond"][h][direction])
    if kind == s.CLIFF:
        board["edge"][h][direction] |= s.CLIFF_DOWN
    if beyond >= 0:
        opposite = hexgrid.OPPOSITE[direction]
        board[field][beyond][opposite] = i
        if kind == s.CLIFF:
            board["edge"][beyond][opposite] |= s.CLIFF_UP


def sight_table(heights: np.ndarray, blocks: np.ndarray, cols: int, rows: int) -> np.ndarray:
    """Line of sight from every hex to every step within ten hexes: shape (hexes, 441), uint8.

    A hex between blocks if its height (+ 1 if it blocks sight) is above the straight line between the two
    heights there; on a hexside the clearer of the two counts. Source: docs/rules.md, "Sight and concealment".
    Worked out step by step over the whole map at once, on a frame of closed hexes twice as wide as sight.
    """
    col, row = np.arange(cols * rows) % cols, np.arange(cols * rows) // cols
    q, r = col, row - (col - (col & 1)) // 2
    # Axial coordinates on a padded square grid: a step is then one constant offset.
    low = int(r.min()) - FAR - 1
    width = int(r.max()) - low + 2 * FAR + 2
    cell = (q + FAR + 1) * width + (r - low)
    size = (cols + 2 * FAR + 3) * width
    ground = np.full(size, 1 << 20, np.int64)
    ground[cell] = heights
    top = np.full(size, -(1 << 20), np.int64)  # off the map nothing blocks
    top[cell] = heights + blocks
    table = np.zeros((cols * rows, s.SIGHT_SPAN * s.SIGHT_SPAN), np.uint8)
    for dq, dr in hexgrid.spiral(FAR):
        n = max(abs(dq), abs(dr), abs(dq + dr))
        target = ground[cell + dq * width + dr]
        open_line = target < 1 << 20
        rise = target - heights
        for i in range(1, n):
            line = heights * n + rise * i
            blocked = np.ones(len(cell), bool)
            for sq, sr in _steps_at(dq, dr, i, n):
                blocked &= top[cell + sq * width + sr] * n > line
            open_line &= ~blocked
        table[:, (dq + FAR) * s.SIGHT_SPAN + dr + FAR] = open_line
    return table


def _steps_at(dq: int, dr: int, i: int, n: int) -> set[tuple[int, int]]:
    """The one or two hexes that the line from the centre to (dq, dr) touches at step `i` of `n`, in integers."""
    found = set()
    for nudge_q, nudge_r in ((1, 2), (-1, -2), (2, -1), (-2, 1)):
        # A thousandth of a hex to either side: only a line along a hexside finds two.
        q, r = 1000 * dq * i + nudge_q * n, 1000 * dr * i + nudge_r * n
        found.add(_nearest(q, r, 1000 * n))
    return found


def _nearest(q: int, r: int, scale: int) -> tuple[int, int]:
    t = -q - r
    rq, rr, rt = ((2 * x + scale) // (2 * scale) for x in (q, r, t))
    dq, dr, dt = abs(rq * scale - q), abs(rr * scale - r), abs(rt * scale - t)
    if dq > dr and dq > dt:
        rq = -rr - rt
    elif dr > dt:
        rr = -rq - rt
    return rq, rr


def _weather(scenario: Scenario, turns: int) -> np.ndarray:
    weather = np.zeros(turns + 2, np.int64)
    for spell in sorted(scenario.weather, key=lambda spell: half_day(spell.from_)):
        weather[max(scenario.turn_of(spell.from_), 0) :] = WEATHER.index(spell.is_)
    return weather


def _pool(scenario: Scenario, names: Names) -> np.ndarray:
    rows = [
        (i, scenario.turn_of(entry.from_), entry.men, entry.every_turns)
        for i, name in enumerate(names.sides)
        for entry in scenario.sides[name].pool
    ]
    return readable(np.array(rows, s.Dated))


def _days(scenario: Scenario, names: Names, turns: int) -> np.ndarray:
    """Points for each day held, given at its night's close (or the last close)."""
    days = np.zeros((turns + 2, 2), np.int64)
    start = half_day(scenario.calendar.start)
    for name, entries in scenario.victory.days.items():
        for turn in range(1, turns + 1):
            if (start + turn - 1) % 2 == 1:
                continue
            points = [entry.points for entry in entries if scenario.turn_of(entry.from_) <= turn]
            days[turn, names.side_row[name]] = points[-1] if points else 0
    return days


def _frame(scenario: Scenario, names: Names) -> np.ndarray:
    frame = records(1, s.Frame)
    row = frame[0]
    row["cols"], row["rows"], row["turns"] = names.cols, names.rows, scenario.turns
    row["first_night"] = half_day(scenario.calendar.start) % 2
    fall = scenario.victory.fall
    if fall:
        row["can_fall"], row["fall_held"], row["fall_fit"] = 1, fall.held, fall.or_fit_below
        row["fall_points"], row["terms_points"], row["terms_fit"] = fall.points, fall.terms_points, fall.terms_fit_below
    row["loss_per"] = 1
    for side, worth in scenario.victory.losses.items():
        row["loss_points"][names.side_row[side]] = worth.points
        row["loss_per"][names.side_row[side]] = worth.per
    return frame


# ---------------------------------------------------------------- events


class _Flat:
    """Events and their effects as flat tables."""

    def __init__(self, scenario: Scenario, names: Names) -> None:
        self.scenario, self.names = scenario, names
        self.effects: list[dict[str, Any]] = []
        self.hexes: list[int] = []

    def add_all(self, effects: tuple[Effect, ...]) -> tuple[int, int]:
        """Add a row for each effect, then what its choices lead to; returns (first row, count)."""
        first = len(self.effects)
        self.effects += [self.row(effect) for effect in effects]
        for i, effect in enumerate(effects):
            if effect.choice:
                options = len(self.effects)
                self.effects += [{"kind": s.DO_OPTION} for _ in effect.choice]
                for k, option in enumerate(effect.choice):
                    start, count = self.add_all(option.do)
                    self.effects[options + k].update(first=start, count=count)
                self.effects[first + i].update(first=options, count=len(effect.choice))
        return first, len(effects)

    def row(self, effect: Effect) -> dict[str, Any]:
        names = self.names
        if effect.message is not None:
            return {"kind": s.DO_MESSAGE}
        if effect.choice is not None:
            return {"kind": s.DO_CHOICE}
        if effect.stock is not None:
            return self.stock_row(effect)
        if effect.sorties is not None:
            what = effect.sorties
            return {"kind": s.DO_SORTIES, "side": names.side_row[what.side], "a": what.sorties, "b": what.days}
        if effect.weather is not None:
            return {"kind": s.DO_WEATHER, "a": WEATHER.index(effect.weather.is_), "b": effect.weather.turns}
        if effect.cohesion is not None:
            formation = names.formation_row.get(effect.cohesion.formation or "", -1)
            side = names.side_row[effect.cohesion.side]
            return {"kind": s.DO_COHESION, "side": side, "target": formation, "a": effect.cohesion.by}
        if effect.points is not None:
            return {"kind": s.DO_POINTS, "side": names.side_row[effect.points.side], "a": effect.points.by}
        if effect.pool is not None:
            return {"kind": s.DO_POOL, "side": names.side_row[effect.pool.side], "a": effect.pool.men}
        if effect.wave is not None or effect.release is not None:
            kind = s.DO_WAVE if effect.wave is not None else s.DO_RELEASE
            return {"kind": kind, "target": names.wave_row[effect.wave or effect.release or ""]}
        if effect.offer_terms is not None:
            return {"kind": s.DO_TERMS, "side": names.side_row[effect.offer_terms]}
        return self.ground_row(effect)

    def stock_row(self, effect: Effect) -> dict[str, Any]:
        what = effect.stock
        assert what is not None
        shells = [0] * 8
        for calibre, loads in what.shells.items():
            shells[self.names.calibres.index(calibre)] = loads
        return {
            "kind": s.DO_STOCK,
            "side": self.names.side_row[what.side],
            "target": self.names.depot_row[what.depot] if what.depot else -1,
            "a": what.fires,
            "b": what.grenades,
            "first": what.food,
            "count": AIR_DROP * what.air_drop + CONVOY * what.convoy,
            "shells": shells,
        }

    def ground_row(self, effect: Effect) -> dict[str, Any]:
        names = self.names
        if effect.crossing is not None:
            at = names.hex(effect.crossing.at)
            return {"kind": s.DO_CROSSING, "target": at, "a": effect.crossing.state == "whole"}
        first = len(self.hexes)
        if effect.terrain is not None:
            self.hexes += [h for ref in effect.terrain.at for h in names.hexes(ref)]
            to = names.terrain_row[effect.terrain.to] if effect.terrain.to else -1
            row = {"kind": s.DO_TERRAIN, "a": to, "b": effect.terrain.burns}
        else:
            assert effect.works is not None
            self.hexes += [h for ref in effect.works.at for h in names.hexes(ref)]
            row = {"kind": s.DO_WORKS, "a": WORKS.index(effect.works.to)}
        return row | {"first": first, "count": len(self.hexes) - first}


def _events(scenario: Scenario, names: Names) -> tuple[np.ndarray, np.ndarray, list[int]]:
    flat = _Flat(scenario, names)
    rules = records(len(scenario.events), s.EventRule)
    for i, event in enumerate(scenario.events):
        _event_rule(rules[i], event, scenario, names)
        rules[i]["first"], rules[i]["count"] = flat.add_all(event.do)
    effects = records(len(flat.effects), s.EffectRule)
    for i, row in enumerate(flat.effects):
        for field, value in row.items():
            effects[field][i] = value
    return rules, effects, flat.hexes


def _event_rule(row: Any, event: Event, scenario: Scenario, names: Names) -> None:
    for field in ("side", "holds_side", "holds_place", "after", "before", "event_done", "fit_side"):
        row[field] = -1
    row["once"] = event.once
    if event.side:
        row["side"] = names.side_row[event.side]
    when = event.when
    if when.date:
        row["trigger"], row["a"] = s.ON_DATE, scenario.turn_of(when.date)
    elif when.taken:
        row["trigger"], row["a"] = s.ON_TAKEN, names.side_row[when.taken.side]
        row["b"] = names.place_row[when.taken.place]
    elif when.losses:
        row["trigger"], row["a"], row["b"] = s.ON_LOSSES, names.side_row[when.losses.side], when.losses.over
    elif when.held:
        row["trigger"], row["a"] = s.ON_HELD, names.side_row[when.held.side]
        row["b"], row["c"] = names.place_row[when.held.place], when.held.turns
    else:
        row["trigger"], row["a"] = s.ON_CHANCE, when.chance
    given = event.if_
    if given.side_holds:
        row["holds_side"] = names.side_row[given.side_holds.side]
        row["holds_place"] = names.place_row[given.side_holds.place]
    if given.after:
        row["after"] = scenario.turn_of(given.after)
    if given.before:
        row["before"] = scenario.turn_of(given.before)
    if given.event_done:
        row["event_done"] = names.event_row[given.event_done]
    if given.fit_below:
        row["fit_side"], row["fit_men"] = names.side_row[given.fit_below.side], given.fit_below.men
