"""The family of errors that are a person's, not ours: shown as one message, never as a traceback.

UserError
├── ScenarioError   (game.scenario.problems): files that cannot be used, with all their problems
├── IllegalOrder    (game.values): an order that breaks a rule, with the reason
├── CannotUndo      (game.values)
├── RecordError     (game.values): a saved battle that cannot be opened
├── NoReport        (game.chronicle.report), CampaignOver (game.campaign): a battle that does not give what was asked
└── PackageError, RewriteError, DraftError, TiledError (game.scenario): a file that cannot be taken in or changed
"""


class UserError(Exception):
    """Something the user can mend; `str()` says what and how."""


def reason_of(error: OSError) -> str:
    """What the system says of a file it refuses: `permission denied`."""
    return (error.strerror or str(error)).lower()
