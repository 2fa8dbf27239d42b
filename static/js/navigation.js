/** What a change of page owes its reader when only <main> is swapped: focus on the new title, the old place on the way back. */

const SAVED = "scrollY";
const TOLD_FOR_MS = 8_000;
let shown = document.getElementById("main");

document.addEventListener("htmx:after:swap", (event) => {
  const { ctx } = /** @type {CustomEvent} */ (event).detail;
  const isReturn = Boolean(ctx.request?.headers?.["HX-History-Restore-Request"]);
  const main = document.getElementById("main");
  if (main === shown && !isReturn) return;
  shown = main;
  announce(main);
  if (isReturn) scrollTo(0, history.state?.[SAVED] ?? 0);
});

/** Keep the place in the history entry itself, so that every entry has its own. */
function keepPlace() {
  if (history.state?.htmx) history.replaceState({ ...history.state, [SAVED]: scrollY }, "");
}

document.addEventListener("scrollend", keepPlace);
document.addEventListener("htmx:before:history:update", () => {
  history.replaceState({ ...history.state, htmx: true, [SAVED]: scrollY }, "");
});

/** Screen readers read what has the focus. A field that took it, or a button that kept it, keeps it. @param {?HTMLElement} main */
function announce(main) {
  if (document.activeElement && document.activeElement !== document.body) return;
  const title = main?.querySelector("h1") ?? main;
  if (title && !title.hasAttribute("tabindex")) title.tabIndex = -1;
  title?.focus({ preventScroll: true });
}

/** The network failed on the way to a page: say so, and leave page and sound as they are. */
document.addEventListener("htmx:error", (event) => {
  const trouble = document.getElementById("offline");
  if (!trouble || /** @type {CustomEvent} */ (event).detail.ctx?.target?.id !== "main") return;
  trouble.hidden = false;
  setTimeout(() => { trouble.hidden = true; }, TOLD_FOR_MS);
});
