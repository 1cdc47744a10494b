"""The display: whether there is one, how large a window it takes, and its events made fewer."""

import os

import pygame

SMALLEST = (960, 600)
BLIND = ("dummy", "offscreen", "evdev")  # SDL falls back on these: right when asked for, no window otherwise


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
