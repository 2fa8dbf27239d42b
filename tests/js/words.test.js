/** Every sentence that a script says is written in a template, and none is written in vain. */

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const ROOT = new URL("../../", import.meta.url);

function textOf(folder, ending) {
  const files = readdirSync(new URL(folder, ROOT), { recursive: true }).filter((name) => name.endsWith(ending));
  return files.map((name) => readFileSync(new URL(`${folder}/${name}`, ROOT), "utf8")).join("\n");
}

const scripts = textOf("static/js", ".js");
const written = new Set([...textOf("templates", ".html").matchAll(/data-word="([\w-]+)"/g)].map(([, key]) => key));
const asked = [...scripts.matchAll(/\bword\((?:[^()"]*\? )?"([\w-]+)"(?: : "([\w-]+)")?/g)].flatMap(([, one, other]) => [one, other].filter(Boolean));

test("every sentence that is asked for is written", () => {
  assert.ok(asked.length > 20);
  assert.deepEqual([...new Set(asked)].filter((key) => !written.has(key)), []);
});

test("every sentence that is written is said somewhere", () => {
  const dynamic = /^(interrupted-)/;
  const unsaid = [...written].filter((key) => !dynamic.test(key) && !scripts.includes(`"${key}"`));
  assert.deepEqual(unsaid, []);
});

test("every reason for an interruption has a sentence", () => {
  for (const reason of ["muted", "ended", "hidden", "changed", "dead", "nothing", "error", "again"]) {
    assert.ok(scripts.includes(`"${reason}"`), `nothing interrupts with ${reason}`);
    assert.ok(written.has(`interrupted-${reason}`), `no sentence for ${reason}`);
  }
});
