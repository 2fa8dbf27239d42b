/** Asks in a <dialog> of the page: its buttons' values are the answers, Escape is "". */

/** @param {HTMLDialogElement} dialog @returns {Promise<string>} */
export function ask(dialog) {
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((answer) => dialog.addEventListener("close", () => answer(dialog.returnValue), { once: true }));
}
