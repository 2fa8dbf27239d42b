"""What a backup says of itself. Its objects stand in a list beside it, one JSON line each: there may be millions."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePosixPath
from typing import IO

from pydantic import BaseModel, Field

FORMAT = 1
MANIFEST, DATABASE, OBJECTS = "manifest.json", "database.dump", "objects.jsonl"
SHA256 = r"^[0-9a-f]{64}$"


class File(BaseModel):
    """One file of a backup."""

    size_bytes: int = Field(ge=0)
    sha256: str = Field(pattern=SHA256)


class Stored(File):
    """One object, under the key that a row points at."""

    key: str
    mime_type: str

    @property
    def name(self) -> str:
        """Where its bytes lie in a backup: by content, so that nothing is kept twice.

        >>> Stored(key="k", mime_type="", size_bytes=0, sha256="ab" * 32).name[:13]
        'objects/ab/ab'
        """
        return str(PurePosixPath("objects", self.sha256[:2], self.sha256))


class Manifest(BaseModel):
    """`revision` of the migrations, `postgresql` the major version, `tables` how many rows each had.

    `search_functions` belong to the search role. `lost`: keys whose objects were not in the store as their rows say.
    """

    format: int = FORMAT
    lorecast: str
    revision: str
    postgresql: int
    created_at: datetime
    tables: dict[str, int]
    search_functions: list[str]
    objects_count: int
    objects_size_bytes: int
    files: dict[str, File]
    lost: list[str]


def read_stored(lines: IO[bytes]) -> Iterator[Stored]:
    """The objects of a list, one by one."""
    for line in lines:
        yield Stored.model_validate_json(line)
