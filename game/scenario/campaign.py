"""Campaigns: scenarios played one after the other, each taking over what the one before left (game.campaign).

A campaign is a file `campaign.yaml` in a package's folder; `scenarios/hengyang/campaign.yaml` is `hengyang/campaign`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from game.scenario import catalog, codes, mods
from game.scenario.checks_schema import check_page
from game.scenario.merge import CAMPAIGN_FILE, shown
from game.scenario.model import Scenario, half_day
from game.scenario.numbers import Count, Small, Strict
from game.scenario.problems import Problem, ScenarioError, errors_in, suggest
from game.scenario.source import Node, Source, read
from game.scenario.words import Id, ScenarioId, Words

Carried = Literal["losses", "ammunition", "works", "ramps", "ground"]
EVERYTHING: tuple[Carried, ...] = ("losses", "ammunition", "works", "ramps", "ground")


class Between(Strict):
    """What a side gets before a phase begins."""

    back_percent: Small = Field(default=0, description="%: of the men it lost in the phase before, back in their units")
    fires: Count = Field(default=0, description="fires: into its depots")
    grenades: Count = Field(default=0, description="loads: likewise")
    food: Count = Field(default=0, description="half days: likewise")
    shells: dict[Id, Count] = Field(default={}, description="calibre -> loads: likewise")


class CampaignPhase(Strict):
    scenario: ScenarioId = Field(description="id of a scenario")
    carry: tuple[Carried, ...] = Field(default=EVERYTHING, description="what it takes over from the phase before")
    between: dict[Id, Between] = Field(default={}, description="side -> what it gets before this phase")


class Campaign(Strict):
    """A campaign.yaml."""

    format: Literal[1] = Field(description="of campaign files")
    id: ScenarioId = Field(description="its path below the scenarios folder, without .yaml")
    title: Words = Field(description="in lists")
    about: Words | None = Field(default=None, description="what it is about, in a sentence or two")
    phases: Annotated[tuple[CampaignPhase, ...], Field(min_length=2)] = Field(description="in the order of their dates")

    def phase_of(self, scenario: str) -> int | None:
        """Number of the phase, from 0, that is played on a scenario."""
        return next((n for n, phase in enumerate(self.phases) if phase.scenario == scenario), None)


class Part(NamedTuple):
    """Where a scenario stands in a campaign: the campaign's file and title, which phase (from 1) of how many."""

    file: Path
    title: Words
    number: int
    phases: int
    following: str  # id of the next phase's scenario; nothing after the last


def part_of(scenario: str) -> Part | None:
    """The first campaign with that scenario among its phases, read without its scenarios; None if there is none."""
    for file in (file for root in mods.roots() for file in files_below(root)):
        _, campaign, _ = _page(file)
        number = campaign.phase_of(scenario) if campaign else None
        if campaign and number is not None:
            later = campaign.phases[number + 1 :]
            following = later[0].scenario if later else ""
            return Part(file, campaign.title, number + 1, len(campaign.phases), following)
    return None


def is_campaign(file: Path) -> bool:
    return file.name == CAMPAIGN_FILE


def files_below(root: Path) -> list[Path]:
    """Every campaign below a folder."""
    return sorted(root.rglob(CAMPAIGN_FILE))


def locate(name_or_path: str | os.PathLike[str]) -> Path | None:
    """The file of a campaign, by its id or path; None if there is none."""
    text = os.fspath(name_or_path)
    if "\x00" in text:
        return None
    files = [Path(text), Path(text) / CAMPAIGN_FILE]
    files += [root / f"{text}.yaml" for root in mods.roots() if ".." not in Path(text).parts]
    return next((file for file in files if is_campaign(file) and file.is_file()), None)


