/** Opens a page's form where it is needed, and puts what comes back in its place: the server draws both. */

/** A part of another page. @param {string} address @param {string} selector @returns {Promise<?Element>} */
export async function fetchPart(address, selector) {
  const response = await fetch(address, { headers: { Accept: "text/html" } });
  return response.ok ? partOf(await response.text(), selector) : null;
}

/** Send a form as the browser would, and say what came back. @param {HTMLFormElement} form */
export async function send(form) {
  const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
  const response = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/html" } });
  return { ok: response.ok, page: await response.text() };
}

/** @param {string} page @param {string} selector */
export function partOf(page, selector) {
  const found = new DOMParser().parseFromString(page, "text/html").querySelector(selector);
  return found && document.importNode(found, true);
}
