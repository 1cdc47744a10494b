"""Keys of the battle screen: which key asks for which action. Shown on F1."""

import pygame

PLAIN: dict[int, str] = {
    pygame.K_a: "order assault",
    pygame.K_g: "order fire",
    pygame.K_b: "order bombard",
    pygame.K_d: "order dig",
    pygame.K_r: "order rally",
    pygame.K_e: "order engineers",
    pygame.K_p: "order air",
    pygame.K_h: "order hold",
    pygame.K_1: "dont see",
    pygame.K_2: "dont aim",
    pygame.K_3: "dont kill",
    pygame.K_TAB: "next",
    pygame.K_n: "next",
    pygame.K_SPACE: "done",
    pygame.K_u: "undo",
    pygame.K_v: "threat",
    pygame.K_o: "overlay",
    pygame.K_f: "forecast",
    pygame.K_m: "sound",
    pygame.K_RETURN: "give",
    pygame.K_KP_ENTER: "give",
    pygame.K_ESCAPE: "back",
    pygame.K_F1: "help",
    pygame.K_F2: "goals",
    pygame.K_F4: "army",
    pygame.K_F6: "log",
    pygame.K_F7: "report",
    pygame.K_F9: "quick save",
    pygame.K_F10: "quick load",
    pygame.K_l: "sight on",
}
SHIFT: dict[int, str] = {
    pygame.K_TAB: "previous",
    pygame.K_n: "previous",
    pygame.K_a: "order assault hold",
}
CTRL: dict[int, str] = {
    pygame.K_RETURN: "end",
    pygame.K_KP_ENTER: "end",
    pygame.K_z: "undo",
    pygame.K_y: "redo",
    pygame.K_s: "save",
    pygame.K_o: "load",
    pygame.K_g: "grid",
}
ARROWS: dict[int, tuple[int, int]] = {
    pygame.K_LEFT: (-1, 0),
    pygame.K_RIGHT: (1, 0),
    pygame.K_UP: (0, -1),
    pygame.K_DOWN: (0, 1),
}


def action_for(event: pygame.event.Event) -> str:
    """The action of a key, or nothing."""
    mods = getattr(event, "mod", 0)
    if mods & (pygame.KMOD_CTRL | pygame.KMOD_META):
        return CTRL.get(event.key, "")
    if mods & pygame.KMOD_SHIFT and event.key in SHIFT:
        return SHIFT[event.key]
    return PLAIN.get(event.key, "")
