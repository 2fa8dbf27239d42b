/**
 * The records of what is kept for listening without a network: Downloads, and Places. The bytes are in Cache Storage.
 * A device that refuses IndexedDB keeps nothing: reads are then empty, and writes of Downloads fail.
 */

import { openDB } from "idb";

/**
 * @typedef {{id: string, title: string, speaker: string, version: number, duration_ms: number, size_bytes: number, etag: string,
 *   position_ms: number, client_time: ?string}} DownloadTrack as GET …/download lists them
 * @typedef {"playlist" | "track"} Kind
 * @typedef {{key: string, personId: string, kind: Kind, id: string, title: string, tracks: DownloadTrack[], completeAt: ?string,
 *   checkedAt: string}} Download `completeAt` is null while its copies are still being made
 * @typedef {{key: string, personId: string, trackId: string, positionMs: number, clientTime: string, sessionId: string,
 *   sentAt: ?string}} KeptPlace `sentAt` is null while the server does not know it
 */

export class OfflineStore {
  /** @type {?Promise<import("idb").IDBPDatabase>} */
  #db = null;

  /** @param {string} name */
  constructor(name = "lorecast-offline") {
    this.name = name;
  }

  /** @param {string} personId @returns {Promise<Download[]>} by title */
  async downloads(personId) {
    const mine = (await this.#all("downloads")).filter((one) => one.personId === personId);
    return mine.sort((one, other) => one.title.localeCompare(other.title));
  }

  /** @param {Download} download */
  async putDownload(download) {
    await (await this.#open()).put("downloads", download);
  }

  /** @param {string} key */
  async removeDownload(key) {
    await this.#quietly((db) => db.delete("downloads", key));
  }

  /** @param {string} personId @returns {Promise<KeptPlace[]>} */
  async places(personId) {
    return (await this.#all("places")).filter((one) => one.personId === personId);
  }

  /** @param {string} personId @param {string} trackId @returns {Promise<KeptPlace | undefined>} */
  async place(personId, trackId) {
    return this.#quietly((db) => db.get("places", `${personId}/${trackId}`));
  }

  /** Keep a place unless a newer one is kept. @param {Omit<KeptPlace, "key">} place */
  async putPlace(place) {
    const key = `${place.personId}/${place.trackId}`;
    await this.#quietly(async (db) => {
      const transaction = db.transaction("places", "readwrite");
      const known = await transaction.store.get(key);
      if (!known || known.clientTime <= place.clientTime) await transaction.store.put({ ...place, key });
      await transaction.done;
    });
  }

  /** @param {string} key @param {string} clientTime only if it is still that one */
  async removePlace(key, clientTime) {
    await this.#quietly(async (db) => {
      const transaction = db.transaction("places", "readwrite");
      if ((await transaction.store.get(key))?.clientTime === clientTime) await transaction.store.delete(key);
      await transaction.done;
    });
  }

  /** Everything of everybody but one goes; places that the server does not know yet stay for their listener. @param {?string} personId */
  async forgetOthers(personId) {
    await this.#quietly(async (db) => {
      const transaction = db.transaction(["downloads", "places"], "readwrite");
      await removeWhere(transaction.objectStore("downloads"), (one) => one.personId !== personId);
      await removeWhere(transaction.objectStore("places"), (one) => one.personId !== personId && one.sentAt !== null);
      await transaction.done;
    });
  }

  /** @param {string} store @returns {Promise<any[]>} */
  async #all(store) {
    return (await this.#quietly((db) => db.getAll(store))) ?? [];
  }

  /** @template T @param {(db: import("idb").IDBPDatabase) => Promise<T>} work */
  async #quietly(work) {
    try {
      return await work(await this.#open());
    } catch {
      return undefined;
    }
  }

  #open() {
    this.#db ??= openDB(this.name, 1, {
      upgrade(db) {
        db.createObjectStore("downloads", { keyPath: "key" });
        db.createObjectStore("places", { keyPath: "key" });
      },
    });
    return this.#db;
  }
}

/** @param {any} store @param {(one: any) => boolean} isGone */
async function removeWhere(store, isGone) {
  const all = await store.getAll();
  await Promise.all(all.filter(isGone).map((/** @type {{key: string}} */ { key }) => store.delete(key)));
}

export const offlineStore = new OfflineStore();
