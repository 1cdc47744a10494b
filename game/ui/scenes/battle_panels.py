"""The panels of the battle screen: what each shows at the moment, laid out, kept until its values change."""

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING

import pygame

from game.ui.panels import formation_card, legend, log, menu, odds_card, tooltip, turn_bar, unit_card
from game.ui.scenes import battle_group, battle_map, battle_tips, battle_values, battle_washes, lying
from game.ui.scenes.base import Desk, Placed
from game.ui.theme import lettering
from game.ui.theme.palette import GOLD, parse
from game.ui.theme.sheet import Hot, Key, Layout, Sheet, fitted
from game.ui.theme.surface import panel
from game.values import Event

if TYPE_CHECKING:
    from game.ui.scenes.battle import BattleScene

MARGIN = 8
MINI = 252
GLASS = "ground"  # the panel that the mouse goes through, for it says what lies under the mouse


class Panels:
    """Sheets by name, each with the key of what it shows."""

    def __init__(self, scene: "BattleScene") -> None:
        self.scene = scene
        self.tip = ""
        self._kept: dict[str, tuple[Hashable, Sheet]] = {}
        self._lines = log.LogLines()

    def _sheet(self, name: str, key: Hashable, make: Callable[[], Sheet]) -> Sheet:
        kept = self._kept.get(name)
        if kept is None or kept[0] != key:
            kept = (key, make())
            self._kept[name] = kept
        return kept[1]

    # ------------------------------------------------------------ layout

    def placed(self, desk: Desk) -> list[tuple[str, Placed]]:
        """Every panel on the screen, the topmost last."""
        scene = self.scene
        width, height = desk.size
        edge = desk.u(MARGIN)
        bar = self._bar(desk)
        found = [("bar", Placed(bar, (0, 0)))]
        top = below = bar.size[1] + edge
        if scene.mini_open and not scene.chart.whole:
            mini = self._minimap(desk)
            found.append(("mini", Placed(mini, (edge, top))))
            below += mini.size[1] + edge
        key = self._legend(desk)
        if key:
            beside = found[-1][1].rect.right + edge if below > top else edge
            found.append(("legend", Placed(key, (beside, top) if scene.report_open else (edge, below))))
        end = self._end(desk)
        end_at = (width - end.size[0] - edge, height - end.size[1] - edge)
        found.append(("end", Placed(end, end_at)))
        card = self._card(desk)
        card_at = (width - card.size[0] - edge, top)
        found.append(("card", Placed(card, card_at)))
        if scene.report_open:  # it stands for the log until it is closed
            found.append(("report", Placed(self._report(desk, height - below - edge), (edge, below))))
        elif scene.log_open:
            log_sheet = self._log(desk)
            found.append(("log", Placed(log_sheet, (edge, height - log_sheet.size[1] - edge))))
        lesson = self._lesson(desk)
        foot = height - edge
        if lesson:
            found.append(("lesson", scene.lessons.place(lesson, desk)))
            foot = found[-1][1].pos[1] - edge
        odds = self._odds(desk)
        if odds:
            found.append(("odds", Placed(odds, (card_at[0] - odds.size[0] - edge, top))))
        ground = self._ground_at(desk, end_at, Placed(card, card_at), foot if odds is None else 0)
        if ground:
            found.append(("ground", ground))
        if scene.books.opened:
            book = self._book(desk)
            found.append(("book", Placed(book, (max(edge, card_at[0] - book.size[0] - edge), top))))
        menu_sheet = self._menu(desk)
        if menu_sheet and scene.hand.menu:
            pos = tooltip.beside(scene.hand.menu.pos, menu_sheet.size, desk.size, desk.u(6))
            found.append(("menu", Placed(menu_sheet, pos)))
        return found

    def hot_at(self, pos: tuple[int, int], desk: Desk) -> Hot | None:
        return lying.hot_at(self.placed(desk), pos, (GLASS,))

    def over(self, pos: tuple[int, int], desk: Desk) -> bool:
        """Whether a place on the screen is on a panel."""
        return lying.is_over(self.placed(desk), pos, (GLASS,))

    def over_name(self, pos: tuple[int, int], desk: Desk) -> str:
        """The topmost panel there, or nothing."""
        names = [name for name, placed in self.placed(desk) if name != GLASS and placed.rect.collidepoint(pos)]
        return names[-1] if names else ""

    def find(self, action: str, desk: Desk) -> tuple[int, int] | None:
        """Where on the screen an action can be clicked."""
        return lying.where(self.placed(desk), action)

    # ------------------------------------------------------------ drawing

    def draw(self, target: pygame.Surface, desk: Desk) -> None:
        panels, lessons = self.placed(desk), self.scene.lessons
        lessons.draw(target, desk, on_map=True)
        lying.draw(target, [its for its in panels if its[0] != "menu"], desk)
        lessons.draw(target, desk, on_map=False)
        lying.draw(target, [its for its in panels if its[0] == "menu"], desk)
        odds = next((placed.rect for name, placed in panels if name == "odds"), None)
        if self.scene.note_text:
            self._note(target, desk, odds.left if odds else desk.size[0])
        tip = battle_tips.tip(self.scene, desk)
        if tip and not tip.empty and not self.scene.dragging:
            sheet = self._sheet(
                "tip", (tip, desk.scale, desk.settings.colours), lambda: tooltip.tip_sheet(tip, desk.scale)
            )
            target.blit(sheet.surface, tooltip.beside(desk.mouse, sheet.size, desk.size, desk.u(18), odds))

    def _note(self, target: pygame.Surface, desk: Desk, right: int) -> None:
        """What the player should know just now, under the turn bar: in the middle, if that ends before `right`."""
        px = desk.u(16)
        most = min(desk.u(820), desk.size[0] - 2 * desk.u(380))
        lines = lettering.wrap("sans", px, self.scene.note_text, most)
        wide = max(lettering.width_of("sans", px, line) for line in lines) + desk.u(32)
        high = lettering.line_height("sans", px) * len(lines) + desk.u(14)
        x, y = min((desk.size[0] - wide) // 2, right - wide - desk.u(MARGIN)), desk.u(turn_bar.HEIGHT + 10)
        target.blit(panel(wide, high), (x, y))
        for i, line in enumerate(lines):
            image = lettering.word("sans", px, line, GOLD)
            target.blit(image, (x + (wide - image.get_width()) // 2, y + desk.u(7) + i * image.get_height()))

    # ------------------------------------------------------------ each panel

    def _key(self, desk: Desk, *more: Hashable) -> Hashable:
        scene = self.scene
        return (
            desk.size,
            desk.scale,
            desk.settings.colours,
            desk.say.lang,
            desk.settings.keys,
            scene.session.revision,
            scene.session.side,
            *more,
        )

    def _mine(self, name: str) -> str:
        """The hovered action if it belongs to a panel."""
        kept = self._kept.get(name)
        action = self.scene.hover_action
        return action if kept and action and any(hot.action == action for hot in kept[1].hots) else ""

    def _bar(self, desk: Desk) -> Sheet:
        count = self.scene.session.computer.count if self.scene.session.computer else -1
        hover = self._mine("bar")
        return self._sheet(
            "bar",
            self._key(desk, count, hover),
            lambda: turn_bar.turn_bar(
                desk.size[0], desk.say("game.name"), battle_values.bar_items(self.scene, desk), desk.scale, hover
            ),
        )

    def _minimap(self, desk: Desk) -> Sheet:
        chart = self.scene.chart
        wide, high = chart.extent
        across = min(desk.u(MINI), desk.size[0] * 17 // 100)  # large text makes no larger map
        size = across, round(across * high / wide)
        rim = desk.u(5)

        def make() -> Sheet:
            surface = panel(size[0] + 2 * rim, size[1] + 2 * rim)
            surface.blit(battle_map.minimap(chart.small_ground(size), self.scene, desk), (rim, rim))
            return Sheet(surface)

        return self._sheet("mini", self._key(desk, chart.version), make)

    def _legend(self, desk: Desk) -> Sheet | None:
        """What the overlay's colours mean, while there is one."""
        hand, say, names = self.scene.hand, desk.say, self.scene.names
        name = "threat" if hand.threat else hand.overlay
        if name == "none":
            return None
        colours = [(say(f"legend.{key}"), colour) for key, colour in battle_washes.LEGENDS[name]]
        if name == "control":
            colours = [(names.side(side, say.lang), parse(names.colour(side))) for side in self.scene.session.sides]
        key = "V" if hand.threat else say("legend.next")
        return self._sheet(
            "legend",
            (name, desk.scale, say.lang),
            lambda: legend.legend_panel(say(f"overlay.{name}"), colours, key, say, desk.scale),
        )

    def _ground_at(self, desk: Desk, end_at: tuple[int, int], card: Placed, foot: int) -> Placed | None:
        """The hex under the mouse, below the card; where there is no room beside it, down to `foot` if that is free."""
        tip = battle_tips.ground(self.scene, desk)
        if tip is None:
            return None
        sheet = self._ground(tip, desk)
        edge = desk.u(MARGIN)
        x, y = end_at[0], end_at[1] - sheet.size[1] - edge
        if y >= card.rect.bottom + edge:
            return Placed(sheet, (x, y))
        beside = card.pos[0] - sheet.size[0] - edge, foot - sheet.size[1]
        return Placed(sheet, beside) if foot else None

    def _ground(self, tip: tooltip.Tip, desk: Desk) -> Sheet:
        return self._sheet(
            "ground", (tip, desk.scale), lambda: tooltip.ground_sheet(tip, desk.u(unit_card.WIDTH), desk.scale)
        )

    def _end(self, desk: Desk) -> Sheet:
        scene, say = self.scene, desk.say
        hover = self._mine("end")
        mine, running = scene.session.mine, scene.staff.running
        count = scene.session.computer.count if scene.session.computer else 0

        def make() -> Sheet:
            sheet = Layout(desk.u(unit_card.WIDTH), desk.scale, hover)
            sheet.y = desk.u(6)
            if running:
                label = say("staff.running")
            elif mine or scene.session.outcome:
                label = say("order.end")
            else:
                side = scene.names.side(scene.session.phasing, say.lang)
                label = say("bar.thinking", side=side, n=count)
            box = pygame.Rect(desk.u(6), sheet.y, sheet.width - desk.u(12), desk.u(46))
            end = Key(label, "end", mine, "", desk.key("end") if mine else "", "red")
            halt = Key(label, "back", True, say("button.run_tip"), desk.key("back"), "armed")
            sheet.button(box, halt if running else end, 20)
            return sheet.sheet(desk.u(58))

        return self._sheet("end", self._key(desk, hover, mine, running, count), make)

    def _card(self, desk: Desk) -> Sheet:
        scene, say = self.scene, desk.say
        hover = self._mine("card")
        unit = scene.hand.unit
        done = tuple(sorted(scene.hand.done))
        key = self._key(desk, scene.hand.selected, scene.hand.picked, scene.hand.group, scene.hand.armed, done, hover)

        def make(scale: float) -> Sheet:
            group = scene.hand.group
            if group:
                its = (battle_group.members(scene), battle_group.postures(scene), scene.names)
                buttons = battle_group.buttons(scene, desk)
                return formation_card.formation_card(group, *its, buttons, say, scale, hover)
            if unit is None:
                return unit_card.no_unit_card(say, scale, hover, battle_values.idle_table_keys(scene, desk))
            face = scene.chart.face(unit, round(84 * scale))
            works = scene.session.view.works.get(unit.at or "", 0)
            posture = scene.session.postures.get(unit.formation, "")
            orders = battle_values.card_buttons(scene, desk)
            turn = scene.session.view.turn
            tips = battle_values.gauge_tips(scene, unit, desk)
            return unit_card.unit_card(unit, scene.names, works, turn, face, orders, say, scale, hover, posture, tips)

        return self._sheet("card", key, lambda: fitted(make, desk.scale, desk.size[1] - desk.u(140)))

    def log_lines(self, desk: Desk) -> list[log.LogLine]:
        session = self.scene.session
        say = desk.say

        def fold(events: Sequence[Event]) -> list[log.LogLine]:
            tells = self.scene.lessons.tells  # what the lesson's box says is not said again
            told = [event for event in events if not (log.is_noise(event) or tells(event))]
            return log.fold(told, session.side, self.scene.names, say, session.worn_before)

        key = say.lang, session.side, session.taught.away
        return session.keep(("log", *key), lambda: self._lines.of(session.events(), key, fold))

    def _log(self, desk: Desk) -> Sheet:
        hover = self._mine("log")
        width = min(desk.u(log.WIDTH), desk.size[0] - 2 * desk.u(unit_card.WIDTH + 20))  # beside the hex's panel
        size = (width, desk.u(log.HEIGHT))
        return self._sheet(
            "log",
            self._key(desk, self.scene.log_scroll, hover),
            lambda: log.log_panel(self.log_lines(desk), self.scene.log_scroll, desk.say, desk.scale, hover, size),
        )

    def _odds(self, desk: Desk) -> Sheet | None:
        scene = self.scene
        at = scene.hand.hover
        order = scene.hand.order_shown(at) if at and scene.hand.menu is None else None
        if order is None or scene.session.why_not(order) is not None:
            return None
        preview = scene.session.preview(order)
        if preview is None or not (preview.losses or preview.factors or preview.chances):
            return None
        forecast = scene.forecaster.of(order, scene.session)
        title = battle_values.odds_title(scene, order, desk)
        notes = battle_values.odds_notes(scene, order, desk)
        advice = battle_values.advice_lines(scene, order, desk)
        doubts = battle_values.odds_doubts(scene, order, desk)
        answers = battle_values.answers(scene, order, desk)
        more = notes, advice, doubts, answers

        def make(scale: float) -> Sheet:
            return odds_card.odds_card(title, preview, forecast, scene.names, desk.say, scale, *more)

        return self._sheet(
            "odds",
            self._key(desk, order, forecast, *more),
            lambda: fitted(make, desk.scale, desk.size[1] - desk.u(80)),
        )

    def _lesson(self, desk: Desk) -> Sheet | None:
        lessons, hover = self.scene.lessons, self._mine("lesson")
        if lessons.now is None:
            return None
        key = self._key(desk, hover, lessons.card(desk))
        return self._sheet("lesson", key, lambda: lessons.sheet(desk, hover))

    def _report(self, desk: Desk, room: int) -> Sheet:
        hover = self._mine("report")

        def make() -> Sheet:
            lines, more = self.scene.turn.report_lines(desk)
            retake = battle_values.retake_line(self.scene, desk)
            date = desk.say.date(self.scene.session.view.date)
            notes = (retake, self.scene.turn.worn_line(desk))
            return log.report_panel(lines, more, notes, desk.say, desk.scale, hover, date, room)

        return self._sheet("report", self._key(desk, hover, room), make)

    def _book(self, desk: Desk) -> Sheet:
        books, hover = self.scene.books, self._mine("book")
        return self._sheet("book", self._key(desk, hover, books.key_of_state()), lambda: books.sheet(desk, hover))

    def _menu(self, desk: Desk) -> Sheet | None:
        its = self.scene.hand.menu
        if its is None:
            return None
        hover = self._mine("menu")
        keys = [Key(label, f"menu {i}") for i, (label, _) in enumerate(its.orders)]
        key = self._key(desk, its.title, tuple(label for label, _ in its.orders), hover, its.nothing)
        return self._sheet(
            "menu", key, lambda: menu.order_menu(its.title, keys, its.nothing, desk.say, desk.scale, hover)
        )
