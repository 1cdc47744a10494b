"""The painted ground: seamless, any map, no display, tiles repainted only where something changed."""

import dataclasses
import os
import random

import numpy as np
import pygame
import pytest

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

from game import hexgrid
from game.scenario import catalog
from game.ui.map import marks, overlays, tiles
from game.ui.map.camera import LEVELS, SPARE, Camera
from game.ui.map.grid import draw_numbers, draw_scale
from game.ui.map.ground import GroundPlan, Name, Side, Way
from game.ui.map.labels import Labels, place_names
from game.ui.map.painter import Painter
from game.ui.map.relief import PAINTS
from game.ui.map.survey import state_of
from game.ui.map.tiles import TILE, MapTiles


@pytest.fixture(scope="module", autouse=True)
def screen():
    pygame.display.init()
    yield pygame.display.set_mode((640, 480))
    pygame.display.quit()


@pytest.fixture(scope="module")
def scenario():
    return catalog.load("hengyang/first-assault")


@pytest.fixture(scope="module")
def plan(scenario):
    return GroundPlan.of(scenario)


@pytest.fixture(scope="module")
def painter(plan):
    return Painter(plan)


def odd_map(cols: int, rows: int, seed: int) -> GroundPlan:
    """What a modder could write: everything anywhere."""
    dice = random.Random(seed)
    n = cols * rows
    grounds = (*PAINTS, "river", "pond")
    hexes = [dice.randrange(n) for _ in range(30)]
    kinds = ("river", "cliff", "embankment", "obstacle", "bridge")
    ways = ("stream", "road", "railway", "ferry", "bridge")
    return GroundPlan(
        cols=cols,
        rows=rows,
        paint=tuple(dice.choice(grounds) for _ in range(n)),
        heights=tuple(dice.randrange(6) for _ in range(n)),
        works=tuple(dice.randrange(5) for _ in range(n)),
        fronts=tuple(dice.uniform(-3, 3) for _ in range(n)),
        burning=frozenset(hexes[:4]),
        sides=tuple(Side(dice.choice(kinds), h, dice.randrange(6), dice.random() < 0.7) for h in hexes),
        ways=tuple(Way(kind, (hexes[i], hexes[i + 1], hexes[i + 2]), i % 2 == 0) for i, kind in enumerate(ways)),
        names=(Name((1.0, 1.0), "Here", "此", "city"), Name((1.1, 1.0), "Here too", "亦此", "minor")),
    )


@pytest.mark.parametrize("radius", LEVELS)
def test_pieces_join_without_a_seam(painter, radius):
    x, y = painter.plan.centre(20 * 52 + 22)
    left, top = round(x * radius) - 60, round(y * radius) - 40
    whole = painter.piece(radius, left, top, 120, 80).astype(int)
    right = painter.piece(radius, left + 50, top + 30, 70, 50).astype(int)
    assert np.abs(whole[30:, 50:] - right).max() <= 2


@pytest.mark.parametrize("size", [(2, 2), (7, 3), (30, 12), (3, 101)])
def test_any_map_is_painted(size):
    plan = odd_map(*size, seed=sum(size))
    picture = Painter(plan).piece(18, -40, -40, 300, 240)
    assert picture.shape == (240, 300, 3)
    assert picture.std() > 3


def test_the_same_plan_gives_the_same_pixels(painter, plan):
    assert (painter.piece(27, 700, 500, 64, 64) == Painter(plan).piece(27, 700, 500, 64, 64)).all()


def test_ground_looks_like_what_it_is(painter, plan):
    river, city = (plan.paint.index(name) for name in ("river", "city"))

    def mean(h: int) -> np.ndarray:
        x, y = plan.centre(h)
        return painter.piece(40, round(x * 40) - 12, round(y * 40) - 12, 24, 24).reshape(-1, 3).mean(axis=0)

    assert mean(river)[2] > mean(river)[0] + 15
    assert mean(city)[0] > mean(city)[2] + 15


