/**
 * <quote-bar>: what can be done with words of the transcript: copy them as a quote, copy the link to their moment, hear them.
 * It comes when words are selected, from a paragraph's button, and by the key Q on a sentence; Escape sends it away.
 */

import { copyOrOffer } from "../lib/clipboard.js";
import { playMoment } from "../lib/play-moment.js";
import { placeBeside } from "../lib/place-beside.js";
import { asHtml, asText } from "../lib/quote.js";
import { selectSentence, selectedIn } from "../lib/selected-words.js";
import { onSelection } from "../lib/selection-watch.js";
import { momentLink } from "../lib/share-moment.js";
import { commandOf } from "../lib/shortcuts.js";
import { tell } from "../lib/told.js";
import { word } from "../lib/words.js";

class QuoteBar extends HTMLElement {
  #gone = new AbortController();
  /** @type {?import("../lib/selected-words.js").Selected} */
  #selected = null;

  connectedCallback() {
    const { signal } = this.#gone;
    onSelection(() => this.#look(), signal);
    document.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.#view.addEventListener("click", (event) => this.#choose(event), { signal });
    this.addEventListener("click", (event) => this.#press(event), { signal });
    // A press on the bar would take the selection away, which it is about.
    this.addEventListener("mousedown", (event) => { if (this.#byHand.hidden) event.preventDefault(); }, { signal });
    addEventListener("resize", () => this.#place(), { signal });
  }

  disconnectedCallback() {
    this.#gone.abort();
  }

  #look() {
    if (this.contains(document.activeElement)) return;
    this.#selected = this.#view.querySelector("[data-correction] :focus") ? null : selectedIn(this.#view);
    this.#byHand.hidden = true;
    this.hidden = !this.#selected;
    this.#place();
  }

  #place() {
    if (!this.hidden && this.#selected) placeBeside(this, this.#selected.range, this.#view);
  }

  /** The sentence of a paragraph that has the focus or is being said, else its first. @param {Event} event */
  #choose(event) {
    const paragraph = /** @type {Element} */ (event.target).closest("[data-do=choose]")?.closest(".transcript__paragraph");
    if (paragraph) this.#open(paragraph.querySelector("[data-segment][aria-current]") ?? paragraph.querySelector("[data-segment]"));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Escape" && !this.hidden) return this.#leave();
    if (commandOf(/** @type {any} */ (event)) !== "quote" || !("shortcuts" in document.body.dataset)) return;
    const sentence = this.#view.querySelector("[data-segment]:focus");
    if (!sentence && !selectedIn(this.#view)) return;
    event.preventDefault();
    this.#open(sentence);
  }

  /** With the focus on its first button. @param {?Element} sentence to select first */
  #open(sentence) {
    if (sentence && !selectedIn(this.#view)) selectSentence(/** @type {HTMLElement} */ (sentence));
    this.#look();
    this.querySelector("button")?.focus({ preventScroll: true });
  }

  #leave() {
    const hadFocus = this.contains(document.activeElement);
    this.hidden = true;
    getSelection()?.removeAllRanges();
    if (hadFocus) this.#selected?.sentence.focus({ preventScroll: true });
  }

  /** @param {Event} event */
  #press(event) {
    const deed = /** @type {?HTMLElement} */ (/** @type {Element} */ (event.target).closest("[data-do]"))?.dataset.do;
    if (!deed || !this.#selected) return;
    if (deed === "quote") this.#copyQuote();
    if (deed === "moment") this.#copy("moment-copied", this.#link);
    if (deed === "listen") playMoment(this.#view.dataset.track ?? "", this.#ms);
    if (deed !== "quote" && deed !== "moment") this.#leave();
  }

  #copyQuote() {
    const { speaker = "", title = "" } = this.#view.dataset;
    const quote = { words: this.#selected?.words ?? "", speaker, title, link: this.#link };
    this.#copy("quote-copied", asText(quote), asHtml(quote));
  }

  /** @param {string} said the key of what to say @param {string} text @param {string} [html] */
  async #copy(said, text, html) {
    if (!await copyOrOffer(this.#byHand, text, html)) return;
    this.#leave();
    tell(word(said));
  }

  get #ms() {
    const { sentence, offset } = this.#selected ?? {};
    return sentence ? this.#view.msAt(sentence, offset ?? 0) : 0;
  }

  get #link() {
    return momentLink(this.#view.dataset.track ?? "", this.#ms);
  }

  get #byHand() {
    return /** @type {HTMLElement} */ (this.querySelector("label"));
  }

  get #view() {
    return /** @type {import("./transcript-view.js").TranscriptView} */ (this.closest("transcript-view"));
  }
}

customElements.define("quote-bar", QuoteBar);
