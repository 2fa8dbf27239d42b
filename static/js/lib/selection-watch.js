/** Tells when somebody has selected something, or nothing any more. While they still draw, it waits. */

const SETTLED_MS = 150;

/** @param {() => void} tell @param {AbortSignal} signal */
export function onSelection(tell, signal) {
  let timer = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = setTimeout(tell, SETTLED_MS);
  }, { signal });
  signal.addEventListener("abort", () => clearTimeout(timer));
}
