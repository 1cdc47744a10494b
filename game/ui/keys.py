"""Keys of battle, replay and editor as data: which chord asks for what, what a player has changed, where two meet.

A chord is text as a player reads it: `A`, `Shift+Tab`, `Ctrl+Enter`, `/`. A player's own chords replace all those an
action has by default; they are kept in the settings under the action's name.
"""

import functools
from collections.abc import Iterable, Mapping

import pygame

Own = tuple[tuple[str, tuple[str, ...]], ...]  # action -> chords, of those that a player has changed

# Groups as the help shows them; each action with its usual chords.
GROUPS: dict[str, dict[str, tuple[str, ...]]] = {
    "orders": {
        "order move": ("W",),
        "order assault": ("A",),
        "order assault hold": ("Shift+A",),
        "order fire": ("G",),
        "order bombard": ("B",),
        "order dig": ("D",),
        "order rally": ("R",),
        "order engineers": ("E",),
        "order air": ("P",),
        "dont see": ("1",),
        "dont aim": ("2",),
        "dont kill": ("3",),
        "order hold": ("H",),
        "give": ("Enter",),
        "next": ("Tab", "N"),
        "previous": ("Shift+Tab", "Shift+N"),
        "done": ("Space",),
        "undo": ("U", "Ctrl+Z"),
        "redo": ("Ctrl+Y",),
        "end": ("Ctrl+Enter",),
        "run on": ("Ctrl+Shift+Enter",),
    },
    "looking": {
        "sight on": ("L",),
        "threat": ("V",),
        "overlay": ("O",),
        "grid": ("Ctrl+G",),
        "forecast": ("F",),
        "goals": ("F2",),
        "forces": ("F3",),
        "army": ("F4",),
        "statistics": ("F5",),
        "history": ("F8",),
        "log": ("F6",),
        "report": ("F7",),
        "find": ("/",),
        "last": ("Backspace",),
    },
    "game": {
        "help": ("F1",),
        "quick save": ("F9",),
        "quick load": ("F10",),
        "save": ("Ctrl+S",),
        "load": ("Ctrl+O",),
        "full screen": ("F11",),
        "shoot": ("F12",),
        "sound": ("M",),
        "back": ("Esc",),
    },
    "replay": {
        "replay play": ("Space",),
        "replay play back": ("Shift+Space",),
        "replay start": ("Home",),
        "replay last": ("End",),
        "replay faster": ("=", "+"),
        "replay slower": ("-",),
        "replay next side": ("Tab",),
        "replay follow": ("F",),
        "replay search": ("/",),
        "replay what if": ("W",),
        "replay play on": ("P",),
    },
    "editor": {
        "edit undo": ("Ctrl+Z",),
        "edit redo": ("Ctrl+Y",),
        "edit save": ("Ctrl+S",),
        "edit remove": ("Delete",),
        "edit finish line": ("Enter",),
        "edit select": ("1",),
        "edit terrain": ("2",),
        "edit edge": ("3",),
        "edit works": ("4",),
        "edit line": ("5",),
        "edit unit": ("6",),
        "edit depot": ("7",),
        "edit place": ("8",),
        "edit entry": ("9",),
    },
}
# Which groups a screen listens to; the same chord may mean one thing on one and another on the next.
SCOPES: dict[str, tuple[str, ...]] = {
    "battle": ("orders", "looking", "game"),
    "replay": ("replay",),
    "editor": ("editor",),
}
EVERYWHERE = ("full screen", "shoot")
DEFAULTS: dict[str, tuple[str, ...]] = {action: chords for its in GROUPS.values() for action, chords in its.items()}
FIXED = ("Esc",)  # the way back is never lost
BARE_HARM = ("end", "run on")  # nothing irreversible on Space or a bare letter

ARROWS: dict[int, tuple[int, int]] = {
    pygame.K_LEFT: (-1, 0),
    pygame.K_RIGHT: (1, 0),
    pygame.K_UP: (0, -1),
    pygame.K_DOWN: (0, 1),
}
REPEATED = (*ARROWS, pygame.K_BACKSPACE, pygame.K_PAGEUP, pygame.K_PAGEDOWN, pygame.K_TAB)  # while they are held
_WORDS = {
    pygame.K_RETURN: "Enter", pygame.K_KP_ENTER: "Enter", pygame.K_ESCAPE: "Esc", pygame.K_TAB: "Tab",
    pygame.K_SPACE: "Space", pygame.K_BACKSPACE: "Backspace", pygame.K_DELETE: "Delete", pygame.K_INSERT: "Insert",
    pygame.K_HOME: "Home", pygame.K_END: "End", pygame.K_PAGEUP: "PageUp", pygame.K_PAGEDOWN: "PageDown",
}  # fmt: skip
_NEVER = (
    pygame.K_LSHIFT, pygame.K_RSHIFT, pygame.K_LCTRL, pygame.K_RCTRL, pygame.K_LALT, pygame.K_RALT,
    pygame.K_LMETA, pygame.K_RMETA, pygame.K_UP, pygame.K_DOWN, pygame.K_LEFT, pygame.K_RIGHT,
    pygame.K_CAPSLOCK, pygame.K_NUMLOCK,
)  # fmt: skip


