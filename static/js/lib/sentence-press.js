/**
 * While a finger or the mouse is down on a sentence it is text and no link, so that its words can be selected: browsers
 * drag links, and open their menu on a long press. A tap still reaches the link, which is back by then.
 */

/** @param {HTMLElement} transcript @param {AbortSignal} signal */
export function makeSelectable(transcript, signal) {
  /** @type {?{link: HTMLElement, href: string}} */
  let pressed = null;

  const restore = () => {
    pressed?.link.setAttribute("href", pressed.href);
    pressed = null;
  };

  transcript.addEventListener("pointerdown", (event) => {
    restore();
    const link = /** @type {?HTMLElement} */ (/** @type {HTMLElement} */ (event.target).closest("a[data-segment][href]"));
    const meansNewTab = event.button || event.ctrlKey || event.metaKey;
    if (!link || meansNewTab) return;
    pressed = { link, href: link.getAttribute("href") ?? "" };
    link.removeAttribute("href");
  }, { signal });
  for (const type of ["pointerup", "pointercancel", "blur"]) addEventListener(type, restore, { signal });
}
