/** Text onto the clipboard, with a formatted twin where the browser takes one. */

/** Whether it could be copied; browsers refuse without HTTPS or without leave. @param {string} text @param {string} [html] @returns {Promise<boolean>} */
async function copy(text, html) {
  try {
    if (html && typeof ClipboardItem !== "undefined") {
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob(text, "text/plain"), "text/html": blob(html, "text/html") })]);
    } else {
      await navigator.clipboard.writeText(text);
    }
    return true;
  } catch {
    return false;
  }
}

/** @param {string} content @param {string} type */
function blob(content, type) {
  return new Blob([content], { type });
}

/** Copies, or else shows the text in a field, selected: then it is one key away. @param {HTMLElement} field a hidden label @param {string} text @param {string} [html] */
export async function copyOrOffer(field, text, html) {
  const isCopied = await copy(text, html);
  field.hidden = isCopied;
  const area = /** @type {HTMLTextAreaElement} */ (field.querySelector("textarea"));
  area.value = text;
  if (!isCopied) area.focus();
  if (!isCopied) area.select();
  return isCopied;
}
