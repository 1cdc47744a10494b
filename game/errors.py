"""The family of errors that are a person's, not ours: shown as one message, never as a traceback.

UserError
├── ScenarioError   (game.scenario.problems): files that cannot be used, with all their problems
├── IllegalOrder    (game.values): an order that breaks a rule, with the reason
├── CannotUndo      (game.values)
└── RecordError     (game.values): a saved battle that cannot be opened
"""


class UserError(Exception):
    """Something the user can mend; `str()` says what and how."""
