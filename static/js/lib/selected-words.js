/** What is selected of a transcript: the words of its sentences alone, without times, marks and buttons between them. */

const SENTENCE = "[data-segment]";

/** @typedef {{words: string, sentence: HTMLElement, offset: number, range: Range}} Selected `offset`: in the sentence's text */

/** @param {HTMLElement} transcript @returns {?Selected} null when nothing of it is selected */
export function selectedIn(transcript) {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(transcript)) return null;
  const pieces = sentencesIn(transcript, range).map((sentence) => pieceOf(sentence, range)).filter(({ words }) => words.trim());
  if (!pieces.length) return null;
  return { words: pieces.map(({ words }) => words).join(" "), sentence: pieces[0].sentence, offset: pieces[0].offset, range };
}

/** As if somebody had drawn over all of it. @param {HTMLElement} sentence */
export function selectSentence(sentence) {
  if (sentence.firstChild) getSelection()?.setBaseAndExtent(sentence.firstChild, 0, sentence.firstChild, sentence.textContent?.length ?? 0);
}

/** @param {HTMLElement} transcript @param {Range} range */
function sentencesIn(transcript, range) {
  return [.../** @type {NodeListOf<HTMLElement>} */ (transcript.querySelectorAll(SENTENCE))].filter((one) => range.intersectsNode(one));
}

/** @param {HTMLElement} sentence its text is one text node @param {Range} range */
function pieceOf(sentence, range) {
  const text = sentence.textContent ?? "";
  const from = sentence.contains(range.startContainer) ? range.startOffset : 0;
  const to = sentence.contains(range.endContainer) ? range.endOffset : text.length;
  // A range that holds a whole element counts children and not letters.
  const [first, last] = [range.startContainer, range.endContainer].map((node) => node.nodeType === Node.TEXT_NODE);
  const [offset, end] = wholeWords(text, first ? from : 0, last ? to : text.length);
  return { sentence, offset, words: text.slice(offset, end) };
}

/** A finger rarely hits the beginning of a word: the words that are touched belong to it. @param {string} text @param {number} from @param {number} to @returns {[number, number]} */
export function wholeWords(text, from, to) {
  if (!text.slice(from, to).trim()) return [from, from];
  const before = text.slice(0, from).match(/\S*$/)?.[0].length ?? 0;
  const after = text.slice(to).match(/^\S*/)?.[0].length ?? 0;
  const startsInWord = /\S/.test(text[from] ?? " ");
  const endsInWord = /\S/.test(text[to - 1] ?? " ");
  return [startsInWord ? from - before : from, endsInWord ? to + after : to];
}
