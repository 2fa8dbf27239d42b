"""A playlist as an RSS feed with the names of Apple and Podcasting 2.0, and as a list for any player."""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from urllib.parse import quote, urljoin

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
# What XML 1.0 cannot hold, even escaped.
UNSPEAKABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ET.register_namespace("itunes", ITUNES)
ET.register_namespace("podcast", PODCAST)


@dataclass(frozen=True)
class Episode:
    """`listen` and `transcript` are paths from the feed's own folder."""

    guid: str
    title: str
    author: str
    created_at: datetime
    duration_ms: int
    size_bytes: int
    mime_type: str
    listen: str
    transcript: str | None
    language: str | None


def rss(title: str, description: str, episodes: list[Episode], *, address: str) -> bytes:
    """`address` is where the feed itself lies, and ends in a slash; empty, and everything is told from beside it."""
    root = ET.Element("rss", {"version": "2.0"})
    channel = ET.SubElement(root, "channel")
    languages = [episode.language for episode in episodes if episode.language]
    _text(channel, "title", title)
    _text(channel, "link", address or ".")
    _text(channel, "description", description or title)
    _text(channel, "language", max(languages, key=languages.count) if languages else "en")
    _text(channel, "generator", "Lorecast")
    _text(channel, f"{{{ITUNES}}}block", "Yes")
    for episode in episodes:
        _item(channel, episode, address)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def m3u(episodes: list[Episode]) -> str:
    """Paths as they are: players read them from beside the list."""
    return "\n".join(["#EXTM3U", *map(_entry, episodes)]) + "\n"


def _entry(episode: Episode) -> str:
    seconds, said = round(episode.duration_ms / 1000), f"{_line(episode.author)} - {_line(episode.title)}"
    return f"#EXTINF:{seconds},{said}\n{episode.listen}"


def _item(channel: ET.Element, episode: Episode, address: str) -> None:
    item = ET.SubElement(channel, "item")
    _text(item, "title", episode.title)
    _text(item, "guid", episode.guid, isPermaLink="false")
    _text(item, "pubDate", format_datetime(episode.created_at))
    _text(item, f"{{{ITUNES}}}author", episode.author)
    _text(item, f"{{{ITUNES}}}duration", str(round(episode.duration_ms / 1000)))
    place = urljoin(address, quote(episode.listen))
    sent = {"url": place, "length": str(episode.size_bytes), "type": episode.mime_type}
    ET.SubElement(item, "enclosure", sent)
    if episode.transcript:
        read = {"url": urljoin(address, quote(episode.transcript)), "type": "text/vtt"}
        if episode.language:
            read["language"] = episode.language
        ET.SubElement(item, f"{{{PODCAST}}}transcript", read)


def _text(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, tag, attributes).text = UNSPEAKABLE.sub("", text)


def _line(text: str) -> str:
    return " ".join(text.split())
