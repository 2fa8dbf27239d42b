/** Asks before somebody walks away from something unsent: the browser's own question for other sites, ours for links. */

import { ask } from "./ask.js";

/**
 * @param {{isNeeded: () => boolean, mayLeave: (href: string) => Promise<boolean>, signal: AbortSignal}} guard
 *   `mayLeave` asks the person and opens a new tab itself if that is the answer
 */
export function guardLeaving({ isNeeded, mayLeave, signal }) {
  let passing = false;
  addEventListener("beforeunload", (event) => { if (isNeeded() && !passing) event.preventDefault(); }, { signal });
  // Captured, because a boosted link is already on its way when the click reaches the document.
  document.addEventListener("click", async (event) => {
    const link = /** @type {?HTMLAnchorElement} */ (/** @type {HTMLElement} */ (event.target).closest("a[href]"));
    if (!link || passing || !isNeeded() || staysHere(link, event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!(await mayLeave(link.href))) return;
    passing = true;
    link.click();
  }, { capture: true, signal });
}

/** Whether a click leaves this page where it is. @param {HTMLAnchorElement} link @param {MouseEvent} event */
function staysHere(link, event) {
  const newTab = event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0 || link.target === "_blank";
  const sameDocument = link.hash && link.href.split("#")[0] === location.href.split("#")[0];
  return newTab || link.hasAttribute("download") || Boolean(sameDocument);
}

/** Stay, open it beside this page, or leave. @param {HTMLDialogElement} dialog @param {string} href */
export async function mayLeave(dialog, href) {
  const answer = await ask(dialog);
  if (answer === "beside") open(href, "_blank");
  return answer === "leave";
}
