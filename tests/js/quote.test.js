import assert from "node:assert/strict";
import { test } from "node:test";

import { asHtml, asText, tidy } from "../../static/js/lib/quote.js";

const quote = { words: "  Most of the\n time it is wrong. ", speaker: "Ada Lovelace", title: "How we bill", link: "https://lore.example/tracks/1?t=10" };

test("a quote is one line with its speaker, its track and its moment", () => {
  assert.equal(asText(quote), "“Most of the time it is wrong.” — Ada Lovelace, How we bill, https://lore.example/tracks/1?t=10");
});

test("formatted, it is a blockquote with a link", () => {
  assert.equal(asHtml(quote), '<blockquote cite="https://lore.example/tracks/1?t=10">“Most of the time it is wrong.”</blockquote>'
    + '<p>— Ada Lovelace, <a href="https://lore.example/tracks/1?t=10">How we bill</a></p>');
});

test("what people say and how they are called is never markup", () => {
  const html = asHtml({ ...quote, words: "<img src=x onerror=alert(1)>", speaker: '"Ada" & Co', title: "<b>" });
  assert.ok(!html.includes("<img") && !html.includes("<b>"));
  assert.ok(html.includes("&quot;Ada&quot; &amp; Co"));
});

test("spaces and breaks of the page are one space", () => {
  assert.equal(tidy("\n one \t two  "), "one two");
});
