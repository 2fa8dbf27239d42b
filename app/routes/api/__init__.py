"""The sitemap of the API."""

from fastapi import APIRouter

from app.routes.api import (
    audio,
    listens,
    me,
    members,
    parts,
    playlist_items,
    playlists,
    recordings,
    search,
    tracks,
    transcripts,
)

router = APIRouter()
for part in (
    recordings,
    parts,
    tracks,
    audio,
    transcripts,
    listens,
    search,
    playlists,
    playlist_items,
    members,
    me,
):
    router.include_router(part.router)
