"""Ten thousand random events over all scenes: `python -m tests.ui.monkey [EVENTS] [SEED]`.

What a hand might do, without sense: moves, clicks (half of them on buttons), drags, wheel, every key with and without
modifiers, typed letters, another size of window, minimising. Where chance does not lead it is led.
"""

import os
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from game import paths
from game.ui import app as ui
from game.ui import settings as kept
from game.ui.bench import Robot
from game.ui.scenes import base
from game.ui.scenes.base import Scene, SheetScene
from game.ui.scenes.battle import BattleScene
from game.ui.scenes.choice import ChoiceScene
from game.ui.scenes.encyclopedia import EncyclopediaScene
from game.ui.scenes.help import HelpScene
from game.ui.scenes.prepare import Preparation
from game.ui.scenes.saves import SavesScene
from game.ui.scenes.settings import SettingsScene
from game.ui.scenes.title import TitleScene

HILL = "hengyang/tutorial"
SIZES = ((960, 600), (1280, 720), (1600, 900), (700, 400))
LED_EVERY = 40  # events in one scene before another is opened
KEYS = (
    *range(pygame.K_a, pygame.K_z + 1), *range(pygame.K_0, pygame.K_9 + 1), *range(pygame.K_F1, pygame.K_F12 + 1),
    pygame.K_RETURN, pygame.K_ESCAPE, pygame.K_TAB, pygame.K_SPACE, pygame.K_BACKSPACE, pygame.K_DELETE,
    pygame.K_UP, pygame.K_DOWN, pygame.K_LEFT, pygame.K_RIGHT, pygame.K_PAGEUP, pygame.K_PAGEDOWN, pygame.K_SLASH,
)  # fmt: skip
MODS = (0, 0, 0, pygame.KMOD_LSHIFT, pygame.KMOD_LCTRL, pygame.KMOD_LCTRL | pygame.KMOD_LSHIFT, pygame.KMOD_LALT)


