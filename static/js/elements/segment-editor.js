/** <segment-editor>: corrects a sentence where it stands. Form, history and the corrected sentence are drawn by the server. */

import { fetchPart, partOf, send } from "../lib/inline-form.js";

class SegmentEditor extends HTMLElement {
  #gone = new AbortController();

  connectedCallback() {
    const { signal } = this.#gone;
    this.addEventListener("click", (event) => this.#press(event), { signal, capture: true });
    this.addEventListener("submit", (event) => this.#submit(event), { signal, capture: true });
    // While somebody writes, the live transcript must not replace what they write in.
    this.addEventListener("htmx:before:request", (event) => { if (this.querySelector("[data-correction]")) event.preventDefault(); }, { signal });
  }

  disconnectedCallback() {
    this.#gone.abort();
  }

  /** Before the transcript takes a tap as a wish to listen. @param {MouseEvent} event */
  #press(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const switched = /** @type {?HTMLElement} */ (target.closest("[data-do=correcting]"));
    const closing = target.closest("[data-do=close]");
    const edited = target.closest("[data-edit]") ?? (this.hasAttribute("data-correcting") && target.closest("[data-segment]"));
    if (!switched && !closing && !edited) return;
    event.preventDefault();
    event.stopPropagation();
    if (switched) this.#switch(switched);
    else if (closing) this.#close(/** @type {HTMLElement} */ (closing.closest("[data-correction]")));
    else this.#open(/** @type {HTMLElement} */ (target.closest("[data-sentence]")));
  }

  /** @param {HTMLElement} button */
  #switch(button) {
    const on = this.toggleAttribute("data-correcting");
    button.setAttribute("aria-pressed", String(on));
  }

  /** @param {HTMLElement} sentence */
  async #open(sentence) {
    for (const open of this.querySelectorAll("[data-correction]")) open.remove();
    const address = /** @type {HTMLAnchorElement} */ (sentence.querySelector("[data-edit]")).href;
    const correction = await fetchPart(address, "[data-correction]");
    if (!correction) return location.assign(address);
    sentence.append(correction);
    sentence.querySelector("textarea")?.focus();
  }

  /** @param {?HTMLElement} correction */
  #close(correction) {
    const sentence = correction?.closest("[data-sentence]");
    correction?.remove();
    /** @type {?HTMLElement} */ (sentence?.querySelector("[data-segment]"))?.focus();
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    event.stopPropagation();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const sentence = /** @type {HTMLElement} */ (form.closest("[data-sentence]"));
    const { ok, page } = await send(form);
    const fresh = partOf(page, ok ? `#${sentence.id}` : "[data-correction]");
    if (!fresh) return location.reload();
    (ok ? sentence : form.closest("[data-correction]"))?.replaceWith(fresh);
    /** @type {?HTMLElement} */ (fresh.querySelector("[data-segment], textarea"))?.focus();
    if (ok) document.dispatchEvent(new Event("corrected"));
  }
}

customElements.define("segment-editor", SegmentEditor);
