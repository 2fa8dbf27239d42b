"""Kit: what rows measure with: real speech, folders, running Lorecasts, and the peers' Python."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bench import peers
from bench.library import EMPTY, Library, standing
from bench.lorecast import Lorecast
from bench.phone import seconds_until, send, sent_through
from bench.sound import Clip, clips, webm


@dataclass
class Kit:
    """`speech`: a folder of real speech; `cache` outlives a run, `scratch` does not; `say` tells what is going on."""

    speech: Path
    cache: Path
    scratch: Path
    say: Callable[[str], None] = lambda _: None

    @cached_property
    def clips(self) -> list[Clip]:
        if not (self.speech / "references.tsv").exists():
            raise FileNotFoundError("no folder of real speech with a references.tsv; name it: SPEECH=folder make bench")
        return clips(self.speech, self.scratch)

    def spoken(self, seconds: int) -> Path:
        """So much real speech, as a phone sends it."""
        found = self.scratch / f"spoken-{seconds}.webm"
        return found if found.exists() else webm(self.clips, seconds, found)

    @contextmanager
    def standing(self, library: Library = EMPTY) -> Iterator[Lorecast]:
        """A running Lorecast with this library in it."""
        with standing(library, self.cache, self.scratch, self.say) as one:
            yield one

    @contextmanager
    def at_work(self) -> Iterator[Lorecast]:
        """An empty one that has transcribed a track already: its models are loaded, as on any day but the first."""
        with self.standing() as one:
            self.say("a first track, so that the models are loaded")
            first = send(one.program, self.spoken(15).read_bytes())
            seconds_until(first, sent_through(one.program, first))
            yield one

    @cached_property
    def peers(self) -> Path:
        """The Python that has them."""
        self.say("installing the peers, once")
        return peers.python()
