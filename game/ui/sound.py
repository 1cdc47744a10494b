"""Sounds, made at start from numbers: no samples, no licence question. Silent where there is no sound card."""

from collections.abc import Iterable

import numpy as np
import pygame

from game.values import Event

RATE = 22_050
_sounds: dict[str, pygame.mixer.Sound] = {}

# The loudest kinds first: one order makes at most one sound.
BY_KIND = {
    "bombarded": "shell",
    "air": "shell",
    "assault": "volley",
    "fired": "volley",
    "captured_place": "thud",
    "message": "key",
    "arrived": "thud",
    "works": "spade",
}


def open_sound() -> bool:
    """Ready the mixer; False where there is none."""
    try:
        pygame.mixer.init(RATE, -16, 1, 512)
    except pygame.error:
        return False
    _sounds.update({name: pygame.mixer.Sound(buffer=_pcm(wave)) for name, wave in _waves().items()})
    return True


def play(name: str, wanted: bool = True) -> None:
    if wanted and name in _sounds:
        _sounds[name].play()


def play_for(events: Iterable[Event], wanted: bool) -> None:
    """The one sound that suits what happened."""
    kinds = {event.kind for event in events}
    for kind, name in BY_KIND.items():
        if kind in kinds:
            play(name, wanted)
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


def _waves() -> dict[str, np.ndarray]:
    """Rifle volley, shell, counter set down, spade, telegraph key."""
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
    return {"volley": volley, "shell": boom, "thud": thud, "spade": spade, "key": _low(key, 2500)}
