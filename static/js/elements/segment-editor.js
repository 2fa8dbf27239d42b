/**
 * <segment-editor>: corrects a sentence where it stands. Form, history and the corrected sentence are drawn by the server.
 * Says "sentence" after each sentence that was put right, "correcting" when correcting begins or ends. Keys: Enter saves, Escape leaves.
 */

import { fetchPart, partOf, send } from "../lib/inline-form.js";
import { show, tell } from "../lib/told.js";
import { word } from "../lib/words.js";

export class SegmentEditor extends HTMLElement {
  #gone = new AbortController();

  connectedCallback() {
    const { signal } = this.#gone;
    this.addEventListener("click", (event) => this.#press(event), { signal, capture: true });
    this.addEventListener("submit", (event) => this.#submit(event), { signal, capture: true });
    this.addEventListener("keydown", (event) => this.#key(event), { signal });
    // While somebody writes, the live transcript must not replace what they write in.
    this.addEventListener("htmx:before:request", (event) => { if (this.isOpen) event.preventDefault(); }, { signal });
  }

  disconnectedCallback() {
    this.#gone.abort();
  }

  get isCorrecting() {
    return this.hasAttribute("data-correcting");
  }

  get isOpen() {
    return Boolean(this.querySelector("[data-correction]"));
  }

  /** @param {HTMLElement} sentence @param {string} [address] of the page that has the form */
  async open(sentence, address = /** @type {HTMLAnchorElement} */ (sentence.querySelector("[data-edit]")).href) {
    const correction = await fetchPart(address, "[data-correction]");
    if (!correction) return tell(word("not-saved"));
    this.close();
    sentence.append(correction);
    const field = correction.querySelector("textarea");
    field?.focus();
    if (field?.dataset.from) field.setSelectionRange(Number(field.dataset.from), Number(field.dataset.to));
    correction.scrollIntoView({ block: "nearest" });
  }

  /** The form goes, the focus stays on its sentence. */
  close() {
    const correction = this.querySelector("[data-correction]");
    const sentence = correction?.closest("[data-sentence]");
    correction?.remove();
    /** @type {?HTMLElement} */ (sentence?.querySelector("[data-segment]"))?.focus();
  }

  /** Before the transcript takes a tap as a wish to listen. @param {MouseEvent} event */
  #press(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const switched = /** @type {?HTMLElement} */ (target.closest("[data-do=correcting]"));
    const closing = target.closest("[data-do=close]");
    const edited = target.closest("[data-edit]") ?? (this.isCorrecting && target.closest("[data-segment]"));
    if (!switched && !closing && !edited) return;
    event.preventDefault();
    event.stopPropagation();
    if (switched) this.#switch(switched);
    else if (closing) this.close();
    else this.open(/** @type {HTMLElement} */ (target.closest("[data-sentence]")));
  }

  /** @param {HTMLElement} button */
  #switch(button) {
    button.setAttribute("aria-pressed", String(this.toggleAttribute("data-correcting")));
    if (!this.isCorrecting) this.close();
    this.dispatchEvent(new Event("correcting"));
  }

  /** A sentence has no lines, so Enter is free. @param {KeyboardEvent} event */
  #key(event) {
    const field = /** @type {HTMLElement} */ (event.target).closest("textarea");
    const isOurs = event.key === "Escape" || (event.key === "Enter" && field && !event.shiftKey && !event.altKey);
    if (!isOurs || event.isComposing || event.defaultPrevented || !this.isOpen) return;
    event.preventDefault();
    if (event.key === "Escape") this.close();
    else field?.form?.requestSubmit();
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    event.stopPropagation();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const sentence = /** @type {HTMLElement} */ (form.closest("[data-sentence]"));
    const { ok, status, page } = await send(form, { back: "sentence" });
    const fresh = partOf(page, ok ? `#${sentence.id}` : "[data-correction]");
    if (!fresh) return tell(word(status ? "not-possible" : "not-saved"));
    (ok ? sentence : form.closest("[data-correction]"))?.replaceWith(fresh);
    /** @type {?HTMLElement} */ (fresh.querySelector("[data-segment], textarea"))?.focus();
    if (!ok) return;
    show(partOf(page, ".toast"));
    document.dispatchEvent(new Event("corrected"));
    this.dispatchEvent(new Event("sentence"));
  }
}

customElements.define("segment-editor", SegmentEditor);
