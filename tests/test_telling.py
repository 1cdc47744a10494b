"""The log's words: names that nobody gave, and English that agrees with its numbers."""

from game.names import Names
from game.scenario import catalog
from game.telling import tell, unit_words
from game.values import Event


def names_of(changes: str) -> Names:
    scenario = catalog.examine_changed("hengyang/tutorial", changes).scenario
    assert scenario
    return Names(scenario)


def test_a_unit_without_a_name_is_called_by_its_kind() -> None:
    scenario = catalog.load("hengyang/tutorial")
    units = [unit.id for unit in scenario.units if unit.kind == "jp-battalion"]
    kind = scenario.kinds["jp-battalion"].name
    assert len(units) > 1
    alone = names_of(f"- {{unit: {units[0]}, remove: [name]}}")
    assert (unit_words(alone, units[0], "en"), unit_words(alone, units[0], "zh")) == (kind.en, kind.zh)
    many = names_of("\n".join(f"- {{unit: {unit}, remove: [name]}}" for unit in units))
    assert [unit_words(many, unit, "en") for unit in units] == [f"{kind.en} {n + 1}" for n in range(len(units))]


def test_english_agrees() -> None:
    names = names_of("- {side: japan, set: {name: {en: Cantons, zh: 州}}}")
    assert tell(names, Event(1, 1, "japan", "phase"), "en") == "Cantons' phase"
    assert tell(names, Event(1, 1, "japan", "phase"), "zh") == "州階段"
    assert tell(names_of("[]"), Event(1, 1, "japan", "phase"), "en") == "Japanese 11th Army's phase"
    for turns, words in ((1, "1 turn"), (2, "2 turns")):
        event = Event(1, 1, None, "delayed", values={"wave": "second", "turns": turns})
        assert tell(names, event, "en") == f"The wave second is delayed by {words}"
