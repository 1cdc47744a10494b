"""The interface played by a robot hand: posted events only, from the choice of orders to the result screen.

`run()` measures frames while it plays, pans and zooms (`python main.py bench --ui`); the tests of whole battles
use the same hand.
"""

import gc
import itertools
import os
import time
from collections.abc import Callable
from typing import Any

import pygame

from game.scenario import catalog
from game.ui import app as ui
from game.ui import measure
from game.ui import settings as kept
from game.ui.scenes import base
from game.ui.scenes.base import Scene, SheetScene
from game.ui.scenes.battle import BattleScene
from game.ui.scenes.editor import EditorScene
from game.ui.scenes.loading import read_kernels
from game.ui.scenes.replay import ReplayScene
from game.ui.scenes.result import ResultScene
from game.ui.scenes.session import Session

SCENARIO, PLAYED = "hengyang/siege", "hengyang/first-assault"
SIZE = (1920, 1080)
ORDERS_A_PHASE = 6
FRAMES = 240  # at least, so that a 99th percentile means something
LONGEST = 600.0  # seconds until a battle that does not end is a fault


class Robot:
    """A hand on mouse and keyboard. It looks at what the screen knows, and acts by events alone."""

    def __init__(self, app: ui.App) -> None:
        self.app = app

    @property
    def top(self) -> Scene:
        return self.app.scenes[-1]

    @property
    def battle(self) -> BattleScene:
        return next(scene for scene in self.app.scenes if isinstance(scene, BattleScene))

    # ------------------------------------------------------------ events

    def post(self, kind: int, **values: Any) -> None:
        pygame.event.post(pygame.event.Event(kind, **values))

    def pump(self, rounds: int = 1) -> None:
        for _ in range(rounds):
            self.app.step()

    def hover(self, pos: tuple[int, int]) -> None:
        self.post(pygame.MOUSEMOTION, pos=pos, rel=(0, 0), buttons=(0, 0, 0))
        self.pump()

    def click(self, pos: tuple[int, int], button: int = 1) -> None:
        self.hover(pos)
        self.post(pygame.MOUSEBUTTONDOWN, pos=pos, button=button)
        self.post(pygame.MOUSEBUTTONUP, pos=pos, button=button)
        self.pump()

    def drag(self, start: tuple[int, int], end: tuple[int, int], steps: int = 10) -> None:
        self.hover(start)
        self.post(pygame.MOUSEBUTTONDOWN, pos=start, button=1)
        for i in range(1, steps + 1):
            pos = tuple(a + (b - a) * i // steps for a, b in zip(start, end, strict=True))
            self.post(pygame.MOUSEMOTION, pos=pos, rel=(1, 1), buttons=(1, 0, 0))
            self.pump()
        self.post(pygame.MOUSEBUTTONUP, pos=end, button=1)
        self.pump()

    def wheel(self, steps: int, pos: tuple[int, int]) -> None:
        self.hover(pos)
        self.post(pygame.MOUSEWHEEL, x=0, y=steps, flipped=False)
        self.pump()

    def key(self, key: int, mod: int = 0, text: str = "") -> None:
        self.post(pygame.KEYDOWN, key=key, mod=mod, unicode=text)
        self.post(pygame.KEYUP, key=key, mod=mod)
        self.pump()

    # ------------------------------------------------------------ finding

    def where(self, action: str) -> tuple[int, int] | None:
        """Where on the screen an action is."""
        scene, desk = self.top, self.app.desk
        if isinstance(scene, SheetScene):
            placed = scene.placed(desk)
            for hot in placed.sheet.hots:
                if hot.action == action:
                    return hot.rect.centerx + placed.pos[0], hot.rect.centery + placed.pos[1]
            return None
        if isinstance(scene, EditorScene):
            return scene.find(action, desk)
        return scene.panels.find(action, desk) if isinstance(scene, BattleScene | ReplayScene) else None

    def press(self, action: str) -> None:
        """Click a button. Raises LookupError if it is not on the screen."""
        pos = self.where(action)
        if pos is None:
            raise LookupError(f"no '{action}' on {type(self.top).__name__}")
        self.click(pos)

    def click_hex(self, at: str, button: int = 1) -> bool:
        """Click a hex, brought to the middle of the screen; False if it still lies under a panel."""
        scene = self.battle
        scene.chart.centre_on(at)
        self.pump()
        pos = scene.chart.centre(at)
        if scene.panels.over(pos, self.app.desk) or scene.chart.hex_at(pos) != at:
            return False
        self.click(pos, button)
        return True

    def until(self, done: Callable[[], bool], seconds: float = 120.0) -> None:
        """Frames until it is `done`, with the rest between them that lets a worker get on. Raises TimeoutError."""
        end = time.perf_counter() + seconds
        while not done():
            if time.perf_counter() > end:
                raise TimeoutError(f"nothing came of {type(self.top).__name__}")
            self.pump()
            time.sleep(0.005)

    # ------------------------------------------------------------ playing

    def wait(self, seconds: float = 240.0) -> None:
        """Until the shown side may act or something waits for an answer."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self.pump()
            top = self.top
            if not isinstance(top, BattleScene):
                if isinstance(top, SheetScene):
                    return
            elif top.session.outcome is None and top.session.mine and not top.turn.moving:
                return
            time.sleep(0.001)
        raise TimeoutError(f"nothing came of {type(self.top).__name__}")

    def answer(self) -> None:
        """The first answer of whatever dialog waits."""
        scene = self.top
        assert isinstance(scene, SheetScene)
        self.press(scene.actions(self.app.desk)[0])

    def clear(self) -> None:
        """Read and put away what waits, until the table is free and one may act."""
        for _ in range(50):
            self.wait()
            self.pump(2)
            if not isinstance(self.top, BattleScene):
                self.answer()
            elif self.top.report_open:
                self.press("close report")
            else:
                return
        raise TimeoutError("dialogs without end")

    def play_phase(self, orders: int = ORDERS_A_PHASE) -> None:
        """Some orders by keys and mouse, then the end of the phase."""
        scene = self.battle
        if scene.report_open:
            self.press("close report")
        for _ in range(orders):
            self.key(pygame.K_TAB)
            if scene.hand.selected is None or not isinstance(self.top, BattleScene):
                break
            self.one_order(scene)
            if scene.session.outcome or not scene.session.mine:
                return
        self.key(pygame.K_RETURN, pygame.KMOD_CTRL)
        if isinstance(self.top, SheetScene) and not isinstance(self.top, ResultScene):
            self.answer()

    def one_order(self, scene: BattleScene) -> None:
        """Assault, fire or bombard where it can, else a move towards the enemy, else dig or pass."""
        unit = scene.hand.selected
        legal = scene.session.legal(unit or "")
        letters = {"assault": pygame.K_a, "fire": pygame.K_g, "bombard": pygame.K_b}
        for verb, letter in letters.items():
            target = next((order.at for order in legal if order.verb == verb and order.at), None)
            if target:
                self.key(letter)
                if not self.click_hex(target):
                    self.key(pygame.K_ESCAPE)
                return
        near = scene.hand.nearest_enemy()
        moves = [order.at for order in legal if order.verb == "move" and order.at and not scene.hand.own_at(order.at)]
        if near and moves and near[1] > 1:
            self.click_hex(min(moves, key=lambda at: (scene.session.distance(at, near[0].at), at)))
        elif any(order.verb == "dig" for order in legal):
            self.key(pygame.K_d)
        else:
            self.key(pygame.K_SPACE)

    def play_battle(self) -> None:
        """To the result screen."""
        end = time.perf_counter() + LONGEST
        while time.perf_counter() < end:
            self.wait()
            if isinstance(self.top, ResultScene):
                return
            if isinstance(self.top, BattleScene):
                self.play_phase()
            else:
                self.answer()
        raise TimeoutError("the battle did not end")


def figures(frames: list[float]) -> dict[str, float]:
    """Median, 99th percentile and slowest of frame times, in milliseconds."""
    ordered = sorted(frames) or [0.0]
    return {
        "frames": len(frames),
        "median_ms": round(ordered[len(ordered) // 2], 2),
        "p99_ms": round(ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)], 2),
        "most_ms": round(ordered[-1], 2),
    }


def seated(scenario: str, side: str, size: tuple[int, int], seed: int = 1) -> Robot:
    """A robot before a fresh battle, everything shown at once."""
    read_kernels()
    app = ui.App(size, "en", False)
    app.desk.settings = app.desk.settings.with_(pace="instant", confirm_end=True, sound=False)
    app.fulfil(base.Seat(Session.load(scenario, side, "recruit", seed)))
    return Robot(app)


def _pan(robot: Robot) -> dict[str, dict[str, float]]:
    """Frames while the map is dragged about."""
    middle = (robot.app.desk.size[0] // 2, robot.app.desk.size[1] // 2)
    _forget(robot.app)
    for _ in range(4):
        robot.drag(middle, (middle[0] - 300, middle[1] - 120), 30)
        robot.drag(middle, (middle[0] + 300, middle[1] + 120), 30)
    return _both(robot.app)


def _zoom(robot: Robot) -> dict[str, dict[str, float]]:
    """Frames while it is zoomed at the mouse, in one part of the map after another."""
    middle = (robot.app.desk.size[0] // 2, robot.app.desk.size[1] // 2)
    _forget(robot.app)
    for part in itertools.cycle(itertools.product((0.2, 0.4, 0.6, 0.8), (0.25, 0.5, 0.75))):
        robot.battle.chart.look_at(*part)
        for step in (1, 1, -1, -1, -1, 1):
            robot.wheel(step, middle)
            robot.pump(3)
        if len(robot.app.frames) >= FRAMES:
            break
    return _both(robot.app)


def _forget(app: ui.App) -> None:
    app.frames.clear()
    app.labour.clear()


def _both(app: ui.App) -> dict[str, dict[str, float]]:
    """On the clock, and as work: on a machine that does other things the clock says more of those."""
    return {"clock": figures(app.frames), "work": figures(app.labour)}


def run(scenario: str = SCENARIO, size: tuple[int, int] = SIZE, played: str = PLAYED) -> dict[str, Any]:
    """The front end's figures on the largest battle, then a battle played through the interface on each side.

    Frame times as `figures`; start of the title and memory beside them. Headless; settings and saves of its own.
    """
    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    trouble = ui.open_display()
    if trouble:
        raise RuntimeError(trouble)
    found: dict[str, Any] = {"title_seconds": measure.title_seconds(), "scenario": scenario}
    found["size"] = f"{size[0]}x{size[1]}"
    with kept.own_folders():
        found |= _watched(scenario, size)
        for side in catalog.load(played).sides:
            found[f"{played} as {side}"] = _played(played, side, size)
        gc.collect()  # as the app does when another battle is seated
        measure.give_back()
        found["memory_mb after them"] = round(measure.memory_mb())
    pygame.quit()
    return found


def _watched(scenario: str, size: tuple[int, int]) -> dict[str, Any]:
    """A battle looked at, and clicked on, as its defender."""
    defender = next(side for side, its in catalog.load(scenario).sides.items() if its.role == "defender")
    robot = seated(scenario, defender, size)
    robot.clear()
    robot.pump(2)
    robot.battle.chart.tiles.wait(300)
    found: dict[str, Any] = {"panning": _pan(robot), "zooming": _zoom(robot)}
    found["response"] = measure.response_ms(robot, figures)
    found["panning while the computer thinks"] = measure.thinking(robot, lambda: _pan(robot))
    found["memory_mb"] = round(measure.memory_mb())
    robot.battle.close()
    return found


def _played(scenario: str, side: str, size: tuple[int, int]) -> dict[str, Any]:
    robot = seated(scenario, side, size)
    robot.clear()
    _forget(robot.app)
    start = time.perf_counter()
    robot.play_battle()
    outcome = robot.battle.session.outcome
    robot.battle.close()
    assert outcome is not None
    return {
        **_both(robot.app),
        "seconds": round(time.perf_counter() - start, 1),
        "level": outcome.level,
    }
