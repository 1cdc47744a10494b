"""The panels of the editor: bar, tools, the entry in hand with its fields, problems. Painters only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.scenario import draft_entries as entries
from game.scenario.draft import Draft
from game.ui.scenes.base import Desk, Placed
from game.ui.scenes.editor_tools import TOOLS
from game.ui.theme import lettering
from game.ui.theme.palette import BAD, BRASS, DIM, FAIR, GOLD, GOOD, PAPER
from game.ui.theme.sheet import Key, Layout, Sheet, fitted

if TYPE_CHECKING:
    from game.ui.scenes.editor import EditorScene

LEFT, RIGHT, BAR = 268, 400, 52
LISTED = ("unit", "depot", "place", "formation", "wave", "event", "worth", "level", "weather", "side")
SHOWN = 14  # lines of a list at once
PROBLEMS = 5


def placed(scene: EditorScene, desk: Desk) -> list[tuple[str, Placed]]:
    """Every panel on the screen, painted anew when what it shows changes."""
    tools, typing = scene.tools, scene.typing
    key = (
        desk.size, desk.scale, desk.say.lang, scene.hover_action, scene.draft.revision, scene.listed, scene.note_text,
        tools.tool, tuple(tools.chosen.items()), tools.selected, len(tools.points), tools.trouble,
        tuple(scene.scroll.items()), typing and (typing.field, typing.text, typing.caret),
    )  # fmt: skip
    if scene.laid is None or scene.laid[0] != key:
        found = _placed(scene, desk)
        scene.laid = (key, found)
    return scene.laid[1]


def _placed(scene: EditorScene, desk: Desk) -> list[tuple[str, Placed]]:
    width, height = desk.size
    edge = desk.u(8)
    bar = _bar(scene, desk)
    top = bar.size[1] + edge
    problems = _problems(scene, desk)
    found = [("bar", Placed(bar, (0, 0)))]
    room = height - top - edge - (problems.size[1] + edge if problems else 0)
    left = fitted(lambda scale: _tools(scene, desk, scale), desk.scale, room)
    found.append(("tools", Placed(left, (edge, top))))
    right = fitted(lambda scale: _right(scene, desk, scale), desk.scale, height - top - edge)
    found.append(("entry", Placed(right, (width - right.size[0] - edge, top))))
    if problems:
        found.append(("problems", Placed(problems, (edge, height - problems.size[1] - edge))))
    return found


def _bar(scene: EditorScene, desk: Desk) -> Sheet:
    say, draft = desk.say, scene.draft
    sheet = Layout(desk.size[0], desk.scale, scene.hover_action)
    high = desk.u(BAR)
    name = f"{draft.scenario.title.get(say.lang)}   ·   {draft.name}" + ("  *" if draft.dirty else "")
    keys = [
        Key(say("editor.undo"), "undo", draft.can_undo, letter=desk.key("edit undo")),
        Key(say("editor.redo"), "redo", draft.can_redo, letter=desk.key("edit redo")),
        Key(say("editor.save"), "save", draft.dirty, letter=desk.key("edit save")),
        Key(say("editor.play"), "play", not draft.errors, say("editor.play_tip"), look="red"),
        Key(say("editor.close"), "close", letter="Esc"),
    ]
    wide = desk.u(148)
    x = desk.size[0] - (wide + desk.u(7)) * len(keys) - desk.u(7)
    px = lettering.fitting("serif", desk.u(20), name, x - desk.u(30))
    image = lettering.word("serif", px, name, GOLD)
    sheet.picture(image, desk.u(16), (high - image.get_height()) // 2)
    for key in keys:
        box = sheet.ink.get_rect().copy()
        box.update(x, desk.u(7), wide, high - desk.u(14))
        sheet.button(box, key, 15)
        x += wide + desk.u(7)
    return sheet.sheet(high)


def _tools(scene: EditorScene, desk: Desk, scale: float) -> Sheet:
    say, tools = desk.say, scene.tools
    sheet = Layout(round(LEFT * scale), scale, scene.hover_action)
    sheet.head(say("editor.tools"))
    keys = [
        Key(
            say(f"editor.tool.{tool}"),
            f"tool {tool}",
            letter=desk.key(f"edit {tool}"),
            look="armed" if tool == tools.tool else "plain",
        )
        for n, tool in enumerate(TOOLS)
    ]
    sheet.buttons(keys, 2, 34, 14)
    sheet.para(say(f"editor.how.{tools.tool}"), 13, DIM)
    if tools.tool == "unit":
        _options(scene, sheet, desk, "formation")
    if tools.tool not in ("select", "place"):
        _options(scene, sheet, desk, tools.tool)
    if tools.points:
        sheet.buttons(
            [Key(say("editor.line_done"), "finish line", len(tools.points) > 1, letter=desk.key("edit finish line"))],
            1,
            34,
            14,
        )
    return sheet.sheet()


def _options(scene: EditorScene, sheet: Layout, desk: Desk, tool: str) -> None:
    """What a tool can lay down, the chosen one marked."""
    say, tools = desk.say, scene.tools
    sheet.rule()
    sheet.para(say(f"editor.pick.{tool}"), 14, BRASS)
    options = tools.options(tool)
    most = 7 if tool in ("formation", "unit") else SHOWN
    first = scene.scrolled(f"pick {tool}", len(options), most)
    for option in options[first : first + most]:
        chosen = option == tools.choice(tool)
        label = _option_name(scene.draft, tool, option, desk)
        top = sheet.y
        sheet.para(("› " if chosen else "   ") + label, 14, GOLD if chosen else PAPER, action=f"pick {tool} {option}")
        sheet.y = max(sheet.y, top + sheet.u(20))
    _more(sheet, desk, f"pick {tool}", first, most, len(options))


def _option_name(draft: Draft, tool: str, option: str, desk: Desk) -> str:
    scenario, lang = draft.scenario, desk.say.lang
    match tool:
        case "terrain":
            return scenario.terrain[option].name.get(lang)
        case "unit":
            return scenario.kinds[option].name.get(lang)
        case "formation":
            return next(f.name.get(lang) for f in scenario.formations if f.id == option)
        case "depot":
            return scenario.sides[option].name.get(lang)
        case "entry":
            return option
    return desk.say(f"editor.{tool}.{option}")


def _more(sheet: Layout, desk: Desk, name: str, first: int, shown: int, total: int) -> None:
    """Buttons through a list that is longer than shown."""
    if total > shown:
        keys = [Key("▲", f"scroll {name} -1", first > 0), Key("▼", f"scroll {name} 1", first + shown < total)]
        sheet.buttons(keys, 2, 24, 12)


# ---------------------------------------------------------------- the entry in hand


def _right(scene: EditorScene, desk: Desk, scale: float) -> Sheet:
    sheet = Layout(round(RIGHT * scale), scale, scene.hover_action)
    if scene.tools.selected:
        _entry(scene, sheet, desk, *scene.tools.selected)
    else:
        _list(scene, sheet, desk)
    if scene.tools.trouble:
        sheet.rule()
        sheet.para(scene.tools.trouble, 14, BAD)
    return sheet.sheet()


def _list(scene: EditorScene, sheet: Layout, desk: Desk) -> None:
    """All entries of a kind."""
    say = desk.say
    sheet.head(say("editor.entries"))
    keys = [
        Key(say(f"editor.list.{kind}"), f"list {kind}", look="armed" if kind == scene.listed else "plain")
        for kind in LISTED
    ]
    sheet.buttons(keys, 3, 30, 13)
    sheet.rule()
    names = entries.names(scene.draft, scene.listed)
    if not names:
        sheet.para(say("editor.none"), 14, DIM)
    first = scene.scrolled("list", len(names), SHOWN + 6)
    for name in names[first : first + SHOWN + 6]:
        called = entries.called(scene.draft, scene.listed, name, desk.say.lang)
        sheet.para(f"{name}   {called}", 14, PAPER, action=f"select {scene.listed} {name}")
    _more(sheet, desk, "list", first, SHOWN + 6, len(names))


def _entry(scene: EditorScene, sheet: Layout, desk: Desk, kind: str, name: str) -> None:
    """The fields of one entry; a click on one lets it be typed."""
    say = desk.say
    sheet.head(name, say(f"editor.list.{kind}"))
    lines = entries.fields(scene.draft, kind, name)
    shown = SHOWN + 6
    first = scene.scrolled("fields", len(lines), shown)
    for line in lines[first : first + shown]:
        if scene.typing and scene.typing.field == line.name:
            _typed(scene, sheet, desk)
            continue
        label = line.name or say("editor.value")
        tip = say("editor.field_tip")
        if line.stated:
            text = line.text if len(line.text) <= 150 else line.text[:148] + " …"
            sheet.para(f"{label}: {text}", 14, PAPER, action=f"field {line.name}", tip=tip)
        else:
            sheet.para(f"+ {label}", 13, DIM, action=f"field {line.name}", tip=tip)
    _more(sheet, desk, "fields", first, shown, len(lines))
    sheet.gap()
    keys = [Key(say("editor.back"), "deselect"), Key(say("editor.remove"), "remove", letter=desk.key("edit remove"))]
    sheet.buttons(keys, 2, 34, 14)


def _typed(scene: EditorScene, sheet: Layout, desk: Desk) -> None:
    """The field that is being typed, with its caret."""
    typing = scene.typing
    assert typing is not None
    text = typing.text[: typing.caret] + "│" + typing.text[typing.caret :]
    sheet.para(f"{typing.field or desk.say('editor.value')}:", 14, GOLD)
    sheet.para(text, 15, GOLD, "bold", indent=sheet.u(10))
    sheet.para(desk.say("editor.typing"), 12, DIM, indent=sheet.u(10))


# ---------------------------------------------------------------- problems


def _problems(scene: EditorScene, desk: Desk) -> Sheet | None:
    """What is wrong with the draft, worst first; a click shows where."""
    draft, say = scene.draft, desk.say
    wide = desk.size[0] - desk.u(LEFT + RIGHT) // 2 - desk.u(260)
    sheet = Layout(min(desk.u(860), wide), desk.scale, scene.hover_action)
    if not draft.problems:
        sheet.para(scene.note_text or say("editor.clean"), 14, GOOD)
        return sheet.sheet()
    errors = len(draft.errors)
    sheet.para(
        say("editor.problems", errors=errors, warnings=len(draft.problems) - errors), 15, BAD if errors else FAIR
    )
    ordered = sorted(enumerate(draft.problems), key=lambda pair: pair[1].severity != "error")
    for n, problem in ordered[:PROBLEMS]:
        hint = f" ({problem.hint})" if problem.hint else ""
        text = f"{problem.file}:{problem.line}: [{problem.code}] {problem.message}{hint}"
        sheet.para(text, 13, PAPER if problem.severity == "error" else DIM, action=f"problem {n}")
    if len(draft.problems) > PROBLEMS:
        sheet.para(say("editor.more", count=len(draft.problems) - PROBLEMS), 13, DIM)
    if scene.note_text:
        sheet.para(scene.note_text, 14, BRASS)
    return sheet.sheet()
