"""Where the map looks: taken to what happens, and back to where the player had it."""

from game.scenario import catalog
from game.ui.scenes.chart import Chart


def test_the_view_comes_back_unless_the_player_moved_it():
    scenario = catalog.load("hengyang/tutorial")
    chart = Chart(scenario, tuple(scenario.sides))
    try:
        chart.resize((640, 480), 1.0, (0, 0, 0, 0))
        chart.frame(["0607"])
        before = chart.camera.left, chart.camera.top
        chart.visit("0202")
        chart.visit("1211")
        assert (chart.camera.left, chart.camera.top) != before
        chart.come_back()
        assert (chart.camera.left, chart.camera.top) == before
        chart.visit("1211")
        chart.pan(-40, -40)
        moved = chart.camera.left, chart.camera.top
        chart.come_back()
        assert (chart.camera.left, chart.camera.top) == moved
    finally:
        chart.close()
