"""The panels of the replay: bar, small map, captions, controls, the unit looked at, time line, search."""

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any

import pygame

from game.ui.panels.log import log_line
from game.ui.panels.tooltip import Tip, beside, tip_sheet
from game.ui.panels.turn_bar import BarItem, turn_bar
from game.ui.panels.unit_card import WIDTH as CARD
from game.ui.panels.unit_card import CardButtons, unit_card
from game.ui.scenes import lying, replay_line, replay_map
from game.ui.scenes.base import Desk, Placed
from game.ui.scenes.replay_table import ALL, Found
from game.ui.scenes.replay_tips import hex_tip, phase_tip
from game.ui.scenes.replay_words import order_words, plan_words
from game.ui.scenes.result import level_name
from game.ui.theme import lettering
from game.ui.theme.palette import BRASS, DEEP, DIM, FAINT, FAIR, GOLD, PAPER
from game.ui.theme.sheet import Hot, Key, Layout, Sheet, fitted
from game.ui.theme.surface import panel
from game.values import DONTS, View

if TYPE_CHECKING:
    from game.ui.scenes.replay import ReplayScene

MARGIN, MINI, LEFT, RIGHT = 8, 252, 400, 300
LINE = 118  # height of the time line
SHOWN = 9  # events in the caption
STORY = 8
ROOM_FOR_CARD = 520  # below the controls; else the card stands beside them
PLAYS = ((1, "replay.play"), (-1, "replay.back"))
ARROWS = (("|◀", "start"), ("«", "turn -"), ("◀", "order -"), ("▶", "order +"), ("»", "turn +"), ("▶|", "last"))
TIPS = (("play", "play"), ("back", "play back"))  # of the buttons: word and action
FOUND = 10


