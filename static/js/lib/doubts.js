/** Doubtful words in the order they are said, and the way from one to the next. Nothing of the page in here. */

/** @typedef {{segment: string, from: number, to: number, heard: string}} Doubt */
/** @typedef {{segment: string, from: number}} Place */

/** @param {{segment: string, marks: string}[]} sentences in order; marks as the server writes them: [[from, to, heard], …] @returns {Doubt[]} */
export function doubtsOf(sentences) {
  return sentences.flatMap(({ segment, marks }) =>
    marks ? JSON.parse(marks).map((/** @type {[number, number, string]} */ [from, to, heard]) => ({ segment, from, to, heard })) : []);
}

/**
 * The doubtful word after or before a place, round the end. The place need not be doubtful any more.
 * @param {Doubt[]} doubts @param {string[]} order the ids of all sentences @param {?Place} here @param {1 | -1} step @returns {?Doubt}
 */
export function beside(doubts, order, here, step) {
  if (!doubts.length) return null;
  const inOrder = step > 0 ? doubts : [...doubts].reverse();
  return inOrder.find((doubt) => !here || step * compare(doubt, here, order) > 0) ?? inOrder[0];
}

/** @param {Place} one @param {Place} other @param {string[]} order */
function compare(one, other, order) {
  return order.indexOf(one.segment) - order.indexOf(other.segment) || one.from - other.from;
}
