/** Puts an element beside selected words: its styles take --left and --top from the element that both stand in. */

const GAP_PX = 8;

/** Above the words, or below where there is no room. @param {HTMLElement} element @param {Range} words @param {HTMLElement} around */
export function placeBeside(element, words, around) {
  const drawn = words.getBoundingClientRect();
  const frame = around.getBoundingClientRect();
  const above = drawn.top - element.offsetHeight - GAP_PX;
  const left = Math.min(Math.max(drawn.left - frame.left, 0), frame.width - element.offsetWidth);
  element.style.setProperty("--left", `${left}px`);
  element.style.setProperty("--top", `${(above > GAP_PX ? above : drawn.bottom + GAP_PX) - frame.top}px`);
}
