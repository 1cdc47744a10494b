"""The window, its loop and the stack of scenes. Events go up as wishes, data goes down as the desk.

`App.fulfil` is the one place where a person's or the computer's orders reach a battle.
"""

import gc
import os
import time
from pathlib import Path

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame

from game.errors import UserError
from game.ui import keeping, keys, sound
from game.ui import settings as kept
from game.ui.display import SMALLEST, HeldKeys, dress, merged, shoot
from game.ui.display import open_display as open_display  # for whoever drives an App without a window
from game.ui.guard import Guard
from game.ui.measure import give_back
from game.ui.scenes import base, post
from game.ui.scenes.base import Desk, Scene, SheetScene, Wish
from game.ui.scenes.dialogs import Answer, Question
from game.ui.text.i18n import Tongue
from game.ui.theme.palette import scale_for

FRAME_MS = 1000 / 60
IDLE_MS = 250
WATCH_MS = 50


class App:
    """Owns the window, the settings and the battle on the table."""

    def __init__(self, size: tuple[int, int], lang: str | None = None, full: bool | None = None) -> None:
        settings = kept.load()
        if lang:
            settings = settings.with_(lang=lang)
        if full is not None:
            settings = settings.with_(full_screen=full)
        self.window_size = size
        flags = pygame.FULLSCREEN if settings.full_screen else pygame.RESIZABLE
        self.screen = pygame.display.set_mode((0, 0) if settings.full_screen else size, flags)
        pygame.display.set_caption("Hengyang 1944  衡陽保衛戰")
        pygame.key.set_repeat(350, 60)
        self.scenes: list[Scene] = []
        self.running = True
        self.held = HeldKeys()
        self.hidden = False
        self.guard = Guard(self)
        self.frames: list[float] = []  # milliseconds on the clock
        self.labour: list[float] = []  # milliseconds of work, without those spent waiting for a processor
        actual = self.screen.get_size()
        self.desk = Desk(actual, scale_for(actual, settings.text_percent), Tongue(settings.lang), settings)
        dress(settings)
        self.last_tick = time.perf_counter()
        self.last_draw = 0.0

    # ------------------------------------------------------------ loop

    def loop(self) -> None:
        """Until the last scene closes. Nothing is drawn while nothing changes."""
        while self.running and self.scenes:
            try:
                self.step(self.wait_ms())
            except Exception as fault:
                self.guard.failed(fault)

    def wait_ms(self) -> int:
        """How long the loop may sleep: to the next frame while something moves."""
        if not self.scenes[-1].moving or self.hidden:
            return WATCH_MS if self.scenes[-1].watching else IDLE_MS
        return max(1, int(FRAME_MS - (time.perf_counter() - self.last_draw) * 1000))

    def step(self, wait_ms: int = 0) -> None:
        """One round: events, time, drawing."""
        event = pygame.event.wait(wait_ms) if wait_ms else pygame.event.poll()
        events = [event, *pygame.event.get()] if event.type != pygame.NOEVENT else pygame.event.get()
        for happened in merged(events):
            self.handle(happened)
            if not self.running or not self.scenes:
                return
        ms = int((time.perf_counter() - self.last_tick) * 1000)
        self.last_tick = time.perf_counter()
        for wish in self.scenes[-1].tick(self.desk, ms):
            self.fulfil(wish)
        if self.running and self.scenes and not self.hidden and (self.desk.redraw or self.scenes[-1].moving):
            self.draw()

    def handle(self, event: pygame.event.Event) -> None:
        """What the app itself answers; all else goes to the scene on top."""
        if event.type == pygame.QUIT:
            self._asked_to_quit()
            return
        if self.held.again(event):
            return
        if event.type in (pygame.WINDOWMINIMIZED, pygame.WINDOWRESTORED, pygame.WINDOWEXPOSED):
            self.hidden = event.type == pygame.WINDOWMINIMIZED
        if event.type == pygame.DROPFILE:
            self.fulfil(post.dropped(Path(event.file), self.desk.say))
        if event.type == pygame.VIDEORESIZE:
            self.resize((max(SMALLEST[0], event.w), max(SMALLEST[1], event.h)))
        if event.type == pygame.MOUSEMOTION:
            self.desk.mouse = event.pos
        elif event.type != pygame.MOUSEBUTTONUP:
            self.desk.redraw = True
        if event.type == pygame.KEYDOWN and not getattr(self.scenes[-1], "waiting", ""):
            action = keys.action_for(event, self.desk.settings.keys)
            if action in ("full screen", "shoot"):
                full = base.Change({"full_screen": not self.desk.settings.full_screen})
                self.fulfil(full if action == "full screen" else base.Shoot())
                return
        top = self.scenes[-1]
        if event.type == pygame.MOUSEBUTTONDOWN and isinstance(top, SheetScene) and top.action_at(event.pos, self.desk):
            sound.play("click", self.desk.settings)
        for wish in top.handle(event, self.desk):
            self.fulfil(wish)

    def _asked_to_quit(self) -> None:
        """The window's own button: with a battle under way a question first, if so set; at once if asked again."""
        session = self.desk.session
        top = self.scenes[-1]
        asking = isinstance(top, Question) and top.answers[0].wishes == (base.Quit(),)
        if session is None or session.outcome is not None or asking or not self.desk.settings.confirm_quit:
            self.fulfil(base.Quit())
            return
        say = self.desk.say
        answers = [Answer(say("title.quit"), (base.Quit(),), "red"), Answer(say("pause.resume"))]
        self.fulfil(base.Open(Question(say("confirm.quit"), say("confirm.leave_text"), answers, first=1)))

    def draw(self) -> None:
        """The whole frame; scenes below a veil show through."""
        start, labour = time.perf_counter(), time.thread_time()
        first = len(self.scenes) - 1
        while first > 0 and self.scenes[first].veil:
            first -= 1
        for scene in self.scenes[first:]:
            if scene.veil:
                self._draw_veil()
            scene.draw(self.screen, self.desk)
        self.desk.redraw = False
        pygame.display.flip()
        self.last_draw = time.perf_counter()
        self.frames.append((self.last_draw - start) * 1000)
        self.labour.append((time.thread_time() - labour) * 1000)
        for its in (self.frames, self.labour):
            del its[:-20_000]

    def _draw_veil(self) -> None:
        self.screen.fill((122, 122, 122), special_flags=pygame.BLEND_RGB_MULT)

    def resize(self, size: tuple[int, int]) -> None:
        """Lay everything out anew for a window of this size."""
        surface = pygame.display.get_surface()
        if surface is None or surface.get_size() != size:
            surface = pygame.display.set_mode(size, pygame.RESIZABLE)
        self.screen = surface
        self.desk.size = size
        self.desk.scale = scale_for(size, self.desk.settings.text_percent)
        self.desk.redraw = True

    # ------------------------------------------------------------ wishes

    def fulfil(self, wish: Wish) -> None:
        """Make a wish come true; the desk is redrawn afterwards."""
        self.desk.redraw = True
        match wish:
            case base.Open(scene):
                self.scenes.append(scene)
            case base.Close(then):
                if self.scenes:
                    self.scenes.pop().close()
                for later in then:
                    self.fulfil(later)
                self.running = self.running and bool(self.scenes)
            case base.Home():
                self._go_home()
            case base.Quit():
                self._autosave()
                self.running = False
            case base.Begin():
                self._begin(wish)
            case base.Seat(session):
                self._seat(session)
            case base.Give(order):
                self._give(order)
            case base.Act(action):
                self._act(action)
            case base.TakeBack(redo):
                trouble = self.desk.table.take_back(redo)
                self.scenes[-1].note(trouble or self.desk.say("note.redone" if redo else "note.undone"))
            case base.Save(name):
                self._save(name)
            case base.Load(path):
                self._load(path)
            case base.FightOn():
                self._begin(wish)
            case base.Remove(path):
                trouble = keeping.remove(path)
                say = self.desk.say
                text = say("saves.failed", reason=trouble) if trouble else say("saves.removed", name=path.stem)
                self.scenes[-1].note(text)
            case base.Change(values):
                self._change(values)
            case base.Tell(text):
                self.scenes[-1].note(text)
            case base.Shoot():
                self._shoot()
            case base.Failed(text):
                where = self.guard.report(text)
                self.scenes.append(self.guard.told(text.splitlines()[-1], where, "fault.loading"))
            case base.Review():
                self._review()

    def _begin(self, wish: base.Begin | base.FightOn) -> None:
        from game.ui.scenes.loading import LoadingScene

        self.scenes.append(LoadingScene(wish, self.desk.session))

    def _seat(self, session: "base.Session") -> None:
        from game.ui.scenes.battle import BattleScene
        from game.ui.scenes.title import TitleScene

        if self.desk.session:
            self.desk.session.stop_computer()
        self.desk.session = session
        session.lang = self.desk.settings.lang
        self._put([TitleScene(), BattleScene(session)])
        gc.collect()  # the battle before, a web of references
        give_back()

    def _act(self, action: str) -> None:
        from game.ui.scenes import battle_actions
        from game.ui.scenes.battle import BattleScene

        for scene in self.scenes:
            if isinstance(scene, BattleScene):
                for wish in battle_actions.act(scene, action, self.desk):
                    self.fulfil(wish)

    def _give(self, order: "base.Order") -> None:
        from game.ui.scenes.battle import BattleScene

        session = self.desk.table
        ends = order.verb == "end"
        if ends and session.phasing in session.humans:
            self._autosave(before_end=True)
        if ends and session.phasing == session.side:
            session.mark_phase()
        report = session.give(order)
        trouble = session.computer.trouble if ends and session.computer else ""
        for scene in self.scenes:
            if isinstance(scene, BattleScene):
                scene.happened(order, report, self.desk)
        if session.outcome is not None:
            self._keep_finished()
        elif ends and not report.refusal and session.phasing in session.humans:
            self._autosave()
        if ends:
            give_back()
        if trouble:
            where = self.guard.report(trouble)
            self.scenes.append(self.guard.told(trouble.splitlines()[-1], where, "fault.computer"))
        sound.play_for(report.events, self.desk.settings)

    def _go_home(self) -> None:
        from game.ui.scenes.title import TitleScene

        self._autosave()
        self.shelve([TitleScene()])

    def shelve(self, scenes: list[Scene]) -> None:
        """Take the battle off the table and show other scenes."""
        if self.desk.session:
            self.desk.session.stop_computer()
        self.desk.session = None
        self.desk.redraw = True
        self._put(scenes)

    def _put(self, scenes: list[Scene]) -> None:
        """Other scenes instead of all that are open."""
        for scene in self.scenes:
            scene.close()
        self.scenes[:] = scenes

    def _keep_finished(self) -> None:
        """Keep a decided battle, once, for reports and replays."""
        session = self.desk.table
        if session.kept_as:
            return
        path = keeping.finished(session.scenario.id)
        try:
            session.save(path)
            session.kept_as = path.stem
        except (OSError, UserError) as trouble:
            self.scenes[-1].note(self.desk.say("saves.auto_failed", reason=trouble))

    def _autosave(self, before_end: bool = False, but: Path | None = None) -> None:
        """Keep the battle in the ring, or as it is before a phase ends; a full disk is told, and no reason to stop."""
        session = self.desk.session
        if session and session.outcome is None:
            folder = kept.saves_folder()
            try:
                session.save(folder / f"{keeping.BEFORE_END}{keeping.SUFFIX}" if before_end else keeping.ring_slot(but))
            except (OSError, UserError) as trouble:
                if self.scenes:
                    self.scenes[-1].note(self.desk.say("saves.auto_failed", reason=trouble))

    def _save(self, name: str) -> None:
        say = self.desk.say
        try:
            self.desk.table.save(kept.saves_folder() / f"{name}{keeping.SUFFIX}")
            text = say("saves.saved", name=name)
        except (OSError, UserError) as trouble:
            text = say("saves.failed", reason=trouble)
        self.scenes[-1].note(text)

    def _load(self, path: Path) -> None:
        from game.ui.scenes.loading import LoadingScene

        if not path.exists():
            self.scenes[-1].note(self.desk.say("saves.no_quick"))
            return
        self._autosave(but=path)  # what lies on the table is not lost
        if self.desk.session:
            self.desk.session.stop_computer()
        self.scenes.append(LoadingScene(base.Load(path), self.desk.session))

    def _change(self, values: dict[str, object]) -> None:
        before = self.desk.settings
        settings = before.with_(**values)
        trouble = kept.keep(settings)
        if trouble:
            self.scenes[-1].note(self.desk.say("settings.not_kept", reason=trouble))
        self.desk.settings = settings
        self.desk.say = Tongue(settings.lang)
        if settings.colours != before.colours:
            dress(settings)
        if self.desk.session:
            self.desk.session.lang = settings.lang
            self.desk.session.repaint()
        self.desk.scale = scale_for(self.desk.size, settings.text_percent)
        if settings.full_screen != before.full_screen:
            flags = pygame.FULLSCREEN if settings.full_screen else pygame.RESIZABLE
            self.screen = pygame.display.set_mode((0, 0) if settings.full_screen else self.window_size, flags)
            self.resize(self.screen.get_size())

    def _review(self) -> None:
        """What the one who sits down could see of the other's phase."""
        from game.ui.scenes.battle import BattleScene
        from game.ui.scenes.seen_again import SeenAgain

        battle = next((scene for scene in self.scenes if isinstance(scene, BattleScene)), None)
        if battle is None:
            return
        again = SeenAgain(battle)
        if again.events:
            self.scenes.append(again)

    def _shoot(self) -> None:
        try:
            text = self.desk.say("note.shot", name=str(shoot(self.screen)))
        except OSError as trouble:
            text = self.desk.say("saves.failed", reason=trouble)
        self.scenes[-1].note(text)
