/** Keeps the screen on while recording. Browsers let go of it when the page is hidden, so it is asked for again. */

export class ScreenAwake extends EventTarget {
  /** @type {?WakeLockSentinel} */
  #lock = null;
  #wanted = false;
  #watching = new AbortController();

  on() {
    this.off();
    this.#wanted = true;
    this.#watching = new AbortController();
    document.addEventListener("visibilitychange", () => this.#ask(), { signal: this.#watching.signal });
    return this.#ask();
  }

  off() {
    this.#wanted = false;
    this.#watching.abort();
    this.#lock?.release().catch(() => null);
    this.#lock = null;
  }

  /** Event "denied": the battery saver, or a browser without it. */
  async #ask() {
    if (!this.#wanted || document.visibilityState !== "visible" || (this.#lock && !this.#lock.released)) return;
    try {
      this.#lock = await navigator.wakeLock.request("screen");
      this.dispatchEvent(new Event("granted"));
    } catch {
      if (this.#wanted) this.dispatchEvent(new Event("denied"));
    }
  }
}