def load(name_or_path: str | os.PathLike[str]) -> Campaign:
    """The campaign of that id, or in that file. Raises ScenarioError with all its problems."""
    file = locate(name_or_path)
    if file is None:
        known = [name for root in mods.roots() for name in (_id_of(path, root) for path in files_below(root))]
        hint = suggest(os.fspath(name_or_path), known, "campaigns")
        place = Node(None, Source(os.fspath(name_or_path)))
        raise ScenarioError([place.problem(codes.NO_SUCH_FILE, f"no campaign '{os.fspath(name_or_path)}'", hint)])
    campaign, problems = examine(file)
    if campaign is None or errors_in(problems):
        raise ScenarioError(problems)
    return campaign


def examine(file: Path) -> tuple[Campaign | None, list[Problem]]:
    """A campaign file and what is wrong with it. Raises nothing about files."""
    root, campaign, problems = _page(file)
    if root is not None and campaign is not None:
        problems += _misnamed(root, campaign, file)
        problems += _phases(root, campaign)
    return campaign, problems


def _page(file: Path) -> tuple[Node | None, Campaign | None, list[Problem]]:
    """The file by itself, whatever its scenarios are."""
    root, problems = read(file, shown(file))
    if root is None:
        return None, None, problems
    campaign, found = check_page(root, Campaign, "a campaign begins with `format: 1`")
    return root, campaign, problems + found


def _id_of(file: Path, root: Path) -> str:
    return file.with_suffix("").relative_to(root).as_posix()


def _misnamed(root: Node, campaign: Campaign, file: Path) -> list[Problem]:
    for folder in mods.roots():
        if file.resolve().is_relative_to(folder.resolve()):
            wanted = _id_of(file.resolve(), folder.resolve())
            if campaign.id != wanted:
                return [
                    root.get("id").problem(
                        codes.MISPLACED, f"id '{campaign.id}' of a campaign in {wanted}", f"write {wanted}"
                    )
                ]
    return []


def _phases(root: Node, campaign: Campaign) -> list[Problem]:
    """Phases that are there, between the same sides, one after the other."""
    problems: list[Problem] = []
    before: Scenario | None = None
    for phase, node in zip(campaign.phases, root.get("phases").entries(), strict=True):
        place = node.get("scenario")
        scenario = catalog.examine(phase.scenario).scenario
        if scenario is None:
            missing = not catalog.exists(phase.scenario)
            message = f"no scenario '{phase.scenario}'" if missing else f"'{phase.scenario}' cannot be played"
            hint = suggest(phase.scenario, catalog.names(), "scenarios") if missing else "validate it"
            problems.append(place.problem(codes.NO_SUCH_FILE, message, hint))
            continue
        for key, gift in node.get("between").items():
            if key.raw not in scenario.sides:
                message = f"no side '{key.raw}' in '{phase.scenario}'"
                problems.append(key.problem(codes.UNKNOWN_ID, message, suggest(str(key.raw), scenario.sides, "sides")))
            known = {kind.calibre for kind in scenario.kinds.values()}
            for calibre, _ in gift.get("shells").items():
                if calibre.raw not in known:
                    hint = suggest(str(calibre.raw), [name for name in known if name], "calibres")
                    problems.append(calibre.problem(codes.UNKNOWN_ID, f"no calibre '{calibre.raw}'", hint))
        if before is not None:
            problems += _follows(place, before, scenario)
        before = scenario
    return problems


def _follows(place: Node, before: Scenario, scenario: Scenario) -> list[Problem]:
    problems = []
    if set(before.sides) != set(scenario.sides):
        message = f"'{scenario.id}' is fought between others than '{before.id}'"
        problems.append(place.problem(codes.SIDES, message, "phases have the same sides"))
    if half_day(scenario.calendar.start) <= half_day(before.calendar.end):
        message = f"'{scenario.id}' begins before '{before.id}' has ended ({before.calendar.end})"
        problems.append(place.problem(codes.OUT_OF_ORDER, message, "phases follow each other"))
    if before.map.grid != scenario.map.grid:
        message = f"'{scenario.id}' has another map than '{before.id}'"
        problems.append(place.problem(codes.MISPLACED, message, "phases share their map"))
    return problems
