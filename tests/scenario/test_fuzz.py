"""Whatever is in a file, its author gets problems, never a traceback."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.scenario import validate
from game.scenario.catalog import examine_tree
from game.scenario.merge import merge
from game.scenario.source import Source, parse

HILL = (Path(__file__).parent / "data" / "hill" / "scenario.yaml").read_text(encoding="utf-8")
LINES = HILL.splitlines(keepends=True)
SHARDS = st.sampled_from(
    [
        *("0101", "9999", "-1", "1e9", "null", "true", "[]", "{}", "''", "peak", "cn-1", "japan", "rest", "~", "0.5"),
        *("&a ", "*a", "!!int ", "<<: ", "---\n", "\t", "|\n", "- ", ": ", "? ", "{", "}", "[", "]", '"', "'", "#"),
        *("\ufeff", "\x00", "\u2028", "\r\n", "營", "99999999999999999999999999", "1944-06-29 day", "%YAML 9.9\n"),
        *("0202/s", "0101/n", "event", "{held: {cost: 3}}", "abstract: true\n", "extends: hill\n"),
        *("include: [scenario.yaml]\n", "changes: [{unit: cn-1, remove: true}]\n"),
    ]
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """The hill with a few pieces replaced, moved, doubled or cut."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        n = draw(st.integers(0, len(lines) - 1))
        text = lines[n]
        a, b = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        match draw(st.integers(0, 4)):
            case 0:
                lines[n] = text[:a] + draw(SHARDS) + text[b:]
            case 1:
                lines[n] = text[:a] + draw(st.text(max_size=8)) + text[b:]
            case 2:
                lines.insert(draw(st.integers(0, len(lines))), text)
            case 3:
                del lines[n]
            case _:
                head, colon, _ = text.partition(":")
                lines[n] = head + colon + " " + draw(SHARDS) + "\n"
        if not lines:
            lines = ["\n"]
    return "".join(lines)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mutated())
def test_a_broken_scenario_is_told_never_thrown(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "hill"
    folder.mkdir(exist_ok=True)
    file = folder / "scenario.yaml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    loaded = examine_tree(merge(file, ()), file, ())
    assert (loaded.scenario is not None) or loaded.problems or loaded.abstract
    for problem in loaded.problems:
        assert problem.line >= 1 and problem.column >= 1 and str(problem)
    validate.validate([str(folder)])


@settings(max_examples=300, deadline=None)
@given(st.text() | st.text(alphabet="ab:- {}[]'\"|>&*!#%\n\t?,0<~"))
def test_any_text_is_read_or_refused(text: str) -> None:
    root, problems = parse(text, Source("t.yaml"))
    assert root is not None or problems


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "scenario.yaml"
    file.write_bytes(data)
    assert validate.validate([str(file)]).problems
