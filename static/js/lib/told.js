/** What an action inside the transcript has to say, shown above the player for a while. */

import { partOf, send } from "./inline-form.js";

const SHOWN_MS = 6_000;
const SHOWN_WITH_BUTTON_MS = 10_000;
let timer = 0;

/** A sentence. @param {string} sentence */
export function tell(sentence) {
  const toast = document.createElement("div");
  toast.className = "toast";
  const words = document.createElement("p");
  words.textContent = sentence;
  toast.append(words);
  show(toast);
}

/** A toast that the server has drawn, with its button; null shows nothing. @param {?Element} toast */
export function show(toast) {
  const place = document.querySelector("[data-told]");
  if (!place || !toast) return;
  // The place itself is announced; a second live region inside of it would be read twice.
  toast.removeAttribute("role");
  place.replaceChildren(toast);
  toast.addEventListener("submit", (event) => answer(/** @type {SubmitEvent} */ (event)));
  clearTimeout(timer);
  const stays = () => toast.matches(":hover, :focus-within");
  const leave = () => { if (stays()) timer = setTimeout(leave, SHOWN_MS); else toast.remove(); };
  timer = setTimeout(leave, toast.querySelector("button") ? SHOWN_WITH_BUTTON_MS : SHOWN_MS);
}

/** Its button acts without leaving the page, and what comes of it is told in turn. @param {SubmitEvent} event */
async function answer(event) {
  event.preventDefault();
  const { page } = await send(/** @type {HTMLFormElement} */ (event.target));
  show(partOf(page, ".toast"));
}
