/**
 * The sleep timer: when the sound stops by itself.
 *
 *   off ⇄ running until a time of the wall clock | the end of the track | the end of the playlist → off
 *
 * It compares times and counts no ticks: a tab that slept wakes up right. The page and the sound are elements/sleep-timer.js.
 */

/** How long the sound takes to go, before a time of the clock. The end of a track is heard as it was spoken. */
export const FADE_MS = 8_000;

/** @typedef {Pick<import("./playback.js").Playback, "positionMs" | "durationMs" | "speed" | "queue">} Playing */

export class SleepTimer {
  /** @type {"" | "clock" | "track" | "playlist"} */
  #until = "";
  #endsAtMs = 0;

  /** @param {() => number} now the wall clock, in milliseconds */
  constructor(now = Date.now) {
    this.now = now;
  }

  get isRunning() {
    return this.#until !== "";
  }

  /** Whether its time of the clock has come. */
  get isOver() {
    return this.#until === "clock" && this.now() >= this.#endsAtMs;
  }

  /** 1 until the last seconds before a time of the clock, then less and less, down to 0. */
  get loudness() {
    return this.#until === "clock" ? Math.min(1, Math.max(0, (this.#endsAtMs - this.now()) / FADE_MS)) : 1;
  }

  /** @param {string} choice a number of minutes, "track", "playlist", or nothing to stop it */
  set(choice) {
    const isEnd = choice === "track" || choice === "playlist";
    this.#until = isEnd ? choice : Number(choice) > 0 ? "clock" : "";
    this.#endsAtMs = this.now() + Number(choice) * 60_000;
  }

  /** Until the sound stops, as the clock on the wall goes. @param {Playing} playing */
  leftMs({ positionMs, durationMs, speed, queue }) {
    if (this.#until === "clock") return Math.max(0, this.#endsAtMs - this.now());
    const later = this.#until === "playlist" ? queue.tracks.slice(queue.index + 1) : [];
    const soundMs = later.reduce((sum, track) => sum + track.durationMs, Math.max(0, durationMs - positionMs));
    return this.isRunning ? soundMs / speed : 0;
  }

  /** Whether nothing follows the track that has just ended. @param {Pick<Playing, "queue">} playing */
  stopsAfter({ queue }) {
    return this.#until === "track" || (this.#until === "playlist" && !queue.upcoming);
  }
}
