"""The end of a phase, with its question, and the menu of the battle screen."""

from typing import TYPE_CHECKING

from game.ui.scenes.base import Act, Desk, Give, Home, Open, Wish
from game.ui.scenes.dialogs import Answer, Question
from game.ui.scenes.encyclopedia import EncyclopediaScene
from game.ui.scenes.help import HelpScene
from game.ui.scenes.saves import SavesScene
from game.ui.scenes.settings import SettingsScene
from game.values import Order

if TYPE_CHECKING:
    from game.ui.scenes.battle import BattleScene

NAMED = 8  # idle units listed by name in the question


def end_phase(scene: "BattleScene", desk: Desk) -> list[Wish]:
    """End it; ask once if units stand idle."""
    session, say = scene.session, desk.say
    if session.outcome is not None:
        return [scene.turn.result()]
    if not session.mine:
        scene.note(say("note.not_yours"))
        return []
    idle = scene.hand.idle()
    if not idle or not desk.settings.confirm_end:
        return scene.turn.end_now()
    names = [scene.names.unit(unit, say.lang) for unit in idle[:NAMED]]
    if len(idle) > NAMED:
        names.append(say("confirm.more", n=len(idle) - NAMED))
    text = f"{say('confirm.idle', n=len(idle))}\n" + "; ".join(names)
    after = say("confirm.next", side=scene.names.side(session.other(session.phasing), say.lang))
    answers = [
        Answer(say("confirm.end_yes"), (Act("end now"),), "red"),
        Answer(say("confirm.show_idle"), (Act("forces sift idle"),)),
        Answer(say("common.cancel")),
    ]
    return [Open(Question(say("confirm.end"), text, answers, after))]


def pause_menu(scene: "BattleScene", desk: Desk) -> Question:
    """What Esc opens on an empty table."""
    say = desk.say
    answers = [
        Answer(say("saves.save"), (Open(SavesScene("save", save_name(scene))),)),
        Answer(say("saves.load"), (Open(SavesScene("load")),)),
        Answer(say("title.settings"), (Open(SettingsScene()),)),
        Answer(say("title.help"), (Open(HelpScene()),)),
        Answer(say("title.encyclopedia"), (Open(EncyclopediaScene(scene.session.scenario)),)),
        *_side_orders(scene, desk),
        Answer(say("confirm.leave_yes"), (Home(),)),
        Answer(say("pause.resume"), (), "red"),
    ]
    return Question(say("pause.title"), say("confirm.leave_text"), answers, first=len(answers) - 1)


def ask_terms(scene: "BattleScene", desk: Desk) -> list[Wish]:
    """The question before terms are asked for, or why they cannot be."""
    session, say = scene.session, desk.say
    order = Order(session.side, "terms")
    reason = session.why_not(order) if session.mine else say("note.not_yours")
    if reason:
        scene.note(reason)
        return []
    return [Open(_sure(say("terms.title"), say("terms.text"), Give(order), desk))]


def _side_orders(scene: "BattleScene", desk: Desk) -> list[Answer]:
    """The terms that can be asked for, with a question."""
    session, say = scene.session, desk.say
    found: list[Answer] = []
    if not session.mine:
        return found
    order = Order(session.side, "terms")
    if session.why_not(order) is None:
        question = _sure(say("terms.title"), say("terms.text"), Give(order), desk)
        found.append(Answer(say("order.terms"), (Open(question),)))
    return found


def _sure(title: str, text: str, wish: Wish, desk: Desk) -> Question:
    answers = [Answer(desk.say("common.yes"), (wish,), "red"), Answer(desk.say("common.no"))]
    return Question(title, text, answers, first=1)


def save_name(scene: "BattleScene") -> str:
    session = scene.session
    name = session.scenario.id.rpartition("/")[2]
    return f"{name}-{session.side}-{session.view.turn:03d}"
