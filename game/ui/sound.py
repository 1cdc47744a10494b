"""Sounds, made at start from numbers: no samples, no licence question. Silent where there is no sound card.

Each sound belongs to one of three volumes of the settings: fire and shells, counters and buttons, telegraph.
"""

from collections.abc import Iterable

import numpy as np
import pygame

from game.ui.settings import Settings
from game.values import Event

RATE = 22_050
_sounds: dict[str, pygame.mixer.Sound] = {}

# The loudest kinds first: one order makes at most one sound.
BY_KIND = {
    "bombarded": "shell",
    "air": "engine",
    "assault": "volley",
    "fired": "volley",
    "captured_place": "flag",
    "message": "key",
    "arrived": "key",
    "works": "spade",
    "moved": "thud",
}
VOLUME = {  # which volume of the settings a sound follows
    "shell": "volume_battle",
    "engine": "volume_battle",
    "volley": "volume_battle",
    "spade": "volume_battle",
    "thud": "volume_table",
    "click": "volume_table",
    "flag": "volume_news",
    "key": "volume_news",
}


def open_sound() -> bool:
    """Ready the mixer; False where there is none."""
    try:
        pygame.mixer.init(RATE, -16, 1, 512)
    except pygame.error:
        return False
    _sounds.update({name: pygame.mixer.Sound(buffer=_pcm(wave)) for name, wave in waves().items()})
    return True


def ready() -> bool:
    """Whether anything can be heard at all."""
    return bool(_sounds)


def loudness(name: str, settings: Settings) -> float:
    """How loud a sound is to be, from 0 to 1."""
    return getattr(settings, VOLUME[name]) / 100 if settings.sound else 0.0


def play(name: str, settings: Settings) -> None:
    loud = loudness(name, settings)
    if loud and name in _sounds:
        try:
            _sounds[name].set_volume(loud)
            _sounds[name].play()
        except pygame.error:  # the device went away
            _sounds.clear()


def play_for(events: Iterable[Event], settings: Settings) -> None:
    """The one sound that suits what happened."""
    kinds = {event.kind for event in events}
    for kind, name in BY_KIND.items():
        if kind in kinds:
            play(name, settings)
            return


def _pcm(wave: np.ndarray) -> bytes:
    top = np.abs(wave).max() or 1.0
    return (np.tanh(wave / top * 1.2) * 0.45 * 32767).astype("<i2").tobytes()


def _low(wave: np.ndarray, hertz: float) -> np.ndarray:
    frequencies = np.fft.rfftfreq(len(wave), 1 / RATE)
    return np.asarray(np.fft.irfft(np.fft.rfft(wave) / (1 + (frequencies / hertz) ** 2), len(wave)))


def _fade(count: int, rise: float, fall: float) -> np.ndarray:
    seconds = np.arange(count) / RATE
    return np.asarray(np.minimum(seconds / rise, 1) * np.exp(-seconds / fall))


def waves() -> dict[str, np.ndarray]:
    """Rifle volley, shell, engine overhead, counter set down, spade, telegraph key, horn, button; mono."""
    dice = np.random.default_rng(7)

    def noise(seconds: float) -> np.ndarray:
        return dice.standard_normal(int(RATE * seconds))

    shot = noise(0.4)
    shot = (_low(shot, 6000) - _low(shot, 500)) * _fade(len(shot), 0.001, 0.03) * 3
    volley = np.zeros(int(RATE * 0.9))
    for start in (0.0, 0.07, 0.11, 0.19, 0.24, 0.33, 0.38):
        at = int(start * RATE)
        volley[at : at + len(shot)] += shot * (0.6 + 0.4 * dice.random())
    boom = noise(1.6)
    boom = _low(boom, 170) * _fade(len(boom), 0.004, 0.4) * 9
    thud = noise(0.16)
    thud = _low(thud, 900) * _fade(len(thud), 0.001, 0.02) * 6
    spade = noise(0.3)
    spade = (_low(spade, 5000) - _low(spade, 1500)) * _fade(len(spade), 0.02, 0.06) * 2
    seconds = np.arange(int(RATE * 0.5)) / RATE
    key = np.sin(2 * np.pi * 700 * seconds) * ((seconds % 0.16) < 0.07) * 0.4
    long = np.arange(int(RATE * 1.6)) / RATE
    swell = np.sin(np.pi * long / 1.6) ** 2
    engine = _low(np.sign(np.sin(2 * np.pi * (84 - 8 * long) * long)) + 0.4 * noise(1.6)[: len(long)], 420) * swell
    flag = sum(np.sin(2 * np.pi * 392 * k * seconds) / k for k in (1, 2, 3)) * _fade(len(seconds), 0.03, 0.16) * 0.3
    click = noise(0.04)
    click = _low(click, 2600) * _fade(len(click), 0.001, 0.006) * 2
    return {
        "volley": volley,
        "shell": boom,
        "engine": engine,
        "thud": thud,
        "spade": spade,
        "key": _low(key, 2500),
        "flag": np.asarray(flag),
        "click": click,
    }
