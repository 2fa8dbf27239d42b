/** Pages: from the network, and from the cache when it does not answer in time. Kept is what is the same for every visit. */

import { isFresh, withAge } from "../lib/kept-page.js";
import { keptAddress, SHELL } from "../lib/worker-routes.js";
import { OFFLINE } from "./assets.js";
import { forgetAllBut, moveIn, theirPages } from "./residents.js";

/** As long as a page that is here already waits for a newer one. */
const PATIENCE_MS = 4_000;
const KEEPING = { "Lorecast-Keeping": "1", Accept: "text/html" };
const GONE = [403, 404, 410];

/** @param {FetchEvent} event */
export async function answerPage(event) {
  const { request } = event;
  const address = keptAddress(request.url);
  const network = fetch(request).then((answer) => learn(address, answer));
  event.waitUntil(network.catch(() => null));
  const kept = address ? await (await theirPages())?.match(address) : undefined;
  if (kept) return sooner(network, kept);
  return network.catch((problem) => insteadOf(request, problem));
}

/** Fetch what opens without a network, for whoever is signed in; what is here is not fetched again with every page. */
export async function keepShell() {
  const pages = await theirPages();
  for (const address of SHELL) {
    if (isFresh((await pages?.match(address))?.headers.get("Date"), Date.now())) continue;
    const answer = await fetch(address, { headers: KEEPING, cache: "no-store" }).catch(() => null);
    if (!answer) return;
    await learn(address, answer);
  }
}

/** What an answer says about who is here, and whether it is worth keeping. The sign-in page is only shown to nobody.
 * @param {?string} address @param {Response} answer */
async function learn(address, answer) {
  const personId = answer.headers.get("Lorecast-Member");
  if (isDoor(answer)) await forgetAllBut(null);
  const pages = personId ? await moveIn(personId) : null;
  const isKept = pages && address && (SHELL.includes(address) || (await pages.match(address)));
  if (isKept && answer.status === 200 && !hasQuery(answer)) await pages.put(address, answer.clone()).catch(() => null);
  if (isKept && GONE.includes(answer.status)) await pages.delete(address);
  return answer;
}

/** @param {Response} answer */
function isDoor({ url, ok }) {
  return ok && url !== "" && new URL(url).pathname === "/sign-in";
}

/** A page about one moment or one playlist is not what the next visit wants. @param {Response} answer */
function hasQuery({ url, redirected }) {
  return redirected || (url !== "" && new URL(url).search !== "");
}

/** @param {Promise<Response>} network @param {Response} kept */
async function sooner(network, kept) {
  const late = new Promise((_, refuse) => setTimeout(() => refuse(new Error("late")), PATIENCE_MS));
  try {
    return /** @type {Response} */ (await Promise.race([network, late]));
  } catch {
    return withAge(kept);
  }
}

/** A link on a page stays where it is and is told; an address that was typed gets a page of its own.
 * @param {Request} request @param {unknown} problem */
async function insteadOf({ mode }, problem) {
  const offline = mode === "navigate" ? await caches.match(OFFLINE) : undefined;
  if (!offline) throw problem;
  return new Response(offline.body, { status: 503, headers: offline.headers });
}
