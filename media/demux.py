"""Opens one take inside the decoder's child: the demuxer forced by the bytes, sound decoders only, no indirection."""

from typing import TYPE_CHECKING

import av
from av.audio.stream import AudioStream
from av.error import FFmpegError

from media.errors import EmptyAudio, NoSound, NotAudio, TooLong, TooManyChannels, UnusableSampleRate
from media.limits import DecodeLimits
from media.sniff import ReadableFile, sniff

if TYPE_CHECKING:
    from av.container import InputContainer

CODECS = (
    "mp3float,mp3,mp2float,mp2,aac,aac_fixed,aac_latm,alac,flac,opus,vorbis,speex,amrnb,amrwb,gsm,gsm_ms,"
    "adpcm_ima_wav,adpcm_ima_qt,adpcm_ms,pcm_alaw,pcm_mulaw,pcm_u8,pcm_s8,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,"
    "pcm_s32le,pcm_s32be,pcm_f32le,pcm_f32be,pcm_f64le,pcm_f64be"
)
BUFFER_BYTES = 128 * 1024
RATES = range(4_000, 400_000)


def open_take(file: ReadableFile) -> "InputContainer":
    """The opened file. Raises EmptyAudio or NotAudio."""
    if not file.seek(0, 2):
        raise EmptyAudio
    demuxer = sniff(file)
    if demuxer is None:
        raise NotAudio
    try:
        return av.open(
            file,
            "r",
            format=demuxer,
            container_options={"format_whitelist": demuxer, "codec_whitelist": CODECS, "protocol_whitelist": "none"},
            metadata_errors="ignore",
            buffer_size=BUFFER_BYTES,
        )
    except (FFmpegError, ValueError) as error:
        raise_if_out_of_memory(error)
        raise NotAudio from error


def sound_of(container: "InputContainer", limits: DecodeLimits) -> AudioStream:
    """The stream to hear. Raises NoSound for a silent video, NotAudio for a codec that we do not read."""
    stream = container.streams.best("audio")
    if not isinstance(stream, AudioStream):
        raise NoSound if container.streams.video else NotAudio
    if not stream.codec_context:
        raise NotAudio
    ensure_usable(stream.codec_context.layout.nb_channels, stream.codec_context.sample_rate, limits)
    # Threads could not be started here, and would gain nothing for sound.
    stream.codec_context.thread_count = 1
    return stream


def ensure_usable(channels: int, sample_rate: int, limits: DecodeLimits) -> None:
    if channels > limits.channels_max:
        raise TooManyChannels(channels, limits.channels_max)
    if sample_rate not in RATES:
        raise UnusableSampleRate(sample_rate)


def ensure_short(file: ReadableFile, limits: DecodeLimits) -> None:
    """Adds up the packets without decoding them, which finds a day of silence in a small file within a second."""
    with open_take(file) as container:
        stream = sound_of(container, limits)
        left = limits.seconds_max / (stream.time_base or 1)
        try:
            for packet in container.demux(stream):
                left -= packet.duration or 0
                if left < 0:
                    raise TooLong(limits.minutes_max)
        except (FFmpegError, ValueError) as error:
            # A damaged end is met again, and mended, when decoding.
            raise_if_out_of_memory(error)


def raise_if_out_of_memory(error: Exception) -> None:
    if isinstance(error, av.error.MemoryError):
        raise error