def test_rubble_and_fire_change_the_picture(painter, plan):
    at = 16 * 52 + 22
    assert plan.paint[at] == "city"
    x, y = plan.centre(at)
    box = 27, round(x * 27) - 20, round(y * 27) - 20, 40, 40
    before = painter.piece(*box).astype(int)
    for changed in (plan.changed(paint={at: "rubble"}), plan.changed(burning=[at])):
        assert np.abs(Painter(changed).piece(*box) - before).mean() > 4


def test_a_view_changes_the_plan(scenario, plan):
    seen = state_of(
        plan, scenario, {"2316": "rubble"}, {"2316": 2}, ["2317"], {"2411/n": "whole", "2628-2929": "whole"}
    )
    h = hexgrid.hex_index("2316", 52, 40)
    assert seen.paint[h] == "rubble"
    assert seen.works[h] == 2 and sum(seen.works) == 2
    assert seen.burning == {hexgrid.hex_index("2317", 52, 40)}
    assert [side.whole for side in seen.sides if side.kind == "bridge"] == [True]
    assert all(way.whole for way in seen.ways)
    assert seen.digest() != plan.digest()
    assert plan.changed().digest() == plan.digest()


# ---------------------------------------------------------------- tiles


def test_something_is_shown_at_once_and_the_picture_later(plan, tmp_path):
    surface = pygame.Surface((320, 240))
    camera = Camera(52, 40, (320, 240), level=0)
    camera.look_at(35, 30)
    tiles = MapTiles(plan, tmp_path)
    tiles.draw(surface, camera)
    flat = pygame.surfarray.array3d(surface)
    assert (flat.reshape(-1, 3).max(axis=0) > 60).all()
    assert tiles.pending > 0
    assert tiles.wait(120)
    tiles.draw(surface, camera)
    painted = pygame.surfarray.array3d(surface)
    assert (painted != flat).any()
    assert tiles.pending == 0
    overview = tiles.overview((120, 100))
    assert overview.get_size() == (120, 100)
    tiles.close()

    again = MapTiles(plan, tmp_path)  # from the disk: no painter is made
    again.draw(surface, camera)
    assert again.wait(60)
    again.draw(surface, camera)
    assert (pygame.surfarray.array3d(surface) == painted).all()
    assert again._painter is None
    again.close()


