/** Marks the doubtful words while somebody corrects, by the CSS Custom Highlight API; without it the count and the walk remain. */

import { doubtsOf } from "./doubts.js";
import { canMarkWords } from "./spoken-word.js";

const NAME = "doubtful-word";

/** @param {Element} transcript @returns {{segment: string, marks: string}[]} every sentence, in order */
export function sentencesOf(transcript) {
  const sentences = /** @type {NodeListOf<HTMLElement>} */ (transcript.querySelectorAll("[data-segment]"));
  return [...sentences].map(({ dataset }) => ({ segment: dataset.segment ?? "", marks: dataset.doubts ?? "" }));
}

/** @param {Element} transcript */
export function markDoubts(transcript) {
  if (!canMarkWords) return;
  const ranges = doubtsOf(sentencesOf(transcript)).flatMap(({ segment, from, to }) => {
    const text = transcript.querySelector(`[data-segment="${segment}"]`)?.firstChild;
    return text && to <= (text.textContent?.length ?? 0) ? [rangeIn(text, from, to)] : [];
  });
  CSS.highlights.set(NAME, new Highlight(...ranges));
}

export function unmarkDoubts() {
  if (canMarkWords) CSS.highlights.delete(NAME);
}

/** @param {Node} text @param {number} from @param {number} to */
function rangeIn(text, from, to) {
  const range = document.createRange();
  range.setStart(text, from);
  range.setEnd(text, to);
  return range;
}
