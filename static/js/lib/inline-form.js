/** Opens a page's form where it is needed, and puts what comes back in its place: the server draws both. */

/** A part of another page. @param {string} address @param {string} selector @returns {Promise<?Element>} */
export async function fetchPart(address, selector) {
  const response = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
  return response?.ok ? partOf(await response.text(), selector) : null;
}

/**
 * Send a form as the browser would, and say what came back; status 0: nothing did.
 * @param {HTMLFormElement} form @param {Record<string, string>} more fields besides its own
 */
export async function send(form, more = {}) {
  const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
  for (const [name, value] of Object.entries(more)) body.set(name, value);
  const response = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/html" } }).catch(() => null);
  return { ok: Boolean(response?.ok), status: response?.status ?? 0, page: (await response?.text()) ?? "" };
}

/** @param {string} page @param {string} selector */
export function partOf(page, selector) {
  const found = new DOMParser().parseFromString(page, "text/html").querySelector(selector);
  return found && document.importNode(found, true);
}
