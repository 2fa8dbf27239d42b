/** One take: a MediaRecorder from start to stop, its bytes handed on in order, empty blobs left out. */

import { BITS_PER_SECOND, TIMESLICE_MS } from "./capture-format.js";
import { Stopwatch } from "./stopwatch.js";

export class Take {
  #stopwatch = new Stopwatch();
  #partedMs = 0;
  #keptMs = 0;
  #handing = Promise.resolve();
  lastBytesAtMs = performance.now();

  /**
   * @param {MediaStream} stream @param {string} mimeType "" for the browser's own choice
   * @param {(bytes: ArrayBuffer, durationMs: number) => Promise<unknown>} onPart
   */
  constructor(stream, mimeType, onPart) {
    this.onPart = onPart;
    this.recorder = new MediaRecorder(stream, { ...(mimeType && { mimeType }), audioBitsPerSecond: BITS_PER_SECOND });
    this.recorder.addEventListener("dataavailable", ({ data }) => this.#take(data));
    /** @type {Promise<unknown>} */
    this.stopped = new Promise((done) => this.recorder.addEventListener("stop", done, { once: true }));
  }

  /** How long it has run beyond the parts that have been kept. */
  get untoldMs() {
    return this.#stopwatch.elapsedMs - this.#keptMs;
  }

  get isPaused() {
    return this.recorder.state === "paused";
  }

  start() {
    this.recorder.start(TIMESLICE_MS);
    this.#stopwatch.start();
    this.lastBytesAtMs = performance.now();
  }

  pause() {
    this.#stopwatch.stop();
    if (this.recorder.state === "recording") this.recorder.pause();
  }

  resume() {
    if (this.recorder.state === "paused") this.recorder.resume();
    this.#stopwatch.start();
    this.lastBytesAtMs = performance.now();
  }

  /** Fulfils when the last bytes have been handed on. */
  async stop() {
    this.#stopwatch.stop();
    if (this.recorder.state !== "inactive") this.recorder.stop();
    await this.stopped;
    await this.#handing;
  }

  /** @param {Blob} data */
  #take(data) {
    if (!data.size) return;
    this.lastBytesAtMs = performance.now();
    const durationMs = Math.round(this.#stopwatch.elapsedMs - this.#partedMs);
    this.#partedMs += durationMs;
    this.#handing = this.#handing.then(() => this.#handOn(data, durationMs));
  }

  /** A part that cannot be read ends the take like any trouble of the recorder, and costs no other part.
   * @param {Blob} data @param {number} durationMs */
  async #handOn(data, durationMs) {
    try {
      await this.onPart(await data.arrayBuffer(), durationMs);
    } catch {
      this.recorder.dispatchEvent(new Event("error"));
    }
    this.#keptMs += durationMs;
  }
}
