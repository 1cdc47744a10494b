"""The ground of Hengyang against the gazetteer: places, water, hills and the two forces on it."""

from itertools import pairwise

import pytest

from game import hexgrid
from game.scenario.catalog import load
from game.scenario.model import Scenario
from tests import gazetteer

GAZETTEER = gazetteer.FACTS
COLS, ROWS = 52, 40


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load("hengyang/first-assault")


def index(text: str) -> int:
    return hexgrid.hex_index(text, COLS, ROWS)


def ground(scenario: Scenario) -> list[str]:
    rows = scenario.map.rows.split()
    return [scenario.map.legend[letter] for row in rows for letter in row]


def at_of(scenario: Scenario, place: str) -> str:
    at = scenario.map.places[place].at
    return at if isinstance(at, str) else at[0]


@pytest.fixture(scope="module")
def rows(scenario: Scenario) -> dict[str, gazetteer.Row]:
    return {row.place: row for row in gazetteer.rows(scenario)}


@pytest.mark.parametrize("place", sorted(GAZETTEER))
def test_place_is_where_the_gazetteer_has_it(rows: dict[str, gazetteer.Row], place: str) -> None:
    fact, row = GAZETTEER[place], rows[place]
    nearest = index(row.hex) == gazetteer.metres_to_hex(fact["east"], fact["north"])
    assert nearest != ("moved" in fact)
    assert row.metres <= gazetteer.MOST_METRES


@pytest.mark.parametrize("place", sorted(GAZETTEER))
def test_place_is_what_the_gazetteer_calls_it_or_explained(rows: dict[str, gazetteer.Row], place: str) -> None:
    assert bool(rows[place].missing) == ("but" in GAZETTEER[place]), rows[place]


def test_fifty_places_and_more_are_checked(rows: dict[str, gazetteer.Row]) -> None:
    assert len(rows) >= 50
    assert sum(not row.missing for row in rows.values()) >= 50


def test_the_table_of_the_notes_is_up_to_date(scenario: Scenario) -> None:
    text = gazetteer.NOTES.read_text(encoding="utf-8")
    assert gazetteer.BLOCK.search(text)
    assert text == gazetteer.renewed(text, scenario), "renew it with `python -m tests.gazetteer --write`"


def test_a_place_moved_or_changed_would_be_noticed(scenario: Scenario) -> None:
    grid = scenario.map
    elsewhere = grid.places["zhangjiashan"].model_copy(update={"at": "2728"})
    changed = grid.model_copy(update={"places": {**grid.places, "zhangjiashan": elsewhere}})
    row = {row.place: row for row in gazetteer.rows(scenario.model_copy(update={"map": changed}))}["zhangjiashan"]
    assert row.metres > gazetteer.MOST_METRES and row.missing == ("peak", "scarped")


def test_every_place_is_in_the_gazetteer(scenario: Scenario) -> None:
    assert set(scenario.map.places) - set(GAZETTEER) == {"zhangjiashan-north-west"}


def blocked_sides(scenario: Scenario) -> set[tuple[int, int]]:
    sides: set[tuple[int, int]] = set()
    for edge in scenario.map.edges.river:
        for text in edge.at:
            h, side = index(text[:4]), hexgrid.DIRECTIONS.index(text[5:])
            sides |= {(h, side), (hexgrid.neighbour(h, side, COLS, ROWS), hexgrid.OPPOSITE[side])}
    return sides


def on_foot(scenario: Scenario, start: str) -> set[int]:
    """All hexes a soldier reaches without boat, ferry or bridge."""
    terrain, closed = ground(scenario), blocked_sides(scenario)
    seen, todo = {index(start)}, [index(start)]
    while todo:
        h = todo.pop()
        for side in range(6):
            n = hexgrid.neighbour(h, side, COLS, ROWS)
            if n >= 0 and n not in seen and (h, side) not in closed and scenario.terrain[terrain[n]].foot is not None:
                seen.add(n)
                todo.append(n)
    return seen


def test_rivers_do_not_leak(scenario: Scenario) -> None:
    city, east, north, pagoda = (
        on_foot(scenario, at_of(scenario, p)) for p in ("central-bank", "east-station", "wangchengao", "zhuhui-pagoda")
    )
    assert not city & east and not city & north and not north & east and not east & pagoda
    assert index(at_of(scenario, "huangchaling")) in city  # the south and the west lie open
    assert index(at_of(scenario, "wuli-pavilion")) in city


