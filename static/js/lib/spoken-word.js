/** Marks the word being spoken, by the CSS Custom Highlight API: no element is added, so no text moves. */

import { wordAt, wordPlaces } from "./transcript-timing.js";

const NAME = "spoken-word";

/** Whether this browser can; without it the sentence alone is marked. */
export const canMarkWords = typeof CSS !== "undefined" && "highlights" in CSS;

/** @param {HTMLElement} sentence whose text is one text node @param {import("./transcript-timing.js").Word[]} words @param {number} ms */
export function markWord(sentence, words, ms) {
  if (!canMarkWords) return;
  const text = sentence.firstChild;
  const place = text && wordPlaces(text.textContent ?? "", words)[wordAt(words, ms)];
  if (!text || !place) return CSS.highlights.delete(NAME);
  const range = document.createRange();
  range.setStart(text, place[0]);
  range.setEnd(text, place[1]);
  return CSS.highlights.set(NAME, new Highlight(range));
}

export function unmarkWord() {
  if (canMarkWords) CSS.highlights.delete(NAME);
}