def key_word(key: int) -> str:
    """A key as its cap says; nothing for keys that cannot be bound (modifiers, arrows)."""
    if key in _WORDS:
        return _WORDS[key]
    if key in _NEVER:
        return ""
    if pygame.K_F1 <= key <= pygame.K_F15:
        return f"F{key - pygame.K_F1 + 1}"
    return chr(key).upper() if 33 <= key < 127 else ""


def chord_of(event: pygame.event.Event) -> str:
    """The chord that a key event is, or nothing."""
    word = key_word(event.key)
    mods = getattr(event, "mod", 0)
    ctrl = "Ctrl+" if mods & (pygame.KMOD_CTRL | pygame.KMOD_META) else ""
    alt = "Alt+" if mods & pygame.KMOD_ALT else ""
    shift = "Shift+" if mods & pygame.KMOD_SHIFT else ""
    return f"{ctrl}{alt}{shift}{word}" if word else ""


def chords(action: str, own: Own = ()) -> tuple[str, ...]:
    """What asks for an action now."""
    return dict(own).get(action, DEFAULTS.get(action, ()))


def scope_of(group: str) -> str:
    """The screen that a group of actions belongs to."""
    return next(scope for scope, groups in SCOPES.items() if group in groups)


def actions_in(scope: str) -> tuple[str, ...]:
    """What keys ask for on a screen, in the order of help; what is asked for everywhere comes last."""
    own = [action for group in SCOPES[scope] for action in GROUPS[group]]
    return tuple(dict.fromkeys((*own, *EVERYWHERE)))


@functools.lru_cache(maxsize=8)
def table(own: Own = (), scope: str = "battle") -> dict[str, str]:
    """Chord to action; of two actions on one chord the first in the list of help has it."""
    found: dict[str, str] = {}
    for action in actions_in(scope):
        for chord in chords(action, own):
            found.setdefault(chord, action)
    return found


def action_for(event: pygame.event.Event, own: Own = (), scope: str = "battle") -> str:
    """The action of a key, or nothing. Shift that is part of no chord is passed over: held, it means fast."""
    known, chord = table(own, scope), chord_of(event)
    if chord not in known and "Ctrl+" not in chord:
        chord = chord.replace("Shift+", "")
    return known.get(chord, "")


def conflicts(own: Own = (), scope: str = "battle") -> dict[str, list[str]]:
    """Chords that more than one action of a screen has, with those actions."""
    users: dict[str, list[str]] = {}
    for action in actions_in(scope):
        for chord in chords(action, own):
            users.setdefault(chord, []).append(action)
    return {chord: its for chord, its in users.items() if len(its) > 1}


def why_not(action: str, chord: str) -> str:
    """Why a chord may not be bound to an action, as a key of the table of words; nothing if it may."""
    if chord in FIXED or not chord:
        return "keys.fixed"
    if action in BARE_HARM and ("Ctrl+" not in chord and "Alt+" not in chord):
        return "keys.bare"
    return ""


def bound(own: Own, action: str, new: Iterable[str]) -> Own:
    """`own` with other chords for an action; back to the usual ones takes it out."""
    changed = dict(own) | {action: tuple(dict.fromkeys(new))}
    return tuple((name, its) for name, its in changed.items() if its != DEFAULTS[name])


def read(data: object) -> Own:
    """Own chords as the settings' file has them; what is not understood is left out."""
    if not isinstance(data, Mapping):
        return ()
    found = []
    for action, its in data.items():
        if action in DEFAULTS and isinstance(its, list) and all(isinstance(chord, str) for chord in its):
            found.append((str(action), tuple(its)))
    return tuple(found)


def shown(action: str, own: Own = (), joined: str = " / ") -> str:
    """The chords of an action as text; a dash if it has none."""
    return joined.join(chords(action, own)) or "–"
