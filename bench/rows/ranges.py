"""How soon sound begins for fifty listeners who jump about, while the worker transcribes beside them."""

import asyncio
import random
from urllib.parse import urlsplit

from bench.figures import ms, p95
from bench.kit import Kit
from bench.lorecast import Lorecast
from bench.phone import Sent, seconds_until, send, sent_through, status
from bench.row import Row

LISTENERS, SEEKS, THINKING_SECONDS = 50, 12, (0.5, 1.5)
TRACKS, TRACK_SECONDS, BUSY_SECONDS = 3, 90, 600
RANGE_BYTES = 256 * 1024
MUST_SECONDS, GOAL_SECONDS = 0.100, 0.030
ROW = Row(
    "audio, Range",
    f"first byte p95, {LISTENERS} listeners who jump once a second while one transcription runs",
    "≤ 100 ms",
    "≤ 30 ms",
)


def measure(kit: Kit) -> Row:
    with kit.at_work() as one:
        kit.say("tracks to listen to")
        tracks = [_ready(one, kit.spoken(TRACK_SECONDS).read_bytes()) for _ in range(TRACKS)]
        kit.say("fifty listeners, nobody speaking")
        idle = listen(one, tracks)
        long = send(one.program, kit.spoken(BUSY_SECONDS).read_bytes(), part_bytes=4 * 1024**2)
        seconds_until(long, lambda: status(one.program, long) == "playable")
        kit.say("fifty listeners, one transcription")
        busy = listen(one, tracks)
        if status(one.program, long) == "ready":
            raise RuntimeError("the transcription ended before the listeners did")
    seconds = p95(busy)
    return ROW.measured(
        ms(seconds),
        holds=seconds <= MUST_SECONDS,
        reaches_goal=seconds <= GOAL_SECONDS,
        ratio=f"without a transcription {ms(p95(idle))}: {seconds / p95(idle):.1f}×",
        details={"busy_seconds": busy, "idle_seconds": idle},
    )


def _ready(one: Lorecast, sound: bytes) -> Sent:
    sent = send(one.program, sound)
    seconds_until(sent, sent_through(one.program, sent))
    return sent


def listen(one: Lorecast, tracks: list[Sent]) -> list[float]:
    """Seconds to the first byte of each seek of each listener."""
    sizes = {sent.track_id: _size(one, sent) for sent in tracks}

    async def all_of_them() -> list[float]:
        rows = await asyncio.gather(*(_listener(one, sizes, number) for number in range(LISTENERS)))
        return [took for row in rows for took in row]

    return asyncio.run(all_of_them())


def _size(one: Lorecast, sent: Sent) -> int:
    answer = one.program.get(f"/api/tracks/{sent.track_id}/audio", headers={"Range": "bytes=0-0"})
    return int(answer.headers["content-range"].rpartition("/")[2])


async def _listener(one: Lorecast, sizes: dict[str, int], number: int) -> list[float]:
    """One connection that is kept, as a browser's: jump, take a quarter of a megabyte, listen, jump again.

    Plain sockets: fifty clients of a library would take the processor from what they measure.
    """
    draw = random.Random(number)
    place = urlsplit(one.address)
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    took = []
    for _ in range(SEEKS):
        await asyncio.sleep(draw.uniform(*THINKING_SECONDS))
        track = draw.choice(list(sizes))
        start = draw.randrange(max(sizes[track] - RANGE_BYTES, 1))
        took.append(await _seek(one, reader, writer, f"/api/tracks/{track}/audio", start))
    writer.close()
    return took


async def _seek(
    one: Lorecast, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str, start: int
) -> float:
    clock = asyncio.get_running_loop().time
    began = clock()
    lines = [f"GET {path} HTTP/1.1", "Host: lorecast", f"Authorization: {one.program.headers['authorization']}"]
    lines.append(f"Range: bytes={start}-{start + RANGE_BYTES - 1}")
    writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    if " 206 " not in head.splitlines()[0]:
        raise RuntimeError(head.splitlines()[0])
    await reader.readexactly(1)
    took = clock() - began
    await reader.readexactly(int(head.partition("content-length:")[2].split()[0]) - 1)
    return took
