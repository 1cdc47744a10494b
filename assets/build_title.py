"""Draws the title's picture, `title.jpg`: the southern hills on 28 June 1944, by the game's own map painter.

python assets/build_title.py
"""

import os
import sys
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

SIZE = (1920, 1080)
LIGHT = 0.78  # of what is not shaded


def main() -> None:
    import numpy as np

    from game.ui import app as ui  # first: it hushes pygame's greeting

    import pygame  # isort: skip
    from game.ui.bench import seated
    from game.ui.scenes import battle_map
    from game.ui.theme.palette import DARK

    ui.open_display()
    robot = seated("hengyang/first-assault", "china", SIZE)
    robot.clear()
    scene = robot.battle
    scene.chart.camera.level = 3
    scene.chart.centre_on("1627")
    scene.chart.pan(-120, 0)
    scene.chart.grid = False
    scene.hand.select(None)
    scene.hand.hover = None
    for _ in range(2):
        scene.chart.show(scene.session.view)
        scene.chart.tiles.draw(robot.app.screen, scene.chart.camera)
        scene.chart.labels.draw(robot.app.screen, scene.chart.camera)
        battle_map._counters(robot.app.screen, scene)
        scene.chart.tiles.wait(300)
    pixels = pygame.surfarray.array3d(robot.app.screen).astype(np.float32)
    across = np.linspace(0, 1, SIZE[0])[:, None, None]
    down = np.linspace(-1, 1, SIZE[1])[None, :, None]
    shade = LIGHT * np.clip((across - 0.30) / 0.30, 0.0, 1.0) ** 1.3 * (1 - 0.45 * np.abs(down) ** 3)
    warm = pixels @ np.array([[0.84, 0.08, 0.05], [0.12, 0.82, 0.12], [0.04, 0.06, 0.7]], np.float32)
    picture = warm * shade + np.array(DARK, np.float32) * (1 - shade) * 0.9
    surface = pygame.surfarray.make_surface(np.clip(picture, 0, 255).astype(np.uint8))
    pygame.image.save(surface, str(HERE / "title.jpg"))
    scene.close()


if __name__ == "__main__":
    main()
