/** Sentences that scripts say. The page brings them, translated, in <template data-words><p data-word="key">…</p></template>. */

/** The sentence of a key, with {names} filled in. @param {string} key @param {Record<string, string | number>} values */
export function word(key, values = {}) {
  const sentence = sentences().get(key) ?? key;
  return sentence.replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));
}

function sentences() {
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const template of document.querySelectorAll("template[data-words]")) {
    for (const one of /** @type {HTMLTemplateElement} */ (template).content.querySelectorAll("[data-word]")) {
      found.set(/** @type {HTMLElement} */ (one).dataset.word ?? "", one.textContent?.trim() ?? "");
    }
  }
  return found;
}
