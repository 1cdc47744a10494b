"""What an action of the battle screen shows: overlays, panels, places and events, and the game's own pages."""

from typing import TYPE_CHECKING

from game.ui import keeping
from game.ui import settings as kept
from game.ui.scenes.base import Change, Desk, Load, Open, Save, Wish
from game.ui.scenes.battle_phase import pause_menu, save_name
from game.ui.scenes.hand import OVERLAYS
from game.ui.scenes.help import HelpScene
from game.ui.scenes.report_beside import BesideScene
from game.ui.scenes.saves import SavesScene

if TYPE_CHECKING:
    from game.ui.scenes.battle import BattleScene

LOOKED_BACK = 400  # events that Backspace goes through


def look(scene: "BattleScene", word: str, rest: str, desk: Desk) -> list[Wish]:
    """Actions that only change what is shown, and those of the game around the battle."""
    hand = scene.hand
    match word:
        case "threat":
            hand.threat = not hand.threat
        case "overlay":
            hand.overlay = OVERLAYS[(OVERLAYS.index(hand.overlay) + 1) % len(OVERLAYS)]
            hand.threat = False
        case "sight":
            hand.sight_line = True
        case "field":
            hand.overlay, hand.threat = "none" if hand.overlay == "fire" else "fire", False
        case "grid":
            scene.chart.grid = not scene.chart.grid
        case "forecast":
            order = hand.order_shown(hand.hover) if hand.hover else None
            if order and scene.session.why_not(order) is None:
                scene.forecaster.ask(scene.session, order)
        case "goals" | "army" | "forces" | "statistics" | "find":
            scene.books.act(word, rest)
        case "log":
            if rest:
                return _go_to_event(scene, int(rest))
            scene.log_open = not scene.log_open
        case "report":
            scene.report_open = not scene.report_open
        case "last":
            return _go_to_last(scene)
        case "close":
            scene.report_open = scene.report_open and rest != "report"
            scene.books.close(rest)
        case "go":
            show(scene, rest)
        case "quick":
            return _quick(rest)
        case _:
            return _game(scene, word, desk)
    return []


def _game(scene: "BattleScene", word: str, desk: Desk) -> list[Wish]:
    match word:
        case "sound":
            state = not desk.settings.sound
            scene.note(desk.say("note.sound", state=desk.say("settings.on" if state else "settings.off")))
            return [Change({"sound": state})]
        case "help":
            return [Open(HelpScene())]
        case "history":
            return [Open(BesideScene(scene.session))]
        case "save":
            return [Open(SavesScene("save", save_name(scene)))]
        case "load":
            return [Open(SavesScene("load"))]
        case "pause":
            return [Open(pause_menu(scene, desk))]
    return []


def _quick(which: str) -> list[Wish]:
    return (
        [Save(keeping.QUICK)] if which == "save" else [Load(kept.saves_folder() / f"{keeping.QUICK}{keeping.SUFFIX}")]
    )


def select(scene: "BattleScene", unit: str | None, centre: bool) -> None:
    scene.hand.select(unit)
    selected = scene.hand.unit
    if selected and selected.at and (centre and not scene.chart.in_sight(selected.at)):
        scene.chart.centre_on(selected.at)


def show(scene: "BattleScene", at: str) -> None:
    """Bring a hex to the middle, and say where it is. A panel that was only asked the way closes."""
    scene.chart.centre_on(at)
    scene.turn.flash(at)
    scene.books.close("find")


def _go_to_event(scene: "BattleScene", index: int) -> list[Wish]:
    for event in scene.session.events():
        if event.n == index:
            at = event.hex or event.to
            if at:
                scene.chart.centre_on(at)
                scene.turn.flash(at)
            break
    return []


def _go_to_last(scene: "BattleScene") -> list[Wish]:
    """The last event that happened somewhere; once more: the one before it."""
    placed = [event for event in scene.session.events()[-LOOKED_BACK:] if event.hex or event.to]
    if not placed:
        return []
    later = [event for event in placed if event.n < scene.last_looked] if scene.last_looked >= 0 else placed
    event = (later or placed)[-1]
    scene.last_looked = event.n
    scene.note(event.text(scene.session.lang))
    return _go_to_event(scene, event.n)
