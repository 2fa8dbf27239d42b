/** <publish-rehearsal>: gives a rehearsed track its title and puts it where it belongs (lib/purpose.js). */

import { Problem, call } from "../lib/api.js";
import { choosing, purposeOf } from "../lib/purpose.js";
import { place } from "../lib/recordings-api.js";
import { word } from "../lib/words.js";

class PublishRehearsal extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#publish(/** @type {HTMLFormElement} */ (event.target));
    });
  }

  /** @param {HTMLFormElement} form */
  async #publish(form) {
    const { track = "", after } = this.dataset;
    const wishes = new FormData(form);
    const title = String(wishes.get("title") ?? "").trim();
    /** @type {Record<string, string>} */
    const choices = wishes.has("playlist_id") ? { playlist: String(wishes.get("playlist_id")) } : {};
    try {
      if (title) await call("PATCH", `/api/tracks/${track}`, { json: { title } });
      const placed = await place(choosing(purposeOf(this.dataset), choices), track);
      if (placed) return location.assign(after || `/tracks/${track}`);
      this.#say(word("publish-unplaced"));
    } catch (problem) {
      this.#say((problem instanceof Problem && problem.detail) || word("publish-failed"));
    }
  }

  /** @param {string} sentence */
  #say(sentence) {
    const shown = /** @type {HTMLElement} */ (this.querySelector("[data-show=trouble]"));
    shown.textContent = sentence;
    shown.hidden = false;
  }
}

customElements.define("publish-rehearsal", PublishRehearsal);
