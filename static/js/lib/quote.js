/** A quote as it goes onto the clipboard: the words, who said them and where, as plain text and as HTML. */

/** @typedef {{words: string, speaker: string, title: string, link: string}} Quote */

/** One line, without the spaces and breaks of the page. @param {string} text */
export function tidy(text) {
  return text.replace(/\s+/g, " ").trim();
}

/** “The words” — Ada Lovelace, How we bill, https://… @param {Quote} quote */
export function asText({ words, speaker, title, link }) {
  return `“${tidy(words)}” — ${speaker}, ${title}, ${link}`;
}

/** For editors and chats that take formatted text. @param {Quote} quote */
export function asHtml({ words, speaker, title, link }) {
  const [said, who, what, where] = [tidy(words), speaker, title, link].map(escaped);
  return `<blockquote cite="${where}">“${said}”</blockquote><p>— ${who}, <a href="${where}">${what}</a></p>`;
}

/** Names and transcripts are text and never markup. @param {string} text */
function escaped(text) {
  /** @type {Record<string, string>} */
  const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (letter) => entities[letter]);
}
