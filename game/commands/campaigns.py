"""To go through a campaign: from a finished battle to the next one."""

from __future__ import annotations

import argparse
from pathlib import Path

from game.commands.arguments import Commands, seed, written


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("campaign", help="the phases of a campaign; the next battle from a finished one")
    command.add_argument("campaign", metavar="CAMPAIGN", help="its id, as hengyang/campaign, or a path")
    command.add_argument("--after", metavar="RECORD", help="a finished battle of one of its phases")
    command.add_argument("--to", type=written, metavar="RECORD", help="write the next battle there, to `play` it")
    command.add_argument("--seed", type=seed, default=0, metavar="N", help="of the next battle's dice; default: 0")
    command.set_defaults(run=_campaign, wrong=command.error)


def _campaign(args: argparse.Namespace) -> int:
    from game.scenario import campaign as campaigns
    from game.scenario import catalog

    if (args.after is None) != (args.to is None):
        args.wrong("--after and --to go together: the battle that is over, and where the next one is written")
    campaign = campaigns.load(args.campaign)
    if args.after is None:
        for number, phase in enumerate(campaign.phases, 1):
            scenario = catalog.load(phase.scenario)
            print(f"{number}. {phase.scenario}: {scenario.calendar.start} to {scenario.calendar.end}")
        return 0

    from game.battle import Battle
    from game.campaign import next_battle

    battle = next_battle(Battle.open(Path(args.after)), campaign, args.seed)
    battle.save(args.to)
    print(f"{battle.scenario.id} begins in {args.to}: play it with `python main.py play {args.to}`")
    return 0
