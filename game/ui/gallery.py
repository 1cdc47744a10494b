"""The pictures of the docs: the game driven by posted events to each of its sights, and the screen kept.

python main.py gallery docs/pictures            # all of them
python main.py gallery docs/pictures odds night # some
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from game.ui import app as ui  # first: it hushes pygame's greeting

import pygame  # isort: skip

from game import Battle, Computer
from game.chronicle.replay import Replay
from game.ui import settings as kept
from game.ui.bench import Robot, seated
from game.ui.png import write_png
from game.ui.scenes import base
from game.ui.scenes.base import Scene, SheetScene
from game.ui.scenes.battle import BattleScene
from game.ui.scenes.choice import ChoiceScene
from game.ui.scenes.encyclopedia import EncyclopediaScene
from game.ui.scenes.prepare import Preparation
from game.ui.scenes.replay import ReplayScene
from game.ui.scenes.report import ReportScene
from game.ui.scenes.report_work import ReportWork
from game.ui.scenes.settings import SettingsScene
from game.ui.scenes.title import TitleScene

SIZE = (1920, 1080)
SMALL = (1280, 720)
SIEGE, ASSAULT, HILL = "hengyang/siege", "hengyang/first-assault", "hengyang/tutorial"
PAINT_SECONDS = 300.0
CLOSE, WHOLE, USUAL = 4, 0, 2  # levels of the camera

Shot = Callable[[], ui.App]


def run(args: argparse.Namespace) -> int:
    """The command. Exit code: 2 for a picture that there is not."""
    unknown = [name for name in args.names if name not in SHOTS]
    if unknown:
        sys.stderr.write(f"gallery: no picture '{unknown[0]}'; there are {', '.join(SHOTS)}\n")
        return 2
    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    folder = Path(args.folder)
    folder.mkdir(parents=True, exist_ok=True)
    with kept.own_folders():
        for name in args.names or SHOTS:
            sys.stderr.write(f"{name}\n")
            take(name, folder / f"{name}.png")
    pygame.quit()
    return 0


def take(name: str, file: Path) -> None:
    """Draw one picture and write it."""
    (kept.config_folder() / "settings.json").unlink(missing_ok=True)  # each begins as a player does
    ui.open_display()
    Preparation.of_game().ready = True
    app = SHOTS[name]()
    settle(app)
    write_png(app.screen, file)
    for scene in app.scenes:
        scene.close()
    if app.desk.session:
        app.desk.session.stop_computer()


def settle(app: ui.App) -> None:
    """Until nothing is being painted or worked out any more; then one more frame."""
    end = time.monotonic() + PAINT_SECONDS
    app.draw()
    while time.monotonic() < end:
        app.step()
        battle = next((scene for scene in app.scenes if isinstance(scene, BattleScene)), None)
        busy = app.scenes[-1].watching or (battle and (battle.chart.painting or battle.forecaster.running))
        if not busy:
            break
        time.sleep(0.02)
    app.desk.redraw = True
    app.step()
    app.draw()


# ---------------------------------------------------------------- menus


def menu(scene: Callable[[ui.App], Scene], size: tuple[int, int] = SIZE, lang: str = "en") -> ui.App:
    app = ui.App(size, lang, False)
    app.scenes += [TitleScene()]
    opened = scene(app)
    if not isinstance(opened, TitleScene):
        app.scenes.append(opened)
    app.step()
    return app


def title() -> ui.App:
    return menu(lambda app: app.scenes[0])


def choice() -> ui.App:
    app = menu(lambda app: ChoiceScene(app.desk))
    scene = app.scenes[-1]
    assert isinstance(scene, ChoiceScene)
    scene.act(f"scenario {ASSAULT}", app.desk)
    return app


def encyclopedia() -> ui.App:
    return menu(lambda app: EncyclopediaScene(None, "zhangjiashan"))


def settings() -> ui.App:
    return menu(lambda app: SettingsScene("screen"))


def keys() -> ui.App:
    return menu(lambda app: SettingsScene("keys"))


# ---------------------------------------------------------------- the battle


def battle(side: str = "china", size: tuple[int, int] = SIZE, scenario: str = ASSAULT, level: int = USUAL) -> Robot:
    """At the first phase of a side, its report read."""
    robot = seated(scenario, side, size)
    robot.clear()
    chart = robot.battle.chart
    chart.camera.level = level
    chart.frame([unit.at for unit in robot.battle.session.view.own if unit.at])
    robot.pump()
    return robot


def look(robot: Robot, at: str) -> None:
    robot.battle.chart.centre_on(at)
    robot.pump()


def point(robot: Robot, at: str) -> None:
    """The mouse over a hex."""
    robot.hover(robot.battle.chart.centre(at))


def actor(robot: Robot, verb: str) -> tuple[str, str]:
    """The unit whose order of a kind would cost the enemy most, and its target. Raises LookupError if none can."""
    session = robot.battle.session
    found = []
    for unit in session.view.own:
        for order in session.legal(unit.id):
            preview = session.preview(order) if order.verb == verb and order.at else None
            if preview:
                cost = preview.losses.get(session.other(unit.side), 0)
                found.append((len(preview.chances) > 1, cost, unit.id, order.at or ""))
    if not found or (verb == "assault" and not max(found)[0]):
        raise LookupError(f"nobody can {verb}")
    return max(found)[2:]


def whole() -> ui.App:
    robot = battle(level=WHOLE + 1)
    look(robot, "2024")
    robot.wheel(-1, robot.battle.chart.centre("2024"))
    return robot.app


def usual() -> ui.App:
    robot = battle()
    unit, target = actor(robot, "fire")
    robot.battle.hand.select(unit)
    look(robot, target)
    point(robot, target)
    return robot.app


def close() -> ui.App:
    robot = battle(level=CLOSE)
    robot.battle.log_open = False
    robot.battle.hand.select("cn-30r-2" if "cn-30r-2" in robot.battle.session.units else None)
    look(robot, "1728")
    return robot.app


def assault(robot: Robot) -> str:
    """The best chance of an assault there is, under the mouse."""
    unit, target = actor(robot, "assault")
    robot.battle.hand.select(unit)
    look(robot, target)
    robot.key(pygame.K_a)
    point(robot, target)
    return target


def attacking() -> Robot:
    """The attacker next to the hills: he closes up for a phase by the robot's hand first."""
    robot = battle("japan", level=3)
    for _ in range(6):
        try:
            actor(robot, "assault")
            break
        except LookupError:
            robot.play_phase(12)
            robot.clear()
    return robot


