/** Which sentence and which word belongs to a moment, and where the words stand in the sentence. */

/**
 * @typedef {[startMs: number, endMs: number, text: string, probability?: number]} Word
 * @typedef {{id: string, start_ms: number, end_ms: number, text: string, words: Word[]}} TimedSegment
 */

/** The last one that has begun, −1 before the first. @param {{start_ms: number}[]} segments in order @param {number} ms */
export function segmentAt(segments, ms) {
  return lastBegun(segments.length, (index) => segments[index].start_ms <= ms);
}

/** The word being spoken, or the last one spoken; −1 before the first. @param {Word[]} words @param {number} ms */
export function wordAt(words, ms) {
  return lastBegun(words.length, (index) => words[index][0] <= ms);
}

/**
 * Where each word stands in the text, null for one that a correction has taken away.
 * @param {string} text @param {Word[]} words as the model heard them
 * @returns {(?[from: number, to: number])[]}
 */
export function wordPlaces(text, words) {
  const haystack = text.toLowerCase();
  let from = 0;
  return words.map(([, , word]) => {
    const needle = word.trim().toLowerCase();
    const at = needle ? haystack.indexOf(needle, from) : -1;
    // A correction may drop a word: one found far ahead is another occurrence, and would drag the rest along.
    if (at < 0 || at - from > REACH) return null;
    from = at + needle.length;
    return [at, from];
  });
}

const REACH = 60;

/** When the letter at this place is said: with the last word that begins there or before. @param {TimedSegment} segment @param {number} offset */
export function msAt({ text, words, start_ms }, offset) {
  const begun = wordPlaces(text, words).flatMap((place, index) => (place && place[0] <= offset ? [words[index][0]] : []));
  return begun.at(-1) ?? start_ms;
}

/** @param {number} count @param {(index: number) => boolean} hasBegun true up to some index, then false */
function lastBegun(count, hasBegun) {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (hasBegun(middle)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
