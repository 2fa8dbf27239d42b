/** Jumps over the silences of what is playing, while that is wished for, and sums the time it saves. Event: "saved". */

import { jumpAt, jumpsOver, untilJumpMs } from "./silences.js";

/** @typedef {import("./playback.js").Playback} Playback */
/** @typedef {(trackId: string) => Promise<?{silences: [number, number][]}>} MapOf answers null when there is no map */

/** The sound tells its position about four times a second; a jump that is due before the next time gets its own timer. */
const SOON_MS = 400;

export class SilenceSkipper extends EventTarget {
  /** As the clock on the wall goes, since the page was opened. */
  savedMs = 0;
  #isOn = false;
  /** @type {import("./silences.js").Jump[]} */
  #jumps = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #soon;

  /** @param {Playback} playback @param {MapOf} mapOf */
  constructor(playback, mapOf) {
    super();
    this.playback = playback;
    this.mapOf = mapOf;
    playback.addEventListener("track", () => this.#learn());
    for (const type of ["time", "state"]) playback.addEventListener(type, () => this.#look());
  }

  get isOn() {
    return this.#isOn;
  }

  set isOn(wished) {
    this.#isOn = wished;
    this.#learn();
  }

  /** The map of another track is of no use to this one, however late it comes. */
  async #learn() {
    this.#jumps = [];
    clearTimeout(this.#soon);
    const { track } = this.playback;
    if (!this.#isOn || !track) return;
    const map = await this.mapOf(track.trackId);
    if (!this.#isOn || this.playback.track?.trackId !== track.trackId) return;
    this.#jumps = jumpsOver(map?.silences ?? [], this.playback.durationMs);
    this.#look();
  }

  #look() {
    clearTimeout(this.#soon);
    const { positionMs, isPlaying, speed, audio } = this.playback;
    if (!isPlaying || audio.seeking || !this.#jumps.length) return;
    const jump = jumpAt(this.#jumps, positionMs);
    const waitMs = untilJumpMs(this.#jumps, positionMs, speed);
    if (jump) this.#over(jump.toMs, (jump.toMs - positionMs) / speed);
    else if (waitMs < SOON_MS) this.#soon = setTimeout(() => this.#look(), waitMs);
  }

  /** @param {number} toMs @param {number} savedMs */
  #over(toMs, savedMs) {
    this.playback.hopTo(toMs);
    this.savedMs += savedMs;
    this.dispatchEvent(new Event("saved"));
  }
}
