/** Where words occur in texts, whatever their case and accents. */

/** @typedef {{index: number, from: number, to: number}} Found `index`: of the text */

/** In order, without overlaps; nothing for an empty query. @param {string[]} texts @param {string} query @returns {Found[]} */
export function findIn(texts, query) {
  const wanted = folded(query.trim().replace(/\s+/g, " "));
  if (!wanted) return [];
  return texts.flatMap((text, index) => placesIn(folded(text), wanted).map((from) => ({ index, from, to: from + wanted.length })));
}

/** The place of the next one, round the end; −1 when there is none. @param {number} count @param {number} at @param {1 | -1} step */
export function stepped(count, at, step) {
  return count ? (at + step + count) % count : -1;
}

/** @param {string} text @param {string} wanted */
function placesIn(text, wanted) {
  const places = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) places.push(at);
  return places;
}

/** Letter by letter, so that places stay the same. @param {string} text */
function folded(text) {
  return text.replace(/[^\x20-\x7e]/g, (letter) => letter.normalize("NFD")[0]).replace(/./gs, (letter) => letter.toLowerCase()[0]);
}