class Monkey:
    """Owns an app at its title; `events(n)` does n things and raises whatever the app raises."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        ui.open_display()
        Preparation.of_game().ready = True
        self.app = ui.App((1280, 720), "en", False)
        self.app.desk.settings = self.app.desk.settings.with_(pace="instant", sound=False)
        self.app.scenes.append(TitleScene())
        self.robot = Robot(self.app)
        self.seen: Counter[str] = Counter()
        self.stay = 0
        pygame.event.clear()

    def events(self, count: int) -> None:
        for _ in range(count):
            if not self.app.running or not self.app.scenes:
                self.app.running = True
                self.app.scenes[:] = [TitleScene()]
            self.seen[type(self.app.scenes[-1]).__name__] += 1
            self.stay += 1
            if self.stay > LED_EVERY:
                self.lead()
            self.act()
            self.app.step()

    def lead(self) -> None:
        """Another scene on top, or a battle on the table."""
        self.stay, app = 0, self.app
        while len(app.scenes) > 6:
            app.scenes.pop().close()
        makers: list[type[Scene]] = [SettingsScene, HelpScene, EncyclopediaScene]
        choice = self.dice.randrange(8)
        if choice < 3:
            app.fulfil(base.Open(makers[choice]()))
        elif choice == 3:
            app.fulfil(base.Open(ChoiceScene(app.desk)))
        elif choice == 4:
            app.fulfil(base.Open(SavesScene("load")))
        elif any(isinstance(scene, BattleScene) for scene in app.scenes):
            while not isinstance(app.scenes[-1], BattleScene):
                app.scenes.pop().close()
        else:
            side, opponent = self.dice.choice(("japan", "china")), self.dice.choice(("recruit", "human"))
            app.fulfil(base.Begin(HILL, side, opponent, self.dice.randrange(100)))

    # ------------------------------------------------------------ one thing

    def act(self) -> None:
        deed = self.dice.choices((self.click, self.press, self.key, self.wheel, self.type, self.drag, self.window),
                                 (6, 8, 8, 2, 1, 1, 1))[0]  # fmt: skip
        deed()

    def spot(self) -> tuple[int, int]:
        width, height = self.app.desk.size
        return self.dice.randrange(-20, width + 20), self.dice.randrange(-20, height + 20)

    def click(self) -> None:
        pos, button = self.spot(), self.dice.choice((1, 1, 1, 2, 3))
        self.robot.post(pygame.MOUSEMOTION, pos=pos, rel=(0, 0), buttons=(0, 0, 0))
        self.robot.post(pygame.MOUSEBUTTONDOWN, pos=pos, button=button)
        if self.dice.random() < 0.95:
            self.robot.post(pygame.MOUSEBUTTONUP, pos=pos, button=button)

    def press(self) -> None:
        """A button that is on the screen."""
        scene, desk = self.app.scenes[-1], self.app.desk
        spots = []
        if isinstance(scene, SheetScene):
            placed = scene.placed(desk)
            spots = [hot.rect.move(placed.pos).center for hot in placed.sheet.hots]
        elif isinstance(scene, BattleScene):
            spots = [hot.rect.move(its.pos).center for _, its in scene.panels.placed(desk) for hot in its.sheet.hots]
        if not spots:
            return self.click()
        pos = self.dice.choice(spots)
        self.robot.post(pygame.MOUSEMOTION, pos=pos, rel=(0, 0), buttons=(0, 0, 0))
        self.robot.post(pygame.MOUSEBUTTONDOWN, pos=pos, button=1)
        self.robot.post(pygame.MOUSEBUTTONUP, pos=pos, button=1)

    def key(self) -> None:
        key, mod = self.dice.choice(KEYS), self.dice.choice(MODS)
        text = chr(key) if key < 128 else ""
        self.robot.post(pygame.KEYDOWN, key=key, mod=mod, unicode=text)
        if self.dice.random() < 0.95:
            self.robot.post(pygame.KEYUP, key=key, mod=mod)

    def wheel(self) -> None:
        self.robot.post(pygame.MOUSEMOTION, pos=self.spot(), rel=(0, 0), buttons=(0, 0, 0))
        self.robot.post(pygame.MOUSEWHEEL, x=0, y=self.dice.choice((-3, -1, 1, 3)), flipped=False)

    def type(self) -> None:
        self.robot.post(pygame.TEXTINPUT, text=self.dice.choice(("a", "Z", "7", "/", "衡", "…", " ", "\n", "\ud800")))

    def drag(self) -> None:
        start, end = self.spot(), self.spot()
        self.robot.post(pygame.MOUSEBUTTONDOWN, pos=start, button=self.dice.choice((1, 2)))
        self.robot.post(pygame.MOUSEMOTION, pos=end, rel=(9, 9), buttons=(1, 0, 0))
        self.robot.post(pygame.MOUSEBUTTONUP, pos=end, button=1)

    def window(self) -> None:
        what = self.dice.randrange(4)
        if what == 0:
            size = self.dice.choice(SIZES)
            self.robot.post(pygame.VIDEORESIZE, size=size, w=size[0], h=size[1])
        elif what == 1:
            self.robot.post(pygame.WINDOWMINIMIZED)
            self.robot.post(pygame.WINDOWRESTORED)
        elif what == 2:
            self.robot.post(pygame.WINDOWFOCUSLOST)
        else:
            self.robot.post(pygame.QUIT)

    def close(self) -> None:
        if self.app.desk.session:
            self.app.desk.session.stop_computer()
        for scene in self.app.scenes:
            scene.close()


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as folder:
        kept.config_folder = lambda: Path(folder) / "config"
        kept.saves_folder = lambda: Path(folder) / "saves"
        paths.user = lambda: Path(folder)
        start = time.monotonic()
        monkey = Monkey(seed)
        monkey.events(count)
        monkey.close()
    print(f"{count} events, seed {seed}, {time.monotonic() - start:.0f} s, no exception; {dict(monkey.seen)}")


if __name__ == "__main__":
    main()
