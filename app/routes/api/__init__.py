"""The sitemap of the API."""

from fastapi import APIRouter

from app.routes.api import (
    acceptances,
    assignments,
    audio,
    check_ins,
    doubtful_words,
    downloads,
    edits,
    groups,
    help_calls,
    listens,
    me,
    members,
    notes,
    notifications,
    outcomes,
    outlines,
    overviews,
    parts,
    paths,
    playlist_grants,
    playlist_items,
    playlists,
    problems,
    questions,
    queue,
    recordings,
    requests,
    search,
    shares,
    templates,
    thanks,
    tracks,
    transcripts,
    vocabulary,
)

PROBLEM = {
    "description": "What went wrong, with a stable type (RFC 9457)",
    "content": {
        "application/problem+json": {
            "schema": {
                "type": "object",
                "required": ["type", "title", "status", "detail"],
                "properties": {
                    "type": {"type": "string"},
                    "title": {"type": "string"},
                    "status": {"type": "integer"},
                    "detail": {"type": "string"},
                },
            }
        }
    },
}

router = APIRouter(responses={422: PROBLEM, "4XX": PROBLEM, "5XX": PROBLEM})
for part in (
    recordings,
    parts,
    tracks,
    audio,
    transcripts,
    doubtful_words,
    vocabulary,
    edits,
    listens,
    downloads,
    queue,
    search,
    playlists,
    playlist_items,
    outlines,
    templates,
    requests,
    problems,
    outcomes,
    overviews,
    acceptances,
    playlist_grants,
    shares,
    members,
    groups,
    me,
    notes,
    questions,
    thanks,
    notifications,
    assignments,
    help_calls,
    paths,
    check_ins,
):
    router.include_router(part.router)
