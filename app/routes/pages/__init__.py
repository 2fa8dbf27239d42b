"""The sitemap of the pages people see."""

from fastapi import APIRouter

from app.routes.pages import (
    assignments,
    check_ins,
    contributions,
    digests,
    groups,
    hires,
    home,
    imports,
    invitations,
    library,
    notes,
    notifications,
    outcomes,
    outlines,
    overviews,
    paths,
    people,
    playlist_items,
    playlist_starts,
    playlists,
    questions,
    record,
    search,
    segments,
    shares,
    sharing,
    sign_in,
    style,
    thanks,
    tokens,
    track_parts,
    tracks,
    workspace,
    you,
)

router = APIRouter()
router.include_router(sign_in.router)
router.include_router(invitations.router)
router.include_router(home.router)
router.include_router(playlists.router)
router.include_router(playlist_starts.router)
router.include_router(playlist_items.router)
router.include_router(outlines.router)
router.include_router(contributions.router)
router.include_router(outcomes.router)
router.include_router(overviews.router)
router.include_router(sharing.router)
router.include_router(shares.router)
router.include_router(track_parts.router)
router.include_router(tracks.router)
router.include_router(notes.router)
router.include_router(questions.router)
router.include_router(thanks.router)
router.include_router(segments.router)
router.include_router(record.router)
router.include_router(imports.router)
router.include_router(library.router)
router.include_router(search.router)
router.include_router(people.router)
router.include_router(groups.router)
router.include_router(assignments.router)
router.include_router(paths.router)
router.include_router(hires.router)
router.include_router(check_ins.router)
router.include_router(tokens.router)
router.include_router(notifications.router)
router.include_router(digests.router)
router.include_router(you.router)
router.include_router(workspace.router)
router.include_router(style.router)
