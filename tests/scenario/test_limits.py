"""What the arrays of a battle have no room for is said of the file, at the first entry too many."""

from collections.abc import Callable

from game.scenario.problems import Problem

Check = Callable[..., list[Problem]]


def told(problems: list[Problem]) -> list[str]:
    return [f"{problem.code} {problem.message}" for problem in problems]


def test_eight_calibres_and_no_more(problems: Check) -> None:
    kind = "{{class: guns, name: {{en: G, zh: 砲}}, men: 9, tubes: 2, weight: 2, range_hexes: 9, calibre: c{n}}}"
    kinds = [f"g{n}: {kind.format(n=n)}" for n in range(9)]
    assert told(problems(f"kinds: {{{', '.join(kinds[:8])}}}")) == []
    assert told(problems(f"kinds: {{{', '.join(kinds)}}}")) == ["E012 9 calibres of shells"]


def test_sixteen_options_an_event_and_no_more(problems: Check) -> None:
    def event(count: int) -> str:
        do = "do: [{points: {side: china, by: 1}}]"
        options = ", ".join(f"{{id: o{n}, text: {{en: A, zh: 甲}}, {do}}}" for n in range(count))
        return f"events: [{{id: e, side: china, when: {{date: 1944-06-29 day}}, do: [{{choice: [{options}]}}]}}]"

    assert told(problems(event(16))) == []
    assert told(problems(event(17))) == ["E012 event 'e' offers 17 options"]


def test_two_bridges_or_ferries_end_in_a_hex_and_no_more(problems: Check) -> None:
    def ferries(count: int) -> str:
        return f"map: {{lines: {{ferry: [{', '.join(['{through: [0202, 0302, 0303]}'] * count)}]}}}}"

    assert told(problems(ferries(2))) == []
    assert told(problems(ferries(3)))[0] == "E012 more than 2 bridges and ferries end in 0202"


def test_sixteen_steps_of_the_table_of_shifts_and_no_more(problems: Check) -> None:
    def shifts(count: int) -> str:
        return f"rules: {{shifts: [{', '.join(f'{{ratio: {50 * n}, shift: {n}}}' for n in range(count))}]}}"

    assert told(problems(shifts(16))) == []
    assert told(problems(shifts(17))) == ["E012 'shifts' in `rules` has 17 entries"]
