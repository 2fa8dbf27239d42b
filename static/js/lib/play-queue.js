/** What plays now and what comes next. A play button is any element with data-play-track; [data-queue] around it orders them. */

/**
 * @typedef {{trackId: string, title: string, speaker: string, href: string, durationMs: number, playlist: string,
 *   startMs: ?number}} Playable
 */

/** @param {{dataset: DOMStringMap}} button @returns {Playable} */
export function playableOf({ dataset }) {
  return {
    trackId: dataset.playTrack ?? "", title: dataset.title ?? "", speaker: dataset.speaker ?? "",
    href: dataset.href ?? `/tracks/${dataset.playTrack}`, durationMs: Number(dataset.durationMs ?? 0) || 0,
    playlist: dataset.playlistTitle ?? dataset.playlist ?? "", startMs: dataset.startMs ? Number(dataset.startMs) : null,
  };
}

/** Whether a button stands for one moment of a track, as a search hit does. @param {HTMLElement} button */
export function isMoment(button) {
  return button.dataset.startMs !== undefined && !button.closest("[data-track-page]");
}

/** Whether what a button stands for is being heard. @param {HTMLElement} button @param {import("./playback.js").Playback} playback */
export function isPlaying(button, { isPlaying: playing, track, moment }) {
  if (!playing || button.dataset.playTrack !== track?.trackId) return false;
  return !isMoment(button) || Number(button.dataset.startMs) === moment;
}

/** The tracks around a button, in the order of the page; alone, it is its own queue. @param {HTMLElement} button */
export function queueAround(button) {
  const list = button.closest("[data-queue]");
  const buttons = list ? [...list.querySelectorAll("[data-play-track]:not(:disabled)")] : [button];
  return withoutRepeats(buttons.map((one) => playableOf(/** @type {HTMLElement} */ (one))));
}

/** A track counts once in a queue, whatever has a button for it. @param {Playable[]} playables */
function withoutRepeats(playables) {
  const seen = new Set();
  return playables.filter(({ trackId }) => !seen.has(trackId) && seen.add(trackId));
}

export class PlayQueue {
  /** @type {Playable[]} */
  tracks = [];
  index = -1;

  /** @param {Playable} playable @param {Playable[]} tracks among which it stands */
  set(playable, tracks) {
    this.tracks = tracks.some(({ trackId }) => trackId === playable.trackId) ? tracks : [playable];
    this.index = this.tracks.findIndex(({ trackId }) => trackId === playable.trackId);
  }

  get current() {
    return this.tracks[this.index] ?? null;
  }

  get upcoming() {
    return this.tracks[this.index + 1] ?? null;
  }

  get earlier() {
    return this.tracks[this.index - 1] ?? null;
  }
}
