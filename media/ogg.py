"""The one thing about Ogg that FFmpeg does not tell: whether a recording was ended, or cut off."""

from media.sniff import ReadableFile

PAGE_START, FLAGS_AT, LAST_PAGE = b"OggS", 5, 4
# The longest page there can be (RFC 3533).
PAGE_BYTES = 65_307


def is_cut_ogg(file: ReadableFile) -> bool:
    """Whether this is an Ogg file whose last page does not say that it is the last."""
    file.seek(0)
    if file.read(len(PAGE_START)) != PAGE_START:
        return False
    file.seek(max(0, file.seek(0, 2) - PAGE_BYTES))
    tail = file.read(PAGE_BYTES)
    page = tail[tail.rfind(PAGE_START) :]
    return len(page) <= FLAGS_AT or not page[FLAGS_AT] & LAST_PAGE
