/** Named holds that other tabs can see: a tab that is killed lets go by itself. */

/** Hold a name until the returned function is called. @param {string} name @returns {() => void} */
export function hold(name) {
  let letGo = () => {};
  const until = new Promise((done) => { letGo = () => done(undefined); });
  navigator.locks?.request(name, () => until);
  return letGo;
}

/** The names that any tab holds now. @returns {Promise<Set<string>>} */
export async function heldNames() {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return new Set(held.map(({ name }) => name ?? ""));
}

/** The name under which a recorder holds its draft. @param {string} draftId */
export function recorderHold(draftId) {
  return `lorecast-record-${draftId}`;
}