def test_only_touched_tiles_are_painted_again(plan):
    tiles = MapTiles(plan)
    spots = tiles._spots(2, tiles._paper(2))
    before = {spot: tiles._shown.key(spot) for spot in spots}
    at = 16 * 52 + 22
    tiles.update(plan.changed(paint={at: "rubble"}))
    changed = [spot for spot in spots if tiles._shown.key(spot) != before[spot]]
    x, y = plan.centre(at)
    assert (2, int(x * 27) // TILE, int(y * 27) // TILE) in changed
    assert 0 < len(changed) <= 4 < len(spots)
    # Works are laid on the painted tile: its ground stays as it is on disk.
    tiles.update(plan.changed(works={at: 3}))
    assert all(tiles._shown.key(spot).partition("-")[0] == before[spot].partition("-")[0] for spot in spots)
    tiles.close()


# ---------------------------------------------------------------- camera


def test_every_hex_is_under_its_own_pixels():
    camera = Camera(52, 40, (900, 700))
    for level in range(len(LEVELS)):
        camera.zoom_to(level, (450, 350))
        for h in range(0, 52 * 40, 37):
            camera.centre_on(h)
            assert camera.hex_at(camera.centre(h)) == h
            for x, y in camera.polygon(h, 0.9):
                assert camera.hex_at((x, y)) == h


def test_zoom_keeps_what_is_under_the_mouse():
    camera = Camera(52, 40, (900, 700), level=3)
    camera.look_at(40, 35)
    before = camera.world((300, 500))
    assert camera.zoom(1, (300, 500))
    assert camera.world((300, 500)) == pytest.approx(before, abs=0.02)
    assert not camera.zoom(5, (300, 500)) or not camera.zoom(1, (300, 500))


def test_the_map_cannot_be_lost():
    camera = Camera(52, 40, (900, 700))
    camera.pan(-100_000, -100_000)
    assert camera.hex_at((899, 699)) is not None
    camera.pan(200_000, 200_000)
    assert camera.hex_at((10, 10)) is not None
    assert camera.hex_at((899, 699)) is None
    camera.fit()
    assert camera.level == 0
    camera.fit([20 * 52 + 20, 21 * 52 + 23])
    assert camera.level == len(LEVELS) - 1
    assert camera.shows(20 * 52 + 20) and camera.shows(21 * 52 + 23)


def test_a_map_that_fits_lies_in_the_middle_of_what_is_free():
    """Zoomed out, all of it is seen below the bar; the first look leaves no table between map and panels."""
    camera = Camera(52, 40, (1920, 1080), 2)
    bar, foot, right = 56, 232, 368
    camera.resize((1920, 1080), (SPARE, SPARE + bar, SPARE + right, SPARE + foot))
    while camera.zoom(-1, (10, 1000)):
        pass
    left, top = camera.screen(0, 0)
    across, down = camera.screen(*camera.extent)
    assert left - (1920 - right - across) == pytest.approx(round(1.3 * LEVELS[0]), abs=1)  # the rows' numbers
    assert bar <= top and down <= 1080
    small = Camera(14, 12, (1920, 1080), 3)
    small.resize((1920, 1080), (SPARE, SPARE + bar, SPARE + right, SPARE + foot))
    small.centre_on(11 * 14 + 5)
    small.press_in()
    assert small.screen(*small.extent)[1] == pytest.approx(1080 - foot, abs=1)


# ---------------------------------------------------------------- names and overlays


@pytest.mark.parametrize("script", ["en", "zh", "both"])
@pytest.mark.parametrize("radius", LEVELS)
def test_no_name_covers_another(plan, radius, script):
    boxes = [one.image.get_rect(topleft=(one.x, one.y)).inflate(-2, -2) for one in place_names(plan, radius, script)]
    assert len(boxes) >= 4
    assert all(a.collidelist(boxes[i + 1 :]) < 0 for i, a in enumerate(boxes))


def test_the_important_names_come_first():
    plan = dataclasses.replace(odd_map(6, 6, 1), ways=(), sides=())
    camera = Camera(6, 6, (640, 480), level=4)
    labels = Labels(plan, "en")
    labels.draw(pygame.display.get_surface(), camera)
    assert len(labels.placed(0)) == 1


def test_overlays_draw_without_a_battle(plan):
    surface = pygame.Surface((640, 480))
    camera = Camera(52, 40, (640, 480), level=2)
    a, b = 20 * 52 + 20, 22 * 52 + 24
    camera.centre_on(a)

    def changes(paint) -> bool:
        surface.fill((200, 190, 160))
        before = pygame.surfarray.array3d(surface)
        paint()
        return bool((pygame.surfarray.array3d(surface) != before).any())

    path = hexgrid.line(a, b, 52)
    assert changes(lambda: overlays.shade(surface, camera, {a: (overlays.REACH, 90), b: (overlays.THREAT, 30)}))
    assert changes(lambda: marks.draw_ramp(surface, camera, a, 3, 0.6, 1))
    assert changes(lambda: marks.draw_smoke(surface, camera, [a]))
    assert changes(lambda: marks.draw_night(surface, surface.get_rect()))
    assert changes(lambda: overlays.draw_path(surface, camera, path, 7))
    assert changes(lambda: overlays.draw_fire_lines(surface, camera, [(a, b)]))
    assert changes(lambda: overlays.draw_sight_line(surface, camera, a, b, path[2]))
    assert changes(lambda: overlays.draw_burst(surface, camera, a, 0.3))
    assert changes(lambda: overlays.draw_flash(surface, camera, a, 0.5))
    assert changes(lambda: overlays.ring(surface, camera, a))
    assert changes(lambda: draw_numbers(surface, camera))
    camera.look_at(10, 80)
    assert changes(lambda: draw_scale(surface, camera, 200))


def test_what_is_near_never_pushes_out_what_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """With room for no more tiles than the screen shows, all of them are painted in the end."""
    plan = GroundPlan.of(catalog.load("hengyang/tutorial"))
    camera = Camera(plan.cols, plan.rows, (900, 600), 2)
    shown = MapTiles(plan)
    surface = pygame.Surface((900, 600))
    seen = set(shown._spots(camera.level, camera.rect))
    monkeypatch.setattr(tiles, "KEPT", len(seen))
    try:
        shown.draw(surface, camera)
        assert shown.wait()
        assert seen <= set(shown._ready)
    finally:
        shown.close()


def test_names_appear_as_they_are_placed():
    """With no time to place them all in one frame, some are there in each; the most important first."""
    plan = GroundPlan.of(catalog.load("hengyang/tutorial"))
    camera = Camera(plan.cols, plan.rows, (1280, 720), 3)
    surface = pygame.Surface((1280, 720))
    labels = Labels(plan)
    surface.fill((0, 0, 0))
    assert not labels.draw(surface, camera, until=0.0)
    once = int((pygame.surfarray.array3d(surface).sum(2) > 0).sum())
    for _ in range(5):
        labels.draw(surface, camera, until=0.0)
    later = int((pygame.surfarray.array3d(surface).sum(2) > 0).sum())
    assert later > once
    while not labels.draw(surface, camera, until=0.0):
        pass
    assert int((pygame.surfarray.array3d(surface).sum(2) > 0).sum()) >= later


def test_names_stay_where_they_are_while_counters_move():
    plan = GroundPlan.of(catalog.load("hengyang/tutorial"))
    labels, level = Labels(plan), 2

    def stand(stacks: dict[int, int]) -> list[tuple[tuple[int, int], int, int]]:
        labels.stacks = stacks
        return [(one.image.get_size(), one.x, one.y) for one in labels.placed(level)]

    first = stand({})
    boxes = [one.image.get_rect(topleft=(one.x, one.y)) for one in labels.placed(level)]
    free, under = [], []
    for h in range(plan.cols * plan.rows):
        x, y = plan.centre(h)
        counter = pygame.Rect(0, 0, 2 * LEVELS[level], 2 * LEVELS[level])
        counter.center = round(x * LEVELS[level]), round(y * LEVELS[level])
        (free if counter.collidelist(boxes) < 0 else under).append(h)
    assert free and under
    assert stand(dict.fromkeys(free, 1)) == first  # nobody stands on a name
    made_way = 0
    for h in under:
        before, moved = stand({}), stand({h: 1})
        if moved != before and sorted(its[0] for its in moved) == sorted(its[0] for its in before):
            made_way += 1
            assert stand({}) == moved  # who made way does not run back
    assert made_way > 2


def test_a_town_is_named_on_small_maps_alone(scenario):
    plan = GroundPlan.of(scenario)
    assert {name.en for name in plan.names if name.rank == "water" and name.along} == {"Xiang River", "Lei River"}
    towns = [name for name in plan.names if name.rank == "town"]
    assert [(name.en, name.zh) for name in towns] == [("Hengyang", "衡陽")]
    without = dataclasses.replace(plan, names=tuple(name for name in plan.names if name not in towns))
    for radius in LEVELS:
        named, bare = (
            [(one.image.get_size(), one.x, one.y) for one in place_names(its, radius, "both")]
            for its in (plan, without)
        )
        assert (named != bare) == (radius <= 28)
        if radius <= 28:
            (x, y), (size, left, top) = towns[0].at, named[0]
            box = pygame.Rect(left, top, *size).inflate(2 * radius, 2 * radius)
            assert box.collidepoint(x * radius, y * radius)  # with nobody in the way, in its middle
