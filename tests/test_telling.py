"""The log's words: names that nobody gave, and English that agrees with its numbers."""

from game.names import Names
from game.scenario import catalog
from game.telling import order_words, tell, unit_words
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


def test_verbs_agree_with_the_name_of_who_acts() -> None:
    kinds = {
        "Rocket launchers": "Rocket launchers are seen in 0608",
        "68th Division engineers": "68th Division engineers are seen in 0608",
        "Temporary 54th Division, guard and engineer companies": None,
        "37 mm guns, 2nd section": "37 mm guns, 2nd section is seen in 0608",
        "10th Corps headquarters": "10th Corps headquarters is seen in 0608",
        "79th Corps, I Battalion of the van": "79th Corps, I Battalion of the van is seen in 0608",
        "Mountain guns with the van": "Mountain guns with the van are seen in 0608",
        "Remnants of the 28th and 30th Regiments": "Remnants of the 28th and 30th Regiments are seen in 0608",
    }
    for name, sentence in kinds.items():
        names = names_of(f'- {{unit: jp-133r-1, set: {{name: {{en: "{name}", zh: 州}}}}}}')
        told = tell(names, Event(1, 1, "japan", "seen", unit="jp-133r-1", hex="0608"), "en")
        assert told == (sentence or f"{name} are seen in 0608")
        order = order_words(names, "jp-133r-1 rally", "en")
        assert order == f"{name} {'rally' if ' are ' in told else 'rallies'}"
