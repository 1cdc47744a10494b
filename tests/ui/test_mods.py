"""What mods may put in the place of the game's own words and pictures; what does not fit is left out."""

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game import paths
from game.scenario.words import Text
from game.ui.scenes import backdrop
from game.ui.text import i18n


@pytest.fixture
def table() -> Iterator[dict[str, tuple[str, str]]]:
    kept = dict(i18n.TABLE)
    yield i18n.TABLE
    i18n.TABLE.clear()
    i18n.TABLE.update(kept)


def test_words_of_a_mod_are_shown(table: dict[str, tuple[str, str]]) -> None:
    with_value = next(key for key, pair in table.items() if "{name}" in pair[0])
    refused = i18n.take_words(
        {
            "title.quit": Text(en="Leave", zh="離開"),
            with_value: Text(en="{nobody} gives this"),
            "no.such": Text(en="x"),
            "title.play": Text(en="{"),
        }
    )
    assert i18n.Tongue("en")("title.quit") == "Leave" and i18n.Tongue("zh")("title.quit") == "離開"
    assert {with_value, "no.such"} <= set(refused) and "{nobody}" not in table[with_value][0]


def test_a_mods_picture_is_shown_and_a_broken_one_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "mods", lambda: tmp_path)
    folder = tmp_path / "m"
    (folder / "assets").mkdir(parents=True)
    (folder / "mod.yaml").write_text("format: 1\nid: m\ntitle: M\nversion: 1.0\nlicence: CC0-1.0\n", encoding="utf-8")
    pygame.display.init()
    pygame.display.set_mode((320, 200))
    red = pygame.Surface((640, 400))
    red.fill((200, 0, 0))
    pygame.image.save(red, str(folder / "assets" / "title.jpg"))
    backdrop.picture.cache_clear()
    assert backdrop.picture((320, 200)).get_at((160, 100)).r > 180
    (folder / "assets" / "title.jpg").write_bytes(b"no picture")
    backdrop.picture.cache_clear()
    assert backdrop.picture((320, 200)).get_size() == (320, 200)
    backdrop.picture.cache_clear()
