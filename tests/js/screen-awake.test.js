import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { ScreenAwake } from "../../static/js/lib/screen-awake.js";

let asked = 0;
let locks = [];

beforeEach(() => {
  [asked, locks] = [0, []];
  globalThis.document = Object.assign(new EventTarget(), { visibilityState: "visible" });
  Object.defineProperty(globalThis, "navigator", { configurable: true, value: { wakeLock: { request } } });
});

async function request() {
  asked += 1;
  const lock = { released: false, release: async () => { lock.released = true; } };
  locks.push(lock);
  return lock;
}

function comeBack() {
  document.dispatchEvent(new Event("visibilitychange"));
  return new Promise(setImmediate);
}

test("the screen is kept on, and asked for again when the page comes back without it", async () => {
  const awake = new ScreenAwake();
  await awake.on();
  await comeBack();
  assert.equal(asked, 1);
  locks[0].released = true;
  await comeBack();
  assert.equal(asked, 2);
  awake.off();
  await comeBack();
  assert.deepEqual([asked, locks[1].released], [2, true]);
});

test("a refusal is told, and taken back when it works after all", async () => {
  const awake = new ScreenAwake();
  const told = [];
  for (const type of ["denied", "granted"]) awake.addEventListener(type, () => told.push(type));
  navigator.wakeLock.request = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  await awake.on();
  navigator.wakeLock.request = request;
  await comeBack();
  assert.deepEqual(told, ["denied", "granted"]);
});

test("a page that is not in front does not ask", async () => {
  document.visibilityState = "hidden";
  await new ScreenAwake().on();
  assert.equal(asked, 0);
});
