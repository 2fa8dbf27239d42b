/** <copy-text>: adds a Copy button to a read-only field. With data-share it points at the moment that is playing. */

import { copy, momentLink } from "../lib/share-moment.js";

class CopyText extends HTMLElement {
  connectedCallback() {
    if (this.querySelector("[data-do=copy]")) return;
    const template = /** @type {?HTMLTemplateElement} */ (document.querySelector("template[data-copy-button]"));
    if (template) this.append(document.importNode(template.content, true));
    this.addEventListener("click", ({ target }) => {
      if (/** @type {HTMLElement} */ (target).closest("[data-do=copy]")) this.#copy();
    });
  }

  async #copy() {
    const field = /** @type {HTMLInputElement} */ (this.querySelector("input"));
    if (this.hasAttribute("data-share")) field.value = this.#momentOr(field.value);
    const copied = await copy(field.value);
    // Without the right to copy, a selected field is one key away from it.
    if (!copied) field.select();
    this.toggleAttribute("data-copied", copied);
    setTimeout(() => this.removeAttribute("data-copied"), 3_000);
  }

  /** @param {string} link */
  #momentOr(link) {
    const page = /** @type {?HTMLElement} */ (this.closest("[data-track-page]"));
    const playback = /** @type {import("./audio-player.js").AudioPlayer} */ (document.querySelector("audio-player"))?.playback;
    const isHere = playback?.track && playback.track.trackId === page?.dataset.trackPage;
    return isHere && playback.positionMs >= 1_000 ? momentLink(playback.track?.trackId ?? "", playback.positionMs) : link;
  }
}

customElements.define("copy-text", CopyText);
