/** Choosing words by taps: the first one takes its sentence, each further one moves the nearer end to where it was. */

/**
 * @typedef {{first: number, last: number}} Chosen places of words, both included
 * @typedef {{startMs: number, endMs: number}} Timed
 */

/** @param {?Chosen} chosen @param {number} word the one that was tapped @param {Chosen} sentence the one it stands in @returns {Chosen} */
export function tapped(chosen, word, sentence) {
  if (!chosen) return sentence;
  const { first, last } = chosen;
  return Math.abs(word - first) < Math.abs(word - last) ? { first: word, last } : { first, last: word };
}

/** One end moved by so many words; it meets the other end, and never passes it.
 * @param {Chosen} chosen @param {"start" | "end"} end @param {number} by @param {number} count of all words @returns {Chosen} */
export function moved({ first, last }, end, by, count) {
  if (end === "start") return { first: Math.min(Math.max(first + by, 0), last), last };
  return { first, last: Math.max(Math.min(last + by, count - 1), first) };
}

/** From the beginning of the first to the end of the last, in whole ms. @param {Timed[]} words @param {Chosen} chosen @returns {Timed} */
export function stretch(words, { first, last }) {
  return { startMs: Math.round(words[first].startMs), endMs: Math.round(words[last].endMs) };
}

/** The address of the recorder for saying a stretch again, or everything from its start on.
 * @param {string} address of the recorder, with what it is to know already @param {Timed} stretch @param {boolean} toTheEnd */
export function againAddress(address, { startMs, endMs }, toTheEnd) {
  return `${address}&from=${startMs}${toTheEnd ? "" : `&to=${endMs}`}`;
}
