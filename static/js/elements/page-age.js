/** <page-age>: says of a page that comes from this device how old it is. The service worker writes the time on its <main>. */

import { onPageChange } from "../lib/page-changes.js";
import { word } from "../lib/words.js";

class PageAge extends HTMLElement {
  connectedCallback() {
    this.querySelector("[data-do=again]")?.addEventListener("click", () => location.reload());
    onPageChange(() => this.#look());
    addEventListener("online", () => this.#look());
    this.#look();
  }

  #look() {
    const asOf = document.getElementById("main")?.dataset.asOf;
    this.hidden = asOf === undefined;
    if (asOf === undefined) return;
    this.#say(word(navigator.onLine ? "page-age-late" : "page-age-offline", { time: written(asOf) }));
    choosePlaylist();
  }

  /** @param {string} sentence */
  #say(sentence) {
    const place = /** @type {HTMLElement} */ (this.querySelector("[data-show=news]"));
    if (place.textContent !== sentence) place.textContent = sentence;
  }
}

/** The time alone if it was today. @param {string} iso */
function written(iso) {
  const then = new Date(iso);
  const isToday = then.toDateString() === new Date().toDateString();
  return then.toLocaleString(document.documentElement.lang, isToday ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" });
}

/** The kept recorder knows of no playlist; the address that was opened does. */
function choosePlaylist() {
  const wanted = new URLSearchParams(location.search).get("playlist");
  const main = document.getElementById("main");
  const select = /** @type {?HTMLSelectElement} */ (main?.querySelector("[name=playlist_id]"));
  if (!wanted || !select || main?.dataset.chosen) return;
  /** @type {HTMLElement} */ (main).dataset.chosen = "yes";
  if ([...select.options].some(({ value }) => value === wanted)) select.value = wanted;
}

customElements.define("page-age", PageAge);
