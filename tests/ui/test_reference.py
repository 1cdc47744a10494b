"""The main scenes look as their reference pictures do, in both languages; and the comparison notices a change."""

import os

import pytest

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from tests.ui import reference

MEAN, SHARE = 10.0, 0.09


@pytest.mark.parametrize("lang", reference.LANGUAGES)
@pytest.mark.parametrize("name", reference.NAMES)
def test_a_scene_looks_as_it_did(name: str, lang: str) -> None:
    now = reference.shot(name, lang)
    then = pygame.image.load(str(reference.FOLDER / f"{name}-{lang}.png"))
    mean, share = reference.difference(now, then.convert(now))
    assert mean < MEAN and share < SHARE, "if it is meant: python -m tests.ui.reference --write, and look at them"


def test_the_comparison_tells_scenes_and_languages_apart() -> None:
    pictures = {name: pygame.image.load(str(reference.FOLDER / f"{name}.png")) for name in
                ("title-en", "title-zh", "settings-en", "battle-en", "help-en")}  # fmt: skip
    for name, one in pictures.items():
        for other_name, other in pictures.items():
            mean, share = reference.difference(one.convert(24), other.convert(24))
            assert (mean < MEAN and share < SHARE) == (name == other_name) or {name, other_name} == {
                "title-en",
                "title-zh",
            }
