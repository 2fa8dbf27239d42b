"""What can go wrong with bytes. A class's docstring is the sentence a person reads; `reason` is its stable code.

MediaError
├── SoundError                the recording cannot become a track; its original is kept
│   ├── NotAudio                not_audio              permanent
│   │   └── NoSound             no_sound               permanent, a video without sound
│   ├── EmptyAudio              empty_audio            permanent
│   ├── TooLong                 too_long               permanent
│   ├── TooManyChannels         too_many_channels      permanent
│   ├── UnusableSampleRate      unusable_sample_rate   permanent
│   ├── DecoderTimedOut         decoder_timed_out      permanent
│   ├── DecoderOutOfMemory      decoder_out_of_memory  permanent
│   └── DecoderCrashed          decoder_crashed        temporary: the kernel may have killed it for another's memory
├── SandboxMissing            sandbox_missing          temporary: this machine cannot shut a decoder in
├── WorkerDiskFull            worker_disk_full         temporary
└── StorageError              the object store
    ├── StorageUnavailable      storage_unavailable    temporary, answered as 503
    ├── StorageFull             storage_full           temporary, answered as 507
    ├── ObjectMissing           object_missing         permanent
    └── RangeNotSatisfiable     range_not_satisfiable  permanent, answered as 416
"""

import inspect


class MediaError(Exception):
    """The sound could not be processed."""

    reason = "media_error"
    permanent = True

    def __init__(self, **facts: object) -> None:
        super().__init__(facts)
        self.facts = facts

    def __str__(self) -> str:
        return inspect.cleandoc(self.__doc__ or "").format(**self.facts)


class SoundError(MediaError):
    """This recording cannot become a track."""

    reason = "sound_error"


class NotAudio(SoundError):
    """This file holds no sound that can be read. Send an audio or video file, such as m4a, mp3, wav, ogg or webm."""

    reason = "not_audio"


class NoSound(NotAudio):
    """This video has no sound."""

    reason = "no_sound"


class EmptyAudio(SoundError):
    """This recording is empty: not a single moment of sound could be read from it."""

    reason = "empty_audio"


class TooLong(SoundError):
    """This recording is longer than {limit_minutes} minutes. Cut it into shorter tracks and send them again."""

    reason = "too_long"

    def __init__(self, limit_minutes: int) -> None:
        super().__init__(limit_minutes=limit_minutes)


class TooManyChannels(SoundError):
    """This file has {channels} channels, more than the {limit} that can be mixed into one voice."""

    reason = "too_many_channels"

    def __init__(self, channels: int, limit: int) -> None:
        super().__init__(channels=channels, limit=limit)


class UnusableSampleRate(SoundError):
    """This file claims {sample_rate} samples a second, which no recorder makes."""

    reason = "unusable_sample_rate"

    def __init__(self, sample_rate: int) -> None:
        super().__init__(sample_rate=sample_rate)


class DecoderTimedOut(SoundError):
    """Reading this recording took too long and was stopped. The file is probably damaged."""

    reason = "decoder_timed_out"


class DecoderOutOfMemory(SoundError):
    """Reading this recording needed too much memory and was stopped. The file is probably damaged."""

    reason = "decoder_out_of_memory"


class DecoderCrashed(SoundError):
    """Reading this recording failed unexpectedly. The file is probably damaged."""

    reason = "decoder_crashed"
    permanent = False


class SandboxMissing(MediaError):
    """This machine cannot shut the decoder in, so no recording is read here. `lorecast doctor` says what is missing."""

    reason = "sandbox_missing"
    permanent = False


class WorkerDiskFull(MediaError):
    """The machine that converts recordings has no disk space left. Free some space; the recording is safe."""

    reason = "worker_disk_full"
    permanent = False


class StorageError(MediaError):
    """The object store did not answer as expected."""

    reason = "storage_error"
    permanent = False


class StorageUnavailable(StorageError):
    """The object store cannot be reached right now. Nothing is lost; please try again in a moment."""

    reason = "storage_unavailable"


class StorageFull(StorageError):
    """The object store is full. Nothing new can be saved until space is freed; everything saved stays readable."""

    reason = "storage_full"


class ObjectMissing(StorageError):
    """The sound of this recording is not in the object store."""

    reason = "object_missing"
    permanent = True

    def __init__(self, key: str) -> None:
        super().__init__(key=key)


class RangeNotSatisfiable(StorageError):
    """The requested part of the sound does not exist."""

    reason = "range_not_satisfiable"
    permanent = True


def words_for(reason: str) -> str | None:
    """The sentence of the error with this reason; None for a reason of somebody else, or one that needs its facts."""
    kinds = [MediaError]
    for kind in kinds:
        kinds.extend(kind.__subclasses__())
        words = inspect.cleandoc(kind.__doc__ or "")
        if kind.reason == reason and "{" not in words:
            return words
    return None
