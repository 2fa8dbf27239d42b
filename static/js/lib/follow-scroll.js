/** Keeps what is being said in view, until the reader scrolls: then it waits to be asked. */

const SCROLL_KEYS = ["PageUp", "PageDown", "Home", "End", "ArrowUp", "ArrowDown"];
const KEEPS_KEYS = "input, textarea, select, dialog, [role=slider]";

export class FollowScroll extends EventTarget {
  #following = true;

  /** @param {AbortSignal} signal */
  constructor(signal) {
    super();
    // Only a person's own movement counts; scrolling by script sends none of these.
    for (const type of ["wheel", "touchmove"]) addEventListener(type, () => this.#set(false), { signal, passive: true });
    addEventListener("keydown", ({ key, target, defaultPrevented }) => {
      const scrolls = SCROLL_KEYS.includes(key) && !defaultPrevented;
      if (scrolls && !(/** @type {Element} */ (target).closest(KEEPS_KEYS))) this.#set(false);
    }, { signal });
    // The scroll bar stands beside the page.
    addEventListener("pointerdown", ({ clientX }) => { if (clientX >= document.documentElement.clientWidth) this.#set(false); }, { signal });
  }

  get isFollowing() {
    return this.#following;
  }

  pause() {
    this.#set(false);
  }

  resume() {
    this.#set(true);
  }

  /** @param {Element} sentence */
  show(sentence) {
    if (!this.#following || isWellInView(sentence)) return;
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    sentence.scrollIntoView({ block: "center", behavior: isCalm ? "auto" : "smooth" });
  }

  /** @param {boolean} following */
  #set(following) {
    if (following === this.#following) return;
    this.#following = following;
    this.dispatchEvent(new Event("change"));
  }
}

/** @param {Element} element */
function isWellInView(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return top > innerHeight * 0.15 && bottom < innerHeight * 0.7;
}
