/** Tells when a part of the page was replaced, by whatever: links, live parts, the back button. */

/** @param {() => void} tell @param {AbortSignal} [signal] */
export function onPageChange(tell, signal) {
  const observer = new MutationObserver((changes) => { if (changes.some(bringsElements)) tell(); });
  observer.observe(document.body, { childList: true, subtree: true });
  signal?.addEventListener("abort", () => observer.disconnect());
}

/** The player redraws itself all the time; that is no change of page. @param {MutationRecord} change */
function bringsElements({ target, addedNodes }) {
  const isElement = [...addedNodes].some((node) => node.nodeType === Node.ELEMENT_NODE);
  return isElement && !(/** @type {Element} */ (target).closest?.("audio-player"));
}
