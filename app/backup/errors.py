"""What can go wrong with a backup. Each is a sentence; whoever runs the command can act on it.

BackupProblem
├── NoBackup         there is none where one was expected
├── Damaged          files of a backup are missing or not what was written
├── TooNew           a newer Lorecast made it
├── NotEmpty         something is where it is to be restored
├── SeesTooLittle    the database hides rows from whoever was to read them
└── ProgramFailed    PostgreSQL's own program said no
"""

from runtime.errors import RuntimeProblem


class BackupProblem(RuntimeProblem):
    """A backup or a restore that came to nothing; nothing is left that looks complete."""


class NoBackup(BackupProblem):
    """There is none where one was expected."""


class Damaged(BackupProblem):
    """Files of a backup are missing or not what was written."""


class TooNew(BackupProblem):
    """A newer Lorecast made it."""


class NotEmpty(BackupProblem):
    """Something is where it is to be restored."""


class SeesTooLittle(BackupProblem):
    """The database hides rows from whoever was to read them."""


class ProgramFailed(BackupProblem):
    """PostgreSQL's own program said no."""
