"""Reference screenshots of the main scenes in both languages, made small: `python -m tests.ui.reference --write`.

They hold the layout and the look, not the last pixel: compared at 320 x 180 with room for another entry in a list.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import numpy as np
import pygame

from game.ui import app as ui
from game.ui import settings as kept
from game.ui.bench import seated
from game.ui.png import write_png
from game.ui.scenes.base import Scene
from game.ui.scenes.choice import ChoiceScene
from game.ui.scenes.encyclopedia import EncyclopediaScene
from game.ui.scenes.help import HelpScene
from game.ui.scenes.prepare import Preparation
from game.ui.scenes.saves import SavesScene
from game.ui.scenes.settings import SettingsScene
from game.ui.scenes.title import TitleScene

FOLDER = Path(__file__).parent / "reference"
SIZE, SMALL = (1280, 720), (320, 180)
HILL = "hengyang/tutorial"
WAIT_SECONDS = 120.0
MENUS: dict[str, Callable[[ui.App], Scene]] = {
    "title": lambda app: TitleScene(),
    "choice": lambda app: _choice(app),
    "settings": lambda app: SettingsScene("game"),
    "help": lambda app: HelpScene(),
    "saves": lambda app: SavesScene("save", "a-name"),
    "encyclopedia": lambda app: EncyclopediaScene(None, "three-donts"),
}
NAMES = (*MENUS, "battle")
LANGUAGES = ("en", "zh")


def _choice(app: ui.App) -> ChoiceScene:
    scene = ChoiceScene(app.desk)
    scene.act(f"scenario {HILL}", app.desk)
    scene.pick.seed = "1944"
    return scene


def shot(name: str, lang: str) -> pygame.Surface:
    """A scene, made small; folders must be the caller's own."""
    ui.open_display()
    Preparation.of_game().ready = True
    app = _battle(lang) if name == "battle" else _menu(name, lang)
    end = time.monotonic() + WAIT_SECONDS
    app.draw()
    while time.monotonic() < end and app.scenes[-1].watching:
        time.sleep(0.02)
        app.step()
    app.step()
    app.draw()
    small = pygame.transform.smoothscale(app.screen, SMALL)
    for scene in app.scenes:
        scene.close()
    return small


def _menu(name: str, lang: str) -> ui.App:
    app = ui.App(SIZE, lang, False)
    app.scenes.append(TitleScene())
    if name != "title":
        app.scenes.append(MENUS[name](app))
    return app


def _battle(lang: str) -> ui.App:
    robot = seated(HILL, "japan", SIZE, 7)  # who moves first: the computer has done nothing yet
    robot.battle.session.taught.away = True
    robot.clear()
    robot.app.desk.say = type(robot.app.desk.say)(lang)
    robot.battle.hand.select(robot.battle.session.idle()[0])
    return robot.app


def difference(one: pygame.Surface, other: pygame.Surface) -> tuple[float, float]:
    """Mean difference of a channel (0 to 255), and the share of pixels that differ much."""
    a, b = (pygame.surfarray.array3d(its).astype(np.int32) for its in (one, other))
    apart = np.abs(a - b).max(2)
    return float(np.abs(a - b).mean()), float((apart > 48).mean())


def main() -> None:
    if sys.argv[1:] != ["--write"]:
        raise SystemExit(__doc__)
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        kept.config_folder = lambda: Path(folder) / "config"
        kept.saves_folder = lambda: Path(folder) / "saves"
        for name in NAMES:
            for lang in LANGUAGES:
                shutil.rmtree(Path(folder) / "saves", ignore_errors=True)  # the battle leaves autosaves
                write_png(shot(name, lang), FOLDER / f"{name}-{lang}.png")


if __name__ == "__main__":
    main()
