"""The display: whether there is one, how large a window it takes, its events made fewer, its colours, its picture."""

import os
import time
from pathlib import Path

import pygame

from game.ui import keys
from game.ui import settings as kept
from game.ui.map import counters, overlays
from game.ui.theme import lettering, palette

SMALLEST = (960, 600)
BLIND = ("dummy", "offscreen", "evdev")  # SDL falls back on these: right when asked for, no window otherwise
NO_DISPLAY = """hengyang1944: no display could be opened ({reason}).
What works without one:
  python main.py simulate hengyang/first-assault --games 20
  python main.py screenshot hengyang/first-assault out.png
  python main.py validate scenarios
"""


def merged(events: list[pygame.event.Event]) -> list[pygame.event.Event]:
    """A run of mouse motions counts as its last one: only the end of a drag is worth a frame."""
    kept_events: list[pygame.event.Event] = []
    for event in events:
        both_move = event.type == pygame.MOUSEMOTION and kept_events and kept_events[-1].type == pygame.MOUSEMOTION
        if both_move and kept_events[-1].buttons == event.buttons:
            kept_events.pop()
        kept_events.append(event)
    return kept_events


def open_display() -> str:
    """Start pygame's video; the reason if there is no display."""
    try:
        pygame.display.init()
        pygame.font.init()
    except pygame.error as trouble:
        return str(trouble)
    driver = pygame.display.get_driver()
    if driver in BLIND and os.environ.get("SDL_VIDEODRIVER") != driver:
        return f"only the driver '{driver}' was found, which shows nothing"
    return ""


def start_size() -> tuple[int, int]:
    """Most of the desktop, as a window."""
    sizes = pygame.display.get_desktop_sizes() or [(1440, 900)]
    width, height = sizes[0]
    return max(SMALLEST[0], min(1920, width * 9 // 10)), max(SMALLEST[1], min(1080, height * 9 // 10))


class HeldKeys:
    """Which keys are down, as far as events tell."""

    def __init__(self) -> None:
        self.down: set[int] = set()

    def again(self, event: pygame.event.Event) -> bool:
        """Whether a key that is still held comes again: welcome for arrows, never for what ends a phase or confirms."""
        if event.type == pygame.WINDOWFOCUSLOST:
            self.down.clear()
        elif event.type == pygame.KEYUP:
            self.down.discard(event.key)
        elif event.type == pygame.KEYDOWN:
            known = event.key in self.down and event.key not in keys.REPEATED
            self.down.add(event.key)
            return known
        return False


def dress(settings: kept.Settings) -> None:
    """Draw with the palette that is set from now on: what was drawn before is forgotten."""
    palette.use(settings.colours)
    lettering.forget()
    overlays.forget()
    counters.forget()


def shoot(screen: pygame.Surface) -> Path:
    """Keep a picture of the screen; where it lies. Raises OSError."""
    folder = kept.saves_folder().parent / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / time.strftime("hengyang-%Y%m%d-%H%M%S.png")
    try:
        pygame.image.save(screen, str(path))
    except pygame.error as trouble:
        raise OSError(str(trouble)) from None
    return path
