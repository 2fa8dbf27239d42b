/** The page's side of the service worker: registering it, and noticing that a newer one waits. Without one all goes on as before. */

/** @returns {Promise<?ServiceWorkerRegistration>} null where there is none: plain http, some private windows, old browsers */
export async function register() {
  try {
    return (await navigator.serviceWorker?.register("/sw.js", { updateViaCache: "none" })) ?? null;
  } catch {
    return null;
  }
}

/** The worker that runs, once there is one; never where there will be none. */
export function running() {
  return navigator.serviceWorker ? navigator.serviceWorker.ready.then(({ active }) => active) : new Promise(() => {});
}

/** Call back whenever a newer worker waits for its turn. @param {ServiceWorkerRegistration} registration @param {(waiting: ServiceWorker) => void} tell */
export function onWaiting(registration, tell) {
  const look = () => { if (registration.waiting && registration.active) tell(registration.waiting); };
  const follow = () => registration.installing?.addEventListener("statechange", look);
  registration.addEventListener("updatefound", follow);
  follow();
  look();
}
