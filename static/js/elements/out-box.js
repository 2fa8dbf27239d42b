/** <out-box>: on every page, goes on sending what was published on this device, and says so in one line. */

import { outbox } from "../lib/outbox.js";
import { sentencesOf } from "../lib/upload-words.js";
import { word } from "../lib/words.js";

const LOOK_AGAIN_MS = 60_000;

class OutBox extends HTMLElement {
  connectedCallback() {
    outbox.addEventListener("news", (event) => this.#show(/** @type {CustomEvent} */ (event).detail));
    addEventListener("online", () => this.#resume());
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") this.#resume(); });
    // A tab that was sending may have died meanwhile.
    setInterval(() => this.#resume(), LOOK_AGAIN_MS);
    this.querySelector("[data-do=close]")?.addEventListener("click", () => { this.hidden = true; });
    this.#resume();
  }

  #resume() {
    outbox.resume(this.dataset.person ?? "");
  }

  /** @param {import("../lib/sender.js").Sender} sender */
  #show({ state: upload }) {
    const isShown = ["sending", "waiting", "blocked", "sent"].includes(upload.state);
    const { now, why } = sentencesOf(upload);
    this.hidden = !isShown;
    this.#say(upload.state === "sent" ? word("outbox-sent") : why ? `${word("outbox-waiting")} ${why}` : now);
    const link = /** @type {HTMLAnchorElement} */ (this.querySelector("a"));
    link.href = upload.state === "sent" ? `/tracks/${upload.draft?.trackId}` : "/record";
    link.textContent = word(upload.state === "sent" ? "outbox-open" : "outbox-look");
    link.hidden = upload.state === "sending";
  }

  /** @param {string} sentence */
  #say(sentence) {
    const place = /** @type {HTMLElement} */ (this.querySelector("[data-show=news]"));
    if (place.textContent !== sentence) place.textContent = sentence;
  }
}

customElements.define("out-box", OutBox);