def test_steam_river_is_one_chain_from_the_edge_to_shigu(scenario: Scenario) -> None:
    sides = [(index(t[:4]), hexgrid.DIRECTIONS.index(t[5:])) for e in scenario.map.edges.river for t in e.at]

    def ends(h: int, side: int) -> set[tuple[int, int]]:
        """The two corners of a hexside, in thirds of a hex: equal for all hexes that meet there."""
        col, row = h % COLS, h // COLS
        x, y = 6 * col, 4 * row + 2 * (col & 1)
        corners = [(-2, -2), (2, -2), (4, 0), (2, 2), (-2, 2), (-4, 0)]
        return {(x + corners[k % 6][0], y + corners[k % 6][1]) for k in (side, side + 1)}

    corners: dict[tuple[int, int], int] = {}
    for side in sides:
        for corner in ends(*side):
            corners[corner] = corners.get(corner, 0) + 1
    loose = sorted(corner for corner, count in corners.items() if count == 1)
    assert len(loose) == 2 and max(corners.values()) == 2
    assert loose[0][0] <= 0  # the west edge of the map
    shigu = index(at_of(scenario, "shigu"))
    assert abs(loose[1][0] - 6 * (shigu % COLS)) <= 6 and abs(loose[1][1] - 4 * (shigu // COLS)) <= 6


def test_cao_bridge_crosses_the_steam_river(scenario: Scenario) -> None:
    (bridge,) = scenario.map.edges.bridge
    h, side = index(bridge.at[0][:4]), hexgrid.DIRECTIONS.index(bridge.at[0][5:])
    assert (h, side) in blocked_sides(scenario) and bridge.state == "blown"
    place = index(at_of(scenario, "cao-bridge"))
    assert place in (h, hexgrid.neighbour(h, side, COLS, ROWS))


def test_bridges_over_the_rivers_end_on_land(scenario: Scenario) -> None:
    terrain = ground(scenario)
    for bridge in scenario.map.lines.bridge:
        hexes = [index(t) for t in bridge.through]
        assert terrain[hexes[0]] != "river" != terrain[hexes[-1]]
        assert all(terrain[h] == "river" for h in hexes[1:-1])
        assert all(hexgrid.distance(a, b, COLS) == 1 for a, b in pairwise(hexes))


def test_front_hills_are_scarped_and_bunkered(scenario: Scenario) -> None:
    cliffs = {text[:4] for edge in scenario.map.edges.cliff for text in edge.at}
    strong = {h for level in ("pillboxes", "bunkers") for h in scenario.map.works[level]}
    for place in (
        "jiangxi-guild-hall",
        "wuguiling-south",
        "fengshushan",
        "repair-works",
        "zhangjiashan",
        "huxingchao",
        "fanjiazhuang",
    ):
        assert at_of(scenario, place) in cliffs & strong


def test_men_and_stores_of_28_june(scenario: Scenario) -> None:
    side = {f.id: f.side for f in scenario.formations}
    men = dict.fromkeys(scenario.sides, 0)
    fires, grenades = dict(men), dict(men)
    for unit in scenario.units:
        s = side[unit.formation]
        men[s] += unit.men
        if s == "japan" or unit.at:
            fires[s] += unit.ammo
            grenades[s] += unit.grenades
    for depot in scenario.depots:
        fires[depot.side] += depot.fires
        grenades[depot.side] += depot.grenades
    assert 16_000 <= men["china"] <= 16_400
    assert 19_500 <= men["japan"] <= 29_500
    assert (fires["china"], grenades["china"], fires["japan"]) == (450, 140, 300)
    weight = sum(
        u.shells * (u.tubes or 0) * scenario.kinds[u.kind].weight
        for u in scenario.units
        if side[u.formation] == "japan"
    )
    assert 270 <= weight <= 320


def test_attackers_begin_outside_the_line(scenario: Scenario) -> None:
    side = {f.id: f.side for f in scenario.formations}

    def where(name: str) -> set[int]:
        placed = [u.at for u in scenario.units if u.at and side[u.formation] == name]
        return {index(at if at.isdigit() else at_of(scenario, at)) for at in placed}

    assert min(hexgrid.distance(a, b, COLS) for a in where("china") for b in where("japan")) >= 2
    assert isinstance(scenario.sides["china"].control, tuple)
    held = {index(h) for h in scenario.sides["china"].control}
    assert where("china") <= held and not where("japan") & held
