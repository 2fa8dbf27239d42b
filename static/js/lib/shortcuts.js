/** What a key means to the player: null in fields and dialogs, with a modifier, or for keys that are not ours. */

/** @type {Record<string, string>} */
const COMMANDS = {
  " ": "toggle", k: "toggle", ArrowLeft: "back", ArrowRight: "ahead", ArrowUp: "louder", ArrowDown: "quieter",
  "<": "slower", ">": "faster", n: "next", p: "previous", "/": "search", "?": "help", q: "quote",
};
const FIELDS = "input, textarea, select, [contenteditable], dialog[open], [role=slider]";

/** Keys that a focused control needs for itself. */
const PRESSES = "a[href], button, summary, [role=button]";

/**
 * @param {{key: string, ctrlKey?: boolean, metaKey?: boolean, altKey?: boolean, defaultPrevented?: boolean,
 *   target: ?{closest?: (selector: string) => unknown}}} event
 * @returns {?string}
 */
export function commandOf({ key, ctrlKey, metaKey, altKey, defaultPrevented, target }) {
  if (ctrlKey || metaKey || altKey || defaultPrevented) return null;
  if (target?.closest?.(FIELDS)) return null;
  if (key === " " && target?.closest?.(PRESSES)) return null;
  return COMMANDS[key.length === 1 ? key.toLowerCase() : key] ?? null;
}
