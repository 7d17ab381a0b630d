/* What a message costs to read is known before its text is written. */

import assert from "node:assert/strict";
import test from "node:test";

import { write } from "./page_scripts.mjs";

const many = (count, make) => Array.from({ length: count }, make);
const nested = (depth, inner = 1) => (depth === 0 ? inner : [nested(depth - 1, inner)]);

/** A thing of the browser that says itself how it is written, as a DOMMatrix does. */
class Matrix {
  toJSON() {
    return Object.fromEntries(many(24, (_, i) => [`m${i}`, i]));
  }
}

class Quad {
  toJSON() {
    return { p1: new Matrix(), p2: new Matrix() };
  }
}

test("what is within the limits is written as JSON.stringify writes it", () => {
  for (const value of [null, 0, "a", true, [], {}, [[], {}], { a: [1, "b", null] }, undefined, new Date(0), new Matrix()]) {
    assert.equal(write(value).text, JSON.stringify(value) ?? "null");
  }
  assert.equal(write(nested(64)).reason, undefined);
  assert.equal(write(many(10_000, () => 1)).reason, undefined);
});

const HELD = {
  "too many keys": [Object.fromEntries(many(10_001, (_, i) => [i, i])), "TOO_MANY_KEYS"],
  "keys in many objects": [many(5_001, () => ({ k: 1 })), "TOO_MANY_KEYS"],
  "elements of one array": [many(10_001, () => 1), "TOO_MANY_KEYS"],
  "empty arrays": [many(250_000, () => []), "TOO_MANY_KEYS"],
  "elements of many arrays": [many(101, () => many(100, () => 0)), "TOO_MANY_KEYS"],
  "a part that is shared": [many(20).reduce((inner) => [inner, inner], ["x"]), "TOO_MANY_KEYS"],
  "bytes": [new Uint8Array(20_000), "TOO_MANY_KEYS"],
  "matrices that write themselves": [many(417, () => new Matrix()), "TOO_MANY_KEYS"],
  "matrices within what writes itself": [many(205, () => new Quad()), "TOO_MANY_KEYS"],
  "a long text": ["x".repeat(1_048_577), "TEXT_TOO_LONG"],
  "a long text as a key": [{ ["x".repeat(1_048_577)]: 1 }, "TEXT_TOO_LONG"],
  "a text that grows when it is written": ["\u0000".repeat(300_000), "TEXT_TOO_LONG"],
  "an array without elements": [new Array(2 ** 32 - 1), "TEXT_TOO_LONG"],
  "depth": [nested(65), "TOO_DEEP"],
  "a big integer": [{ a: 1n }, "NOT_SERIALISABLE"],
  "what fails when it is written": [{ toJSON: () => { throw new Error("no"); } }, "NOT_SERIALISABLE"],
};

for (const [what, [value, reason]] of Object.entries(HELD)) {
  test(`${what}: ${reason}`, () => {
    const written = write(value);
    assert.equal(written.reason, reason);
    assert.equal(written.text, undefined);
    assert.ok(written.characters >= 0);
  });
}

test("a circle is no JSON", () => {
  const circle = {};
  circle.self = circle;
  assert.equal(write(circle).reason, "NOT_SERIALISABLE");
});

test("matrices up to the limit pass, however they are counted", () => {
  assert.equal(write(many(400, () => new Matrix())).reason, undefined);
});
