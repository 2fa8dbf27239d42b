/** Installing: the browser offers it once, before any page asks; the offer is kept here until somebody wants it. */

/** @typedef {Event & {prompt(): Promise<{outcome: string}>}} InstallOffer */

/** @type {?InstallOffer} */
let offer = null;

export const installing = new EventTarget();

globalThis.addEventListener?.("beforeinstallprompt", (event) => {
  // Else Chrome on Android shows a banner of its own over the bar.
  event.preventDefault();
  keep(/** @type {InstallOffer} */ (event));
});
globalThis.addEventListener?.("appinstalled", () => keep(null));

/** @param {?InstallOffer} given */
function keep(given) {
  offer = given;
  installing.dispatchEvent(new Event("change"));
}

/** How Lorecast can be installed here. @param {{ios: boolean}} platform @param {boolean} isInstalled @returns {"ask" | "by-hand" | "no"} */
export function wayToInstall({ ios }, isInstalled) {
  if (isInstalled) return "no";
  if (offer) return "ask";
  return ios ? "by-hand" : "no";
}

export async function install() {
  const { outcome } = (await offer?.prompt()) ?? {};
  if (outcome === "accepted") keep(null);
}
