"""From the result of a campaign's phase to its next one, with what is left (game.campaign)."""

from pathlib import Path

from game.campaign import next_battle
from game.scenario import campaign as campaigns
from game.scenario.campaign import Part
from game.ui.scenes import post
from game.ui.scenes.base import Desk
from game.ui.scenes.session import Session, any_seed


def next_part(desk: Desk) -> Part | None:
    """Where the battle that is over stands in a campaign that goes on; None if it was decided, or sent by mail."""
    table = desk.table
    if table.outcome is None or table.outcome.reason != "calendar" or post.is_by_mail(desk):
        return None
    part = table.keep(("campaign",), lambda: campaigns.part_of(table.scenario.id))
    return part if part and part.following else None


def next_session(before: Session, campaign: Path) -> Session:
    """The next phase, everybody in his seat. Raises CampaignOver, ScenarioError."""
    seed = any_seed()
    battle = next_battle(before.battle, campaigns.load(campaign), seed)
    return Session(battle, before.side, before.opponent, seed)
