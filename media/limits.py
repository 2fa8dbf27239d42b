"""What one recording may cost to decode."""

from dataclasses import dataclass

from media.pcm import RATE, SAMPLE_BYTES

# A recorder that stops itself at the limit ends a little after it.
SLACK_SECONDS = 5


@dataclass(frozen=True)
class DecodeLimits:
    """Longest sound, most channels, and what the child process may use."""

    minutes_max: int = 180
    channels_max: int = 16
    cpu_seconds: int = 600
    # Of addresses: about 140 are taken by libraries that are hardly touched, so at most 300 become memory.
    memory_mb: int = 384
    wall_seconds: float = 900.0

    @property
    def seconds_max(self) -> int:
        return self.minutes_max * 60 + SLACK_SECONDS

    @property
    def samples_max(self) -> int:
        """At 48 kHz, all takes together."""
        return self.seconds_max * RATE

    @property
    def output_bytes(self) -> int:
        """Room for the longest sound and for the sentence about it."""
        return self.samples_max * SAMPLE_BYTES + 1_000_000

    @property
    def memory_bytes(self) -> int:
        return self.memory_mb * 1024 * 1024
