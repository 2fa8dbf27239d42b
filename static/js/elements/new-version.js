/**
 * <new-version>: a newer service worker waits. It gets its turn on a change of page, or when somebody asks for it, and
 * never while something is recorded, sent, copied or heard, in any tab.
 */

import { isBusy } from "../lib/busy.js";
import { onWaiting } from "../lib/service-worker.js";
import { hearPages } from "../lib/worker-messages.js";
import { word } from "../lib/words.js";

const LOOK_EVERY_MS = 60 * 60_000;
const ASK_AGAIN_MS = 3_000;

class NewVersion extends HTMLElement {
  /** @type {?ServiceWorker} */
  #waiting = null;
  #wanted = false;

  async connectedCallback() {
    const registration = await navigator.serviceWorker?.ready;
    if (!registration) return;
    onWaiting(registration, (waiting) => { this.#waiting = waiting; this.#offer(); });
    navigator.serviceWorker.addEventListener("controllerchange", () => this.#changed());
    hearPages((message) => { if (message === "busy") this.#say("new-version-later"); });
    this.querySelector("[data-do=reload]")?.addEventListener("click", () => { this.#wanted = true; this.#takeOver(); });
    document.addEventListener("htmx:after:swap", () => this.#quietly());
    setInterval(() => registration.update().catch(() => null), LOOK_EVERY_MS);
  }

  /** Said once nothing is going on. */
  async #offer() {
    const isLater = await isBusy();
    if (isLater) setTimeout(() => this.#offer(), ASK_AGAIN_MS);
    this.hidden = !this.#waiting || isLater;
    this.#say("new-version");
  }

  /** Between two pages nobody notices. */
  async #quietly() {
    const isHeard = [...document.querySelectorAll("audio")].some((audio) => !audio.paused);
    if (!this.#waiting || isHeard) return;
    if (!(await isBusy())) this.#takeOver();
  }

  async #takeOver() {
    if (await isBusy()) return this.#say("new-version-later");
    this.#waiting?.postMessage("take-over");
  }

  /** The new one runs. Only who asked for it sees the page load again. */
  #changed() {
    this.#waiting = null;
    this.hidden = true;
    if (this.#wanted) location.reload();
  }

  /** @param {string} key */
  #say(key) {
    const place = /** @type {HTMLElement} */ (this.querySelector("[data-show=news]"));
    place.textContent = key === "new-version" ? word("new-version") : word("new-version-later");
  }
}

customElements.define("new-version", NewVersion);