def odds() -> ui.App:
    robot = attacking()
    assault(robot)
    return robot.app


def forecast() -> ui.App:
    robot = attacking()
    target = assault(robot)
    robot.key(pygame.K_f)
    while robot.battle.forecaster.running:
        robot.pump()
        time.sleep(0.01)
    point(robot, target)
    return robot.app


def threat() -> ui.App:
    robot = battle()
    look(robot, "2027")
    robot.key(pygame.K_v)
    return robot.app


def sight() -> ui.App:
    robot = battle()
    robot.battle.hand.select("cn-30r-2" if "cn-30r-2" in robot.battle.session.units else None)
    unit = robot.battle.hand.unit
    look(robot, unit.at if unit and unit.at else "2027")
    while robot.battle.hand.overlay != "sight":
        robot.key(pygame.K_o)
    robot.post(pygame.KEYDOWN, key=pygame.K_l, mod=0, unicode="l")
    robot.pump()
    point(robot, "1731")
    return robot.app


def night() -> ui.App:
    robot = battle()
    for _ in range(4):
        if robot.battle.session.view.date.endswith("night"):
            break
        robot.key(pygame.K_RETURN, pygame.KMOD_CTRL)
        if isinstance(robot.top, SheetScene):
            robot.answer()
        robot.clear()
    look(robot, "2027")
    return robot.app


def phase_report() -> ui.App:
    robot = battle()
    robot.key(pygame.K_RETURN, pygame.KMOD_CTRL)
    robot.answer()
    robot.wait()
    robot.pump(3)
    look(robot, "2027")
    robot.battle.report_open = True
    return robot.app


def forces() -> ui.App:
    robot = battle(scenario=SIEGE)
    robot.key(pygame.K_F3)
    return robot.app


def army() -> ui.App:
    robot = battle()
    robot.key(pygame.K_F4)
    return robot.app


def replay() -> ui.App:
    """A battle between computers, at its bloodiest assault; the unit that assaulted is looked at."""
    fought = Battle.load(ASSAULT, seed=5)
    players = {side: Computer(side, "veteran", playouts=60) for side in fought.sides}
    while fought.outcome is None and fought.turn < 5:
        player = players[fought.phasing]
        while fought.outcome is None:
            order = player.next_order(fought)
            if order.verb == "end":
                fought.note_brief(fought.phasing, player.brief)
            fought.give(order)
            if order.verb == "end":
                break
    scene = ReplayScene(Replay(fought.record()))
    app = menu(lambda app: scene)
    results = [(event, moment) for moment in scene.table.replay for event in moment.events if event.kind == "result"]
    event, moment = max(results, key=lambda its: int(its[0].values["attacker_losses"]))
    scene.selected = event.unit or ""
    scene.go(moment.n)
    return app


def tutorial() -> ui.App:
    robot = battle("japan", scenario=HILL, level=3)
    robot.pump(3)
    return robot.app


def chinese() -> ui.App:
    app = usual()
    app.fulfil(base.Change({"lang": "zh"}))
    return app


def colour_blind() -> ui.App:
    app = usual()
    app.fulfil(base.Change({"colours": "blind"}))
    return app


def large_text() -> ui.App:
    robot = battle(size=SMALL)
    robot.app.fulfil(base.Change({"text_percent": 200}))
    unit, target = actor(robot, "fire")
    robot.battle.hand.select(unit)
    look(robot, target)
    point(robot, target)
    return robot.app


# ---------------------------------------------------------------- a battle that is over


def fought() -> Path:
    """A record of the first assault, computer against computer."""
    fight = Battle.load(ASSAULT, seed=3)
    minds = {side: Computer(side, "recruit", seed=3) for side in fight.sides}
    while fight.outcome is None:
        minds[fight.phasing].play_phase(fight)
    path = kept.saves_folder() / "fought.hyrec"
    path.parent.mkdir(parents=True, exist_ok=True)
    fight.save(path)
    return path


def aftermath(tab: str) -> ui.App:
    work = ReportWork(fought())
    work.wait(PAINT_SECONDS)
    return menu(lambda app: ReportScene(work, tab))


def report() -> ui.App:
    return aftermath("result")


def chances() -> ui.App:
    return aftermath("chances")


SHOTS: dict[str, Shot] = {
    "title": title,
    "choice": choice,
    "battle-whole": whole,
    "battle": usual,
    "battle-close": close,
    "odds": odds,
    "forecast": forecast,
    "threat": threat,
    "sight": sight,
    "night": night,
    "phase-report": phase_report,
    "report": report,
    "chances": chances,
    "replay": replay,
    "forces": forces,
    "army": army,
    "tutorial": tutorial,
    "settings": settings,
    "keys": keys,
    "encyclopedia": encyclopedia,
    "chinese": chinese,
    "colour-blind": colour_blind,
    "large-text": large_text,
}
