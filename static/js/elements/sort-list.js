/** <sort-list>: rows can also be dragged by their grip. What a drop means is the row's own move form, sent to its new place. */

const CALM_MS = 150;

class SortList extends HTMLElement {
  /** @type {?import("sortablejs")} */
  #sortable = null;

  async connectedCallback() {
    const { default: Sortable } = await import("sortablejs");
    const list = /** @type {?HTMLElement} */ (this.querySelector("ol, ul"));
    if (!list || !this.isConnected) return;
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#sortable = new Sortable(list, {
      handle: "[data-grip]", animation: isCalm ? 0 : CALM_MS, ghostClass: "arrange__item--moving",
      // One way of dragging for mouse and finger, instead of the browser's own for the mouse.
      forceFallback: true, fallbackTolerance: 4,
      onEnd: ({ item, oldIndex, newIndex }) => { if (oldIndex !== newIndex) this.#move(item, newIndex ?? 0); },
    });
    this.toggleAttribute("data-sortable", true);
  }

  disconnectedCallback() {
    this.#sortable?.destroy();
  }

  /** Send the row's own form with its new place; the page comes back in the new order. @param {HTMLElement} item @param {number} to */
  #move(item, to) {
    const form = /** @type {?HTMLFormElement} */ (item.querySelector("form[data-move]"));
    form?.append(Object.assign(document.createElement("input"), { type: "hidden", name: "to", value: String(to) }));
    form?.requestSubmit();
  }
}

customElements.define("sort-list", SortList);
