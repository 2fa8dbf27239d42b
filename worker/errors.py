"""What stops the worker beside unreadable sound (media/errors.py) and a lost lease (domain/stages.py).

WorkerError              `reason` is its stable code, `permanent` says that trying again is of no use
├── ModelMissing         model_missing, temporary
└── Interrupted          interrupted, the work took its worker down too often
Stopping                 this worker is ending; the stage goes back to the queue and nothing has failed
"""


class WorkerError(Exception):
    """The work could not be done."""

    reason = "unexpected"
    permanent = False


class ModelMissing(WorkerError):
    """The speech model could not be loaded."""

    reason = "model_missing"


class Interrupted(WorkerError):
    """The work was interrupted too often to be tried once more."""

    reason = "interrupted"
    permanent = True


class Stopping(Exception):
    """This worker is ending."""
