/** <find-in-track>: finds words in the transcript it stands in. Enter goes on, Shift+Enter back, Escape closes. The browser's own search works too. */

import { findIn, stepped } from "../lib/find.js";
import { canMarkWords } from "../lib/spoken-word.js";
import { word } from "../lib/words.js";

const [ALL, HERE] = ["found", "found-here"];

class FindInTrack extends HTMLElement {
  #gone = new AbortController();
  /** @type {Range[]} */
  #found = [];
  #at = -1;

  connectedCallback() {
    const { signal } = this.#gone;
    this.closest("transcript-view")?.addEventListener("click", (event) => this.#press(event), { signal, capture: true });
    this.addEventListener("input", () => this.#find(), { signal });
    this.addEventListener("keydown", (event) => this.#key(event), { signal });
  }

  disconnectedCallback() {
    this.#gone.abort();
    this.#mark([]);
  }

  /** @param {Event} event */
  #press(event) {
    const deed = /** @type {?HTMLElement} */ (/** @type {Element} */ (event.target).closest("[data-do^=find]"))?.dataset.do;
    if (deed === "find") this.#open(Boolean(this.hidden));
    if (deed === "find-next") this.#go(1);
    if (deed === "find-previous") this.#go(-1);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing || (event.key !== "Escape" && (event.key !== "Enter" || event.target !== this.#field))) return;
    event.preventDefault();
    if (event.key === "Escape") this.#open(false);
    else this.#go(event.shiftKey ? -1 : 1);
  }

  /** @param {boolean} open */
  #open(open) {
    const button = /** @type {?HTMLElement} */ (document.querySelector("[data-do=find]"));
    button?.setAttribute("aria-expanded", String(open));
    this.hidden = !open;
    if (open) { this.#field.select(); return this.#find(); }
    button?.focus();
    return this.#mark([]);
  }

  /** The first one at once, while somebody types. */
  #find() {
    const sentences = [...document.querySelectorAll("transcript-view [data-segment]")];
    const places = findIn(sentences.map(({ textContent }) => textContent ?? ""), this.#field.value);
    this.#mark(places.map(({ index, from, to }) => rangeIn(/** @type {Node} */ (sentences[index].firstChild), from, to)));
    this.#at = -1;
    this.#go(1);
  }

  /** @param {Range[]} ranges */
  #mark(ranges) {
    this.#found = ranges;
    if (!canMarkWords) return;
    CSS.highlights.set(ALL, new Highlight(...ranges));
    CSS.highlights.delete(HERE);
  }

  /** @param {1 | -1} step */
  #go(step) {
    this.#at = stepped(this.#found.length, this.#at, step);
    const here = this.#found[this.#at];
    const count = this.querySelector("[data-found]");
    const isAsked = Boolean(this.#field.value.trim());
    if (count) count.textContent = isAsked ? word("found-at", { place: this.#at + 1, num: this.#found.length }) : "";
    if (!here) return;
    if (canMarkWords) CSS.highlights.set(HERE, new Highlight(here));
    here.startContainer.parentElement?.scrollIntoView({ block: "center" });
    this.dispatchEvent(new Event("elsewhere", { bubbles: true }));
  }

  get #field() {
    return /** @type {HTMLInputElement} */ (this.querySelector("input"));
  }
}

/** @param {Node} text @param {number} from @param {number} to */
function rangeIn(text, from, to) {
  const range = document.createRange();
  range.setStart(text, from);
  range.setEnd(text, to);
  return range;
}

customElements.define("find-in-track", FindInTrack);
