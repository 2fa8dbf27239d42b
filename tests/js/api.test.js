import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { call } from "../../static/js/lib/api.js";

const fetched = globalThis.fetch;
afterEach(() => { globalThis.fetch = fetched; });

const answered = (body, status = 200) => { globalThis.fetch = async () => new Response(body, { status }); };

test("an answer is parsed, and an empty one is null", async () => {
  answered('{"id": "r"}');
  assert.deepEqual(await call("GET", "/api/x"), { id: "r" });
  answered(null, 204);
  assert.equal(await call("DELETE", "/api/x"), null);
});

for (const [what, body] of [["half an answer", '{"id": "r", "ti'], ["the page of a café's network", "<html>Welcome</html>"]]) {
  test(`${what} is no answer, so that whoever asked asks again`, async () => {
    answered(body);
    await assert.rejects(call("PUT", "/api/x", { bytes: new ArrayBuffer(1) }), { name: "Error", status: 0 });
  });
}

test("an answer that breaks off is none", async () => {
  const broken = new ReadableStream({ start: (one) => one.error(new TypeError("network error")) });
  answered(broken);
  await assert.rejects(call("GET", "/api/x"), { status: 0 });
});

test("a refusal keeps its status, whatever it says", async () => {
  answered("<html>Bad gateway</html>", 502);
  await assert.rejects(call("GET", "/api/x"), { status: 502, detail: "" });
  answered('{"detail": "Too long."}', 422);
  await assert.rejects(call("GET", "/api/x"), { status: 422, detail: "Too long." });
});
