/** Measures how long something ran, leaving pauses out. */

export class Stopwatch {
  #ranMs = 0;
  /** @type {?number} */
  #since = null;

  /** @param {() => number} now milliseconds of a clock that never jumps */
  constructor(now = () => performance.now()) {
    this.now = now;
  }

  start() {
    this.#since ??= this.now();
  }

  stop() {
    this.#ranMs = this.elapsedMs;
    this.#since = null;
  }

  get elapsedMs() {
    return this.#ranMs + (this.#since === null ? 0 : this.now() - this.#since);
  }
}