class ReplayPanels:
    """Sheets by name, each with the key of what it shows."""

    def __init__(self, scene: "ReplayScene") -> None:
        self.scene = scene
        self.line_box = pygame.Rect(0, 0, 1, 1)  # of the time line, on the screen
        self._kept: dict[str, tuple[Hashable, Sheet]] = {}

    def _sheet(self, name: str, key: Hashable, make: Callable[[], Sheet]) -> Sheet:
        kept = self._kept.get(name)
        if kept is None or kept[0] != key:
            kept = (key, make())
            self._kept[name] = kept
        return kept[1]

    def _key(self, name: str, desk: Desk, *more: Hashable) -> Hashable:
        table = self.scene.table
        return desk.size, desk.scale, desk.say.lang, desk.settings.keys, table.n, table.side, self._mine(name), *more

    def _mine(self, name: str) -> str:
        """The hovered action if it belongs to a panel."""
        kept, action = self._kept.get(name), self.scene.hover_action
        return action if kept and action and any(hot.action == action for hot in kept[1].hots) else ""

    # ------------------------------------------------------------ layout

    def placed(self, desk: Desk) -> list[tuple[str, Placed]]:
        """Every panel on the screen, the topmost last."""
        scene = self.scene
        width, height = desk.size
        edge = desk.u(MARGIN)
        bar = self._bar(desk)
        top = bar.size[1] + edge
        line = self._line(desk)
        line_top = height - line.size[1] - edge
        mini = self._mini(desk)
        caption_top = top + mini.size[1] + edge
        caption = self._caption(desk, line_top - edge - caption_top)
        controls = self._controls(desk)
        right = width - controls.size[0] - edge
        found = [
            ("bar", Placed(bar, (0, 0))),
            ("mini", Placed(mini, (edge, top))),
            ("caption", Placed(caption, (edge, caption_top))),
            ("controls", Placed(controls, (right, top))),
            ("line", Placed(line, (edge, line_top))),
        ]
        self.line_box = self._line_room(desk).move(edge, line_top)
        below = line_top - 2 * edge - top - controls.size[1]
        if below >= desk.u(ROOM_FOR_CARD):
            card, card_at = self._card(desk, below), (width, top + controls.size[1] + edge)
        else:
            card, card_at = self._card(desk, line_top - edge - top), (right, top)
        if card:
            found.append(("card", Placed(card, (card_at[0] - card.size[0] - edge, card_at[1]))))
        if scene.searching:
            search = self._search(desk)
            found.append(("search", Placed(search, ((width - search.size[0]) // 2, top))))
        return found

    def hot_at(self, pos: tuple[int, int], desk: Desk) -> Hot | None:
        return lying.hot_at(self.placed(desk), pos)

    def over(self, pos: tuple[int, int], desk: Desk) -> bool:
        """Whether a place on the screen is on a panel."""
        return lying.is_over(self.placed(desk), pos)

    def find(self, action: str, desk: Desk) -> tuple[int, int] | None:
        """Where on the screen an action can be clicked."""
        return lying.where(self.placed(desk), action)

    def draw(self, target: pygame.Surface, desk: Desk) -> None:
        lying.draw(target, self.placed(desk), desk)
        marks = self.scene.table.marks
        x = replay_line.x_of(marks, self.line_box, self.scene.table.n)
        replay_line.draw_hand(target, x, self.line_box, desk.scale)
        tip = self._tip(desk)
        if tip:
            sheet = tip_sheet(tip, desk.scale)
            target.blit(sheet.surface, beside(desk.mouse, sheet.size, desk.size, desk.u(18)))

    # ------------------------------------------------------------ bar and small map

    def _bar(self, desk: Desk) -> Sheet:
        return self._sheet(
            "bar",
            self._key("bar", desk),
            lambda: turn_bar(desk.size[0], desk.say("replay.title"), self._items(desk), desk.scale, ""),
        )

    def _items(self, desk: Desk) -> tuple[BarItem, ...]:
        say, table, names = desk.say, self.scene.table, self.scene.names
        view: View = table.ground
        phase = table.phase
        points = " : ".join(str(view.points.get(side, 0)) for side in table.sides)
        whose = names.side(phase.side, say.lang) if phase else "–"
        seen_as = names.side(table.side, say.lang) if table.side else say("replay.all")
        return (
            BarItem(say("bar.turn"), f"{view.turn} / {table.scenario.turns}"),
            BarItem(say("bar.date"), say.date(view.date), colour=GOLD),
            BarItem(say("bar.weather"), say(f"weather.{view.weather}")),
            BarItem(say("replay.phase"), whose),
            BarItem(say("bar.points"), f"{points}  ({view.margin:+d})"),
            BarItem(say("bar.level"), level_name(table.scenario, view.level, say.lang)),
            BarItem(say("replay.order"), say("replay.of", n=table.n, all=table.replay.length), colour=GOLD),
            BarItem(say("replay.see_as"), seen_as),
        )

    def _mini(self, desk: Desk) -> Sheet:
        chart = self.scene.chart
        wide, high = chart.extent
        size = desk.u(MINI), round(desk.u(MINI) * high / wide)
        rim = desk.u(5)

        def make() -> Sheet:
            surface = panel(size[0] + 2 * rim, size[1] + 2 * rim)
            surface.blit(replay_map.small_map(self.scene, desk, size), (rim, rim))
            return Sheet(surface)

        return self._sheet("mini", self._key("mini", desk, chart.version), make)

    # ------------------------------------------------------------ captions

    def _caption(self, desk: Desk, room: int) -> Sheet:
        key = self._key("caption", desk, room, self.scene.note_text, self.scene.remark)
        return self._sheet(
            "caption", key, lambda: fitted(lambda scale: self._make_caption(desk, scale), desk.scale, room)
        )

    def _make_caption(self, desk: Desk, scale: float) -> Sheet:
        say, table, names = desk.say, self.scene.table, self.scene.names
        sheet = Layout(round(LEFT * scale), scale, self._mine("caption"))
        moment = table.moment
        if moment is None:
            sheet.head(say("replay.start"))
        else:
            sheet.head(names.side(moment.side, say.lang), say("replay.of", n=moment.n, all=table.replay.length))
            if table.order_known:
                sheet.para(order_words(moment.order, names, say), 16, GOLD, "bold")
            else:
                sheet.para(say("replay.hidden"), 14, DIM, "italic")
            sheet.gap(3)
        events = [event for event in table.events if event.kind != "points"]
        for event in events[:SHOWN]:
            line = log_line(event, table.side or (moment.side if moment else ""), say)
            at = event.hex or event.to
            sheet.para(line.text, 14, line.colour, action=f"go {at}" if at else "")
            sheet.gap(2)
        if len(events) > SHOWN:
            sheet.para(say("replay.more", n=len(events) - SHOWN), 13, DIM)
        elif not events and moment is not None:
            sheet.para(say("replay.nothing"), 13, DIM)
        self._brief(sheet, desk)
        for text, colour in ((self.scene.remark, FAIR), (self.scene.note_text, GOLD)):
            if text:
                sheet.rule()
                sheet.para(text, 13, colour)
        return sheet.sheet()

    def _brief(self, sheet: Layout, desk: Desk) -> None:
        """What the computer meant in this phase."""
        say, names = desk.say, self.scene.names
        brief = self.scene.table.brief
        if brief is None or "plan" not in brief.data:
            return
        data: dict[str, Any] = brief.data
        sheet.rule()
        sheet.para(say("replay.brief"), 15, BRASS, "serif")
        sheet.para(
            say("replay.brief_plan", plan=plan_words(str(data["plan"]), say), value=f"{data.get('value', 0):+}"),
            14,
            PAPER,
        )
        for formation, what in list((data.get("formations") or {}).items())[:6]:
            sheet.para(f"{names.formation(formation, say.lang)}: {plan_words(str(what), say)}", 13, DIM)
        rows = (data.get("alternatives") or [])[:3]
        others = [f"{plan_words(str(row.get('plan')), say)} {row.get('value', 0):+}" for row in rows]
        if others:
            sheet.para(say("replay.brief_others", others=say.join(others)), 13, FAINT)

    # ------------------------------------------------------------ controls

    def _controls(self, desk: Desk) -> Sheet:
        scene, say, names = self.scene, desk.say, self.scene.names
        table = scene.table
        key = self._key("controls", desk, scene.playing, scene.speed, scene.following, scene.selected, scene.searching)

        def make() -> Sheet:
            sheet = Layout(desk.u(RIGHT), desk.scale, self._mine("controls"))
            sheet.y = desk.u(8)
            sheet.para(say("replay.see_as"), 13, DIM)
            views = [(ALL, say("replay.all"))] + [(side, names.side(side, say.lang)) for side in table.sides]
            looks = {True: "armed", False: "plain"}
            sheet.buttons(
                [Key(label, f"see {side}", look=looks[side == table.side]) for side, label in views], 1, 30, 14
            )
            sheet.buttons([Key(sign, action) for sign, action in ARROWS], 6, 32, 16)
            tips = [say(f"replay.{way}_tip", key=desk.key(f"replay {action}")) for way, action in TIPS]
            play, back = (say("replay.pause" if scene.playing == way else key) for way, key in PLAYS)
            sheet.buttons([
                Key(back, "play back", look=looks[scene.playing < 0], tip=tips[1]),
                Key(play, "play", look="red", tip=tips[0]),
                Key(say("replay.speed", n=scene.speed), "speed", tip=say("replay.speed_tip")),
            ], 3, 34, 15)  # fmt: skip
            follow = Key(
                say("replay.follow"), "follow", bool(scene.selected), say("replay.follow_tip"),
                desk.key("replay follow"), looks[bool(scene.following)],
            )  # fmt: skip
            search = Key(say("replay.search"), "search", letter=desk.key("replay search"), look=looks[scene.searching])
            sheet.buttons([follow, search], 2, 32, 14)
            what = scene.can_ask
            keys = [
                Key(say("replay.what_if"), "what if", what, say("replay.what_if_tip" if what else "replay.no_what_if")),
                Key(say("replay.play_on"), "play on", tip=say("replay.play_on_tip")),
            ]
            sheet.buttons(keys, 2, 34, 14)
            sheet.buttons([Key(say("replay.close"), "close", letter="Esc")], 1, 30, 14)
            return sheet.sheet()

        return self._sheet("controls", key, make)

    def _card(self, desk: Desk, room: int) -> Sheet | None:
        """The unit looked at, and as much of its story as there is room for."""
        scene = self.scene
        if not scene.selected:
            return None

        def make() -> Sheet:
            card = fitted(lambda scale: self._unit(desk, scale), desk.scale, room)
            for lines in range(STORY, 0, -1):
                story = self._story(desk, card.size[0], lines)
                if card.size[1] + story.size[1] <= room:
                    return _below(card, story)
            return card

        return self._sheet("card", self._key("card", desk, scene.selected, room), make)

    def _unit(self, desk: Desk, scale: float) -> Sheet:
        """Its card; only its name where it is not on the map, or known only by what was seen of it."""
        scene, table = self.scene, self.scene.table
        unit = table.units.get(scene.selected)
        if unit is None:
            sheet = Layout(round(CARD * scale), scale)
            sheet.head(scene.names.unit(scene.selected, desk.say.lang))
            return sheet.sheet()
        face = scene.chart.face(unit, round(84 * scale))
        looks = {True: "armed", False: "off"}
        donts = tuple(Key(desk.say(f"dont.{name}"), "", look=looks[name in unit.dont]) for name in DONTS)
        works = table.ground.works.get(unit.at or "", 0)
        return unit_card(unit, scene.names, works, table.ground.turn, face, CardButtons(donts), desk.say, scale, "")

    def _story(self, desk: Desk, width: int, lines: int) -> Sheet:
        sheet = Layout(width, desk.scale, self._mine("card"))
        sheet.y = sheet.u(8)
        sheet.para(desk.say("replay.story"), 14, BRASS, "serif")
        story = self.scene.table.story(self.scene.selected)
        for its in story[-lines:]:
            sheet.para(f"{its.event.turn}  {its.event.text(desk.say.lang)}", 13, PAPER, action=f"order {its.n}")
        if not story:
            sheet.para(desk.say("replay.no_story"), 13, DIM)
        return sheet.sheet()

    # ------------------------------------------------------------ time line and search

    def _line_room(self, desk: Desk) -> pygame.Rect:
        """Where on its panel the line lies."""
        pad = desk.u(16)
        return pygame.Rect(pad, desk.u(14), desk.size[0] - 2 * desk.u(MARGIN) - 2 * pad, desk.u(LINE - 52))

    def _line(self, desk: Desk) -> Sheet:
        table = self.scene.table

        def make() -> Sheet:
            width = desk.size[0] - 2 * desk.u(MARGIN)
            surface = panel(width, desk.u(LINE), 0, desk.u(1))
            box = self._line_room(desk)
            replay_line.draw_line(surface, box, table.shown_marks, self.scene.names, table.sides, desk.scale)
            px = desk.u(12)
            names = {"play": "play", "back": "play back", "side": "next side", "search": "search"}
            shown = {word: desk.key(f"replay {action}") or "–" for word, action in names.items()}
            image = lettering.word("sans", px, desk.say("replay.keys", **shown), FAINT)
            surface.blit(image, (width - image.get_width() - desk.u(16), desk.u(LINE) - image.get_height() - desk.u(6)))
            return Sheet(surface)

        return self._sheet("line", (desk.size, desk.scale, desk.say.lang, table.side), make)

    def _search(self, desk: Desk) -> Sheet:
        scene, say = self.scene, desk.say
        key = self._key("search", desk, scene.search_text, scene.search_at)

        def make() -> Sheet:
            sheet = Layout(desk.u(620), desk.scale, self._mine("search"))
            sheet.head(say("replay.search"))
            box = pygame.Rect(sheet.pad, sheet.y, sheet.inner, sheet.u(36))
            pygame.draw.rect(sheet.ink, DEEP, box)
            pygame.draw.rect(sheet.ink, BRASS, box, sheet.u(1))
            words, colour = (scene.search_text + "_", GOLD) if scene.search_text else (say("replay.search_hint"), FAINT)
            fit = lettering.fitting("sans", sheet.u(16), words, box.width - sheet.u(16))
            image = lettering.word("sans", fit, words, colour)
            sheet.picture(image, box.x + sheet.u(8), box.centery - image.get_height() // 2)
            sheet.y = box.bottom + sheet.u(8)
            if scene.search_text:
                count = len(scene.found)
                text = say("replay.search_found", n=count) if count else say("replay.search_none")
                sheet.para(text, 13, DIM)
            first = max(0, min(scene.search_at - FOUND // 2, len(scene.found) - FOUND))
            for i, its in enumerate(scene.found[first : first + FOUND], first):
                self._hit(sheet, its, i == scene.search_at, desk)
            return sheet.sheet()

        return self._sheet("search", key, make)

    def _hit(self, sheet: Layout, its: Found, chosen: bool, desk: Desk) -> None:
        colour = GOLD if chosen else PAPER
        sheet.para(f"{its.event.turn}  {its.event.text(desk.say.lang)}", 14, colour, action=f"order {its.n}")

    # ------------------------------------------------------------ tips

    def _tip(self, desk: Desk) -> Tip | None:
        scene = self.scene
        mark = replay_line.mark_at(scene.table.shown_marks, self.line_box, desk.mouse[0])
        if mark and self.line_box.collidepoint(desk.mouse):
            return phase_tip(mark, scene.names, desk.say)
        hot = self.hot_at(desk.mouse, desk)
        if hot and hot.tip:
            return Tip(lines=((hot.tip, PAPER),))
        return hex_tip(scene, desk) if scene.hover else None


def _below(upper: Sheet, lower: Sheet) -> Sheet:
    """Two sheets as one, the second under the first."""
    wide = max(upper.size[0], lower.size[0])
    both = pygame.Surface((wide, upper.size[1] + lower.size[1]), pygame.SRCALPHA)
    both.blit(upper.surface, (0, 0))
    both.blit(lower.surface, (0, upper.size[1]))
    moved = [Hot(hot.rect.move(0, upper.size[1]), hot.action, hot.tip, hot.enabled) for hot in lower.hots]
    return Sheet(both, [*upper.hots, *moved])
