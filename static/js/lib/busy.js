/** Whether, in any tab, something goes on that a new version must not interrupt. Tabs show it by the locks they hold. */

import { heldNames } from "./hold.js";

/** Held while something is copied to this device. */
export const DOWNLOADING = "lorecast-download";

const BUSY = ["lorecast-record-", "lorecast-send-", DOWNLOADING];

/** @param {Iterable<string>} names of locks */
export function areBusy(names) {
  return [...names].some((name) => BUSY.some((one) => name.startsWith(one)));
}

export async function isBusy() {
  return areBusy(await heldNames());
}
