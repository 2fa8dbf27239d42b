/**
 * Capturing sound: the microphone, one take at a time, and the watch over both.
 *
 * Events: "tick" {rms, verdict} twenty times a second while the microphone is open; "interrupt" with the reason when
 * the phone takes the microphone away, or when it is open but gives nothing; "devices" when others became available.
 */

import { mimeTypeFor } from "./capture-format.js";
import { DEAD_AFTER_MS, LoudnessWatch } from "./loudness-watch.js";
import { Take } from "./take.js";

const TICK_MS = 50;

export class Capture extends EventTarget {
  /** @type {?Take} */
  #take = null;
  /** @type {Promise<void>} */
  #ended = Promise.resolve();
  #watch = new LoudnessWatch(performance.now());
  #ticking = 0;

  /** @param {import("./microphone.js").Microphone} microphone @param {import("./screen-awake.js").ScreenAwake} awake */
  constructor(microphone, awake) {
    super();
    this.microphone = microphone;
    this.awake = awake;
    microphone.addEventListener("interrupt", (event) => this.#say("interrupt", /** @type {CustomEvent} */ (event).detail));
    microphone.addEventListener("devices", () => this.#say("devices", null));
  }

  /** How long the take has run since its last part. */
  get untoldMs() {
    return this.#take?.untoldMs ?? 0;
  }

  /** @param {string} [deviceId] */
  async open(deviceId) {
    await this.#ended;
    await this.microphone.open(deviceId);
    this.#watch.restart(performance.now());
    clearInterval(this.#ticking);
    this.#ticking = setInterval(() => this.#tick(), TICK_MS);
  }

  /** Start a take. @param {(bytes: ArrayBuffer, durationMs: number) => Promise<unknown>} onPart @returns {string} its MIME type */
  begin(onPart) {
    const { stream, platform } = this.microphone;
    const mimeType = mimeTypeFor(platform, (kind) => MediaRecorder.isTypeSupported(kind));
    this.#take = new Take(/** @type {MediaStream} */ (stream), mimeType, onPart);
    this.#take.recorder.addEventListener("error", () => this.#say("interrupt", "error"));
    this.#take.start();
    this.#watch.restart(performance.now());
    this.awake.on();
    return this.#take.recorder.mimeType;
  }

  pause() {
    this.#take?.pause();
  }

  resume() {
    this.#watch.restart(performance.now());
    this.#take?.resume();
  }

  /** End the take and let go of the microphone; fulfils when the last bytes have been handed on. */
  end() {
    const take = this.#take;
    if (take) this.#ended = take.stop();
    return this.#ended.finally(() => this.close());
  }

  close() {
    clearInterval(this.#ticking);
    this.#take = null;
    this.awake.off();
    this.microphone.close();
  }

  #tick() {
    const now = performance.now();
    const level = this.microphone.level();
    const verdict = level && !this.#take?.isPaused ? this.#watch.feed(level, now) : "fine";
    this.#say("tick", { rms: level?.rms ?? 0, verdict });
    if (this.#take && !this.#take.isPaused && now - this.#take.lastBytesAtMs >= DEAD_AFTER_MS) this.#say("interrupt", "dead");
  }

  /** @param {string} type @param {any} detail */
  #say(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
