/**
 * Drafts and their parts in IndexedDB, so that neither a killed tab nor a flat battery takes them.
 *
 * A part and the count that knows of it are written in one transaction. Parts are ArrayBuffers: Safari loses Blobs.
 * When the device refuses (full, or private browsing) or does not answer, they live in memory and `atRisk` says so.
 */

import { openDB } from "idb";
import { withPart } from "./draft.js";

/** @typedef {import("./draft.js").Draft} Draft */

const STRICT = /** @type {const} */ ({ durability: "strict" });

/** Longer than any living device takes; a database that hangs must not take the recording with it. */
const PATIENCE_MS = 10_000;

export class Drafts extends EventTarget {
  atRisk = false;
  /** @type {Map<string, Draft>} */
  #drafts = new Map();
  /** @type {Map<string, ArrayBuffer>} */
  #parts = new Map();
  /** @type {Map<string, Draft>} as this page wrote them last, for when they cannot be read any more */
  #written = new Map();
  /** @type {?Promise<import("idb").IDBPDatabase>} */
  #db = null;

  /** @param {string} name */
  constructor(name = "lorecast", patienceMs = PATIENCE_MS) {
    super();
    this.name = name;
    this.patienceMs = patienceMs;
    // WebKit keeps the page for the way back, and with it whatever is open: that would block every other page.
    globalThis.addEventListener?.("pagehide", () => this.#close());
  }

  /** @param {string} id @returns {Promise<Draft | undefined>} */
  async get(id) {
    return this.#drafts.get(id) ?? (await this.#read((db) => db.get("drafts", id), this.#written.get(id)));
  }

  /** The drafts of one person, oldest first. @param {string} personId @returns {Promise<Draft[]>} */
  async of(personId) {
    /** @type {Draft[]} */
    const stored = (await this.#read((db) => db.getAll("drafts"))) ?? [];
    const all = [...stored.filter(({ id }) => !this.#drafts.has(id)), ...this.#drafts.values()];
    const mine = all.filter((draft) => draft.personId === personId);
    return mine.sort((one, other) => one.createdAt.localeCompare(other.createdAt));
  }

  /** @param {Draft} draft */
  async add(draft) {
    await this.#write(draft.id, () => draft);
    return draft;
  }

  /** Change a draft in one step, so that a recorder and a sender cannot overwrite each other. Absent: null.
   * @param {string} id @param {(draft: Draft) => Draft} change */
  async update(id, change) {
    return this.#write(id, (draft) => draft && change(draft));
  }

  /** @param {string} id @param {number} take @param {ArrayBuffer} bytes @param {number} durationMs */
  async addPart(id, take, bytes, durationMs) {
    return this.#write(id, (draft) => draft && withPart(draft, take, bytes.byteLength, durationMs), { take, bytes });
  }

  /** @param {string} id @param {number} take @param {number} part @returns {Promise<ArrayBuffer | undefined>} */
  async part(id, take, part) {
    return this.#parts.get(`${id}/${take}/${part}`) ?? (await this.#read((db) => db.get("parts", [id, take, part])));
  }

  /** @param {string} id */
  async remove(id) {
    this.#drafts.delete(id);
    this.#written.delete(id);
    for (const key of this.#parts.keys()) if (key.startsWith(`${id}/`)) this.#parts.delete(key);
    await this.#read(async (db) => {
      const transaction = db.transaction(["drafts", "parts"], "readwrite", STRICT);
      const everyPart = IDBKeyRange.bound([id], [id, []]);
      const deletes = [transaction.objectStore("drafts").delete(id), transaction.objectStore("parts").delete(everyPart)];
      await Promise.all([...deletes, transaction.done]);
    });
    this.dispatchEvent(new Event("change"));
  }

  /** @param {string} id @param {(draft: Draft | undefined) => Draft | undefined} change
   * @param {{take: number, bytes: ArrayBuffer}} [part] */
  async #write(id, change, part) {
    const held = this.#drafts.get(id);
    const stored = held ? undefined : await this.#patiently(this.#store(id, change, part)).catch((problem) => this.#distrust(problem));
    const draft = stored ?? (await this.#remember(id, change, part));
    this.dispatchEvent(new Event("change"));
    return draft ?? null;
  }

  /** @param {string} id @param {(draft: Draft | undefined) => Draft | undefined} change
   * @param {{take: number, bytes: ArrayBuffer}} [part] */
  async #store(id, change, part) {
    const db = await this.#open();
    const transaction = db.transaction(["drafts", "parts"], "readwrite", STRICT);
    const [drafts, parts] = [transaction.objectStore("drafts"), transaction.objectStore("parts")];
    const after = change(await drafts.get(id));
    /** @type {Promise<unknown>[]} */
    const writes = after ? [drafts.put(after)] : [];
    if (after && part) writes.push(parts.put(part.bytes, [id, part.take, after.takes[part.take].parts - 1]));
    await Promise.all([...writes, transaction.done]);
    if (after) this.#written.set(id, after);
    return after;
  }

  /** @param {string} id @param {(draft: Draft | undefined) => Draft | undefined} change
   * @param {{take: number, bytes: ArrayBuffer}} [part] */
  async #remember(id, change, part) {
    const after = change(await this.get(id));
    if (!after || (!this.atRisk && !this.#drafts.has(id))) return after;
    this.#drafts.set(id, after);
    if (part) this.#parts.set(`${id}/${part.take}/${after.takes[part.take].parts - 1}`, part.bytes);
    return after;
  }

  /** @param {unknown} problem */
  #distrust(problem) {
    this.atRisk = true;
    console.warn("This device does not keep the recording:", problem);
    this.dispatchEvent(new Event("risk"));
    return undefined;
  }

  /** @template T @param {(db: import("idb").IDBPDatabase) => Promise<T>} work @param {T} [otherwise] what to do with when it fails */
  async #read(work, otherwise) {
    try {
      return await this.#patiently(this.#open().then(work));
    } catch {
      return otherwise;
    }
  }

  /** @template T @param {Promise<T>} work @returns {Promise<T>} */
  async #patiently(work) {
    let timer = 0;
    const late = new Promise((_, fail) => { timer = +setTimeout(() => fail(new Error("no answer")), this.patienceMs); });
    try {
      return await /** @type {Promise<T>} */ (Promise.race([work, late]));
    } finally {
      clearTimeout(timer);
    }
  }

  #open() {
    const forget = () => { this.#db = null; };
    if (!this.#db) {
      this.#db = openDB(this.name, 1, { upgrade: makeStores, terminated: forget });
      this.#db.catch(forget);
    }
    return this.#db;
  }

  #close() {
    this.#db?.then((db) => db.close(), () => null);
    this.#db = null;
  }
}

/** @param {import("idb").IDBPDatabase} db */
function makeStores(db) {
  db.createObjectStore("drafts", { keyPath: "id" });
  db.createObjectStore("parts");
}
