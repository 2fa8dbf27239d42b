import assert from "node:assert/strict";
import { test } from "node:test";

import { commandOf } from "../../static/js/lib/shortcuts.js";

const on = (tag) => ({ closest: (selector) => selector.split(", ").some((one) => one.split("[")[0] === tag) });
const press = (key, given = {}) => commandOf({ key, target: null, ...given });

test("the keys of the player", () => {
  const keys = [" ", "k", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "<", ">", "n", "p", "/", "?"];
  assert.deepEqual(keys.map((key) => press(key)), [
    "toggle", "toggle", "back", "ahead", "louder", "quieter", "slower", "faster", "next", "previous", "search", "help",
  ]);
  assert.equal(press("N"), "next");
});

test("keys rest in fields and dialogs", () => {
  for (const tag of ["input", "textarea", "select", "dialog"]) assert.equal(press("k", { target: on(tag) }), null);
});

test("space presses the button it stands on, other keys still work there", () => {
  assert.equal(press(" ", { target: on("button") }), null);
  assert.equal(press("k", { target: on("button") }), "toggle");
});

test("with a modifier, or already used, a key is not ours", () => {
  for (const given of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { defaultPrevented: true }]) {
    assert.equal(press("k", given), null);
  }
  assert.equal(press("x"), null);
});
