"""The picture of battles by turn: what is noted of them, and that each thing noted is drawn."""

import numpy as np
import pygame
import pytest

from game.lab.by_turn import ByTurn, bands, by_turn
from game.lab.field import Field
from game.scenario import catalog
from game.ui import course_picture


@pytest.fixture(scope="module")
def field():
    return Field(catalog.load("hengyang/tutorial"))


@pytest.fixture(scope="module")
def course(field):
    return by_turn(field, 3, 1)


def test_losses_never_fall_and_shares_are_in_order(field, course):
    assert set(course.lost) == set(field.names.sides)
    for rows in (*course.lost.values(), course.fires, course.fit):
        assert rows.shape == (3, field.scenario.turns)
        assert (np.diff(rows, axis=0) >= 0).all()
    assert all((np.diff(rows[1]) >= 0).all() for rows in course.lost.values())
    assert ((course.held >= 0) & (course.held <= 1000)).all()


def test_the_last_close_is_that_of_the_games_themselves(field, course):
    ends = [field.result(0, seed, field.play(seed))["losses"]["japan"] for seed in (1, 2, 3)]
    lost = sorted(end["killed"] + end["died"] + end["wounded"] for end in ends)
    assert course.lost["japan"][1, -1] == lost[1]


def test_history_and_hills_are_drawn(field, course):
    pygame.font.init()
    drawn = pygame.surfarray.array3d(course_picture.draw([field], [course], 3, 1))
    without = field.scenario.model_copy(update={"history": ()})
    plain = pygame.surfarray.array3d(course_picture.draw([_like(field, without)], [course], 3, 1))
    assert bands(field, "japan")
    assert (drawn != plain).any()
    lost: ByTurn = course._replace(held=np.full_like(course.held, 1000))
    red = pygame.surfarray.array3d(course_picture.draw([field], [lost], 3, 1))
    assert ((red == course_picture.RED).all(axis=2)).sum() > ((drawn == course_picture.RED).all(axis=2)).sum()


def _like(field, scenario):
    other = Field.__new__(Field)
    other.__dict__.update(field.__dict__)
    other.scenario = scenario
    return other
