/** The recordings of this device that the server does not have yet, and one sender for each. */

import { drafts } from "./device.js";
import { partsOf } from "./draft.js";
import { heldNames, recorderHold } from "./hold.js";
import { Sender } from "./sender.js";
import { isShared } from "./shared-files.js";

/** @typedef {import("./draft.js").Draft} Draft */

class Outbox extends EventTarget {
  /** @type {Map<string, Sender>} */
  #senders = new Map();

  /** What somebody recorded here and has not sent; not what a recorder is busy with. @param {string} personId @returns {Promise<Draft[]>} */
  async unsent(personId) {
    return (await this.whole(personId)).filter(({ kind }) => kind === "record");
  }

  /** That, and what other apps shared: all whose bytes are here. @param {string} personId @returns {Promise<Draft[]>} */
  async whole(personId) {
    const [mine, held] = await Promise.all([drafts.of(personId), heldNames()]);
    return mine.filter((draft) => (draft.kind === "record" || isShared(draft)) && partsOf(draft).length && !held.has(recorderHold(draft.id)));
  }

  /** What somebody has published and the server has not all of. @param {string} personId */
  async waiting(personId) {
    return (await this.whole(personId)).filter(({ publishWanted }) => publishWanted);
  }

  /** Go on with what somebody has already published. @param {string} personId */
  async resume(personId) {
    for (const { id } of await this.waiting(personId)) {
      if (this.#senders.get(id)?.state.state !== "blocked") this.senderOf(id).nudge();
    }
  }

  /** Try all of it now, also what was refused. @param {string} personId */
  async retry(personId) {
    for (const { id } of await this.waiting(personId)) this.senderOf(id).send();
  }

  /** Publish a recovered recording as it is. @param {string} id */
  async send(id) {
    await drafts.update(id, (draft) => ({ ...draft, publishWanted: true }));
    return this.senderOf(id).send();
  }

  /** @param {string} id */
  senderOf(id) {
    const known = this.#senders.get(id);
    if (known) return known;
    const sender = new Sender(id, drafts);
    this.#senders.set(id, sender);
    for (const type of ["progress", "trouble"]) sender.addEventListener(type, () => this.dispatchEvent(new CustomEvent("news", { detail: sender })));
    return sender;
  }

  /** @param {string} id */
  forget(id) {
    this.#senders.get(id)?.stop();
    this.#senders.delete(id);
  }
}

export const outbox = new Outbox();
