/**
 * What a recording is for: a plain object, such as {playlist, card} or {about}. The page gives it in the recorder's
 * data-for-* attributes, the draft keeps it, and whoever sends the draft carries it out, even another page days later.
 *
 *   playlist         put the track into this playlist
 *     card             as this card of its outline
 *     contribution     as an input, an opinion or a solution
 *   request          it answers this request
 *   problem          it says aloud what this playlist asks
 *   outcome          it tells this outcome by voice; goes with `about`, the solution that was tried
 *   about            a voice note about this track; told when the recording is opened
 *     at             as a note at this moment, in milliseconds; without one, on the whole track
 *     parent         as a reply to this note
 *   retake           these are further takes of this track; told when the recording is opened
 *     from, to         said instead of what is heard between these two moments, in milliseconds; without `to`, of the rest
 *
 * A new key needs a data-for-<key> on <audio-recorder>, or a field inside [data-for=<key>] of the publish
 * form, and a line here: in `opening`, or in `deeds` as a call that may be repeated. A refused deed never holds a recording back.
 */

/**
 * @typedef {Record<string, string>} Purpose
 * @typedef {{path: string, json: Record<string, string>}} Deed
 */

/** Keys that mean something only together with their playlist. */
const IN_PLAYLIST = ["card", "contribution"];

/** The purpose in an element's data-for-* attributes. @param {Record<string, string | undefined>} dataset @returns {Purpose} */
export function purposeOf(dataset) {
  const given = Object.entries(dataset).filter(([name, value]) => /^for[A-Z]/.test(name) && value);
  return Object.fromEntries(given.map(([name, value]) => [name[3].toLowerCase() + name.slice(4), value ?? ""]));
}

/**
 * The purpose after what the person chose on the page; an empty choice takes its key away. Another playlist has neither
 * this card nor this problem.
 * @param {Purpose} purpose @param {Record<string, string>} choices @returns {Purpose}
 */
export function choosing(purpose = {}, choices) {
  const moves = "playlist" in choices && choices.playlist !== (purpose.playlist ?? "");
  const kept = Object.entries(purpose).filter(([key]) => !moves || !IN_PLAYLIST.includes(key));
  const all = { ...Object.fromEntries(kept), ...choices };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value));
}

/** What the server is told when the recording is opened. @param {Purpose} purpose @returns {Record<string, unknown>} */
export function opening({ about, retake, from, to } = {}) {
  const again = { track_id: retake, start_ms: from || "0", ...(to && { end_ms: to }) };
  return { ...(about && { about_track_id: about }), ...(retake && { retake: again }) };
}

/** What is to be done with the track once it is published, in order. @param {Purpose} purpose @param {string} trackId @returns {Deed[]} */
export function deeds({ playlist, card, contribution, request, problem, outcome, about, at, parent } = {}, trackId) {
  const place = { track_id: trackId, ...(card && { card_id: card }), ...(contribution && { contribution }) };
  return [
    ...(playlist ? [{ path: `/api/playlists/${playlist}/items`, json: place }] : []),
    ...(request ? [{ path: `/api/requests/${request}/answer`, json: { track_id: trackId } }] : []),
    ...(problem ? [{ path: `/api/playlists/${problem}/problem`, json: { track_id: trackId } }] : []),
    ...(outcome ? [{ path: `/api/outcomes/${outcome}/voice`, json: { track_id: trackId } }] : []),
    ...(about && !outcome ? [{ path: `/api/tracks/${about}/notes`, json: noteOf(trackId, at, parent) }] : []),
  ];
}

/** @param {string} trackId @param {string} [at] @param {string} [parent] */
function noteOf(trackId, at, parent) {
  return { voice_track_id: trackId, ...(at && { at_ms: at }), ...(parent && { parent_id: parent }) };
}
