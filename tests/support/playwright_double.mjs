/*
 * Stands for `@playwright/test` in a recorded test: runs it, and asks for what its page does, line by line.
 *
 * Each line that is written is JSON, [what, ...with what]; each that is read answers it, {"data": ...} or {"error": text}.
 * The page is as strict as a real one: functions reach it as a text, values as JSON, and nothing is done while the call
 * before has not been awaited.
 */
import assert from "node:assert/strict";
import { createInterface } from "node:readline";
import vm from "node:vm";

const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const tests = [];
let waiting = "";

async function ask(...question) {
  assert.equal(waiting, "", `${question[0]} is not reached before ${waiting} is awaited`);
  waiting = question[0];
  process.stdout.write(`${JSON.stringify(question)}\n`);
  const { data, error } = JSON.parse((await answers.next()).value);
  waiting = "";
  if (error !== undefined) throw new Error(error);
  return data;
}

const page = Object.freeze({
  goto: (url) => ask("goto", url),
  locator: (selector) => ({ selector }),
  evaluate(what, given) {
    const workspace = { call: (name, args) => ask("call", name, args) };
    const there = vm.createContext({ workspace, given: JSON.stringify(given) });
    return vm.runInContext(`(${what})(JSON.parse(given))`, there);
  },
});

export function test(title, body) {
  tests.push([title, body]);
}

export function expect(actual) {
  return {
    toHaveAttribute: (name, value, options) => ask("expect", actual.selector, name, value, options),
    toEqual: (expected) => assert.deepEqual(actual, expected),
  };
}

/** Runs what was declared. */
export async function run() {
  for (const [title, body] of tests) {
    await body({ page });
    assert.equal(waiting, "", `${waiting} is not awaited`);
    await ask("passed", title);
  }
  process.exit();
}
