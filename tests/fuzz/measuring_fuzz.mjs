/*
 * Whatever a window can be handed, given to `write` of host_page/measuring.js: it never throws, what it writes is what
 * JSON.stringify writes and within the caps, and it takes no more steps than its share.
 *
 *     node measuring_fuzz.mjs SOURCE SEED COUNT
 *
 * A value is made from a recipe (plain JSON), so that one that fails can be made small and written down. The last line
 * of the output is JSON: {"inputs", "written", "most"} or {"problem", "recipe"}. Steps are counted, not timed: each
 * block of the source gets a call that counts, and what the built-in functions walk is added.
 */

import { readFileSync } from "node:fs";
import vm from "node:vm";

const CHARACTERS = 1048576;
const MEMBERS = 10000;
const LEVELS = 64;
const REASONS = new Set(["TEXT_TOO_LONG", "TOO_DEEP", "TOO_MANY_KEYS", "NOT_SERIALISABLE"]);
/** A member takes about ten steps, and at least one character. */
const SHARE = { whatever: 400, aCharacter: 12, most: 150000 };

const [source, seed, count] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];

let steps = 0;
const write = instrumented(readFileSync(source, "utf8"));

/** `write` of a source in which every block counts. */
function instrumented(text) {
  const counting = text.replaceAll(/(\)|=>|else|try)( *)\{/g, "$1$2{ step();");
  const self = {};
  const run = vm.runInThisContext(`(function (self, step, JSON) {${counting}\n})`, { filename: source });
  run(self, () => (steps += 1), { parse: JSON.parse, stringify: countedStringify });
  return self.workspaceMeasuring.write;
}

function countedStringify(value) {
  return JSON.stringify(value, (_, member) => {
    steps += 1;
    return member;
  });
}

/** Calls with the built-in functions that walk something adding to the steps. */
function withCountedWalks(act) {
  const restore = [];
  for (const name of ["keys", "values", "entries", "getOwnPropertyNames"]) {
    const original = Object[name];
    Object[name] = (value) => {
      const found = original(value);
      steps += found.length;
      return found;
    };
    restore.push(() => (Object[name] = original));
  }
  for (const name of ["some", "every", "find", "includes", "indexOf", "map", "forEach"]) {
    const original = Array.prototype[name];
    Array.prototype[name] = function (...given) {
      steps += this.length;
      return original.apply(this, given);
    };
    restore.push(() => (Array.prototype[name] = original));
  }
  try {
    return act();
  } finally {
    restore.forEach((undo) => undo());
  }
}

/** What browsers hand over that writes itself, such as a DOMMatrix: nothing of its own, a large text. */
class Platform {
  #size;
  constructor(size) {
    this.#size = size;
  }
  toJSON() {
    return Object.fromEntries(Array.from({ length: this.#size }, (_, number) => [`m${number}`, 1]));
  }
}

const BUILD = {
  text: (text) => text,
  long: (unit, size) => unit.repeat(size),
  number: (text) => Number(text),
  flag: (value) => value,
  nothing: () => undefined,
  big: (text) => BigInt(text),
  date: (time) => new Date(time ?? NaN),
  boxed: (text) => new String(text),
  boxedNumber: (number) => new Number(number),
  boxedBig: (text) => Object(BigInt(text)),
  bytes: (size) => new Uint8Array(size),
  floats: (size) => new Float64Array(size),
  buffer: (size) => new ArrayBuffer(size),
  map: (inner) => new Map([[1, build(inner)]]),
  set: (inner) => new Set([build(inner)]),
  error: (text) => new Error(text),
  expression: () => /x/g,
  platform: (size) => new Platform(size),
  sparse: (size) => new Array(size),
  cycle: () => {
    const value = { list: [] };
    value.list.push(value);
    return value;
  },
  array: (...members) => members.map(build),
  object: (...pairs) => Object.fromEntries(pairs.map(([name, member]) => [name, build(member)])),
  repeated: (size, inner) => new Array(size).fill(build(inner)),
  wide: (size, inner) => {
    const value = build(inner);
    return Object.fromEntries(Array.from({ length: size }, (_, number) => [`k${number}`, value]));
  },
  deep: (levels, shape, inner) => {
    let value = build(inner);
    for (let level = 0; level < levels; level += 1) value = shape ? [value] : { userData: value };
    return value;
  },
  tree: (wide, levels, inner) => {
    let value = build(inner);
    for (let level = 0; level < levels; level += 1) value = new Array(wide).fill(value);
    return value;
  },
};
const PLAIN = new Set(["text", "long", "flag", "array", "object", "repeated", "wide", "deep", "tree"]);

const build = ([kind, ...given]) => BUILD[kind](...given);

/** Every kind of value in a recipe. */
function kinds(recipe) {
  if (!Array.isArray(recipe)) return [];
  return [...(Object.hasOwn(BUILD, recipe[0]) ? [recipe[0]] : []), ...recipe.flatMap(kinds)];
}

/** Mulberry32: the same numbers for the same seed. */
function generator(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const random = generator(seed);
const choice = (list) => list[Math.floor(random() * list.length)];
const size = () => choice(random() < 0.2 ? [1000, 5000, 9999, 10001, 20000] : [0, 1, 2, 10, 100]);
const rarely = (large) => (random() < 0.02 ? large : 1);
const WORDS = ["", "1", "agent.get", "WWE Client", "\ud800", "\udfff\ud800", "\u0000", "\u05d0 a ", "\u2028", '"'];
const KEYS = ["request", "parameters", "referenceId", "__proto__", "constructor", "toString", "length", "a", "\ud800"];
const NUMBERS = ["0", "-0", "1.5", "1e308", "NaN", "Infinity", "9007199254740993"];

const few = (levels, make) => Array.from({ length: Math.floor(random() * 4) }, () => make(levels - 1));

function anyRecipe(levels) {
  const roll = random();
  if (levels > 0) {
    if (roll < 0.25) return ["array", ...few(levels, anyRecipe)];
    if (roll < 0.5) return ["object", ...few(levels, (inner) => [choice(KEYS), anyRecipe(inner)])];
    if (roll < 0.504) return largeRecipe(levels - 1);
  }
  if (roll < 0.55) return strangeRecipe(levels);
  return choice([["text", choice(WORDS)], ["number", choice(NUMBERS)], ["flag", choice([true, false, null])]]);
}

const strangeRecipe = (levels) =>
  choice([
    () => ["nothing"],
    () => ["big", "10"],
    () => ["date", choice([0, null])],
    () => ["boxed", choice(WORDS)],
    () => ["boxedNumber", 1],
    () => ["boxedBig", "10"],
    () => ["bytes", size() * rarely(1000)],
    () => ["floats", size()],
    () => ["buffer", size()],
    () => ["map", anyRecipe(Math.max(0, levels - 1))],
    () => ["set", anyRecipe(Math.max(0, levels - 1))],
    () => ["error", "x"],
    () => ["expression"],
    () => ["platform", choice([0, 2, 22])],
    () => ["sparse", size() * rarely(1000)],
    () => ["cycle"],
  ])();

const largeRecipe = (levels) =>
  choice([
    () => ["long", choice(["x", "\u0000", "\ud800", "\u05d0 a "]), choice([100, 10000, 180000, rarely(1100000)])],
    () => ["repeated", size(), anyRecipe(levels)],
    () => ["repeated", rarely(340000), choice([["array"], ["object"], ["text", ""], ["number", "1"]])],
    () => ["repeated", size(), ["platform", 22]],
    () => ["wide", size(), anyRecipe(levels)],
    () => ["deep", choice([1, 30, 60, 63, 64, 65, 300]), random() < 0.5, anyRecipe(levels)],
    () => ["tree", choice([2, 3, 10, 50]), choice([2, 4, 12, 30]), anyRecipe(levels)],
  ])();

function envelope() {
  return [
    "object",
    ["request", ["text", "voice.dial"]],
    ["parameters", ["array", anyRecipe(3), anyRecipe(3)]],
    ["referenceId", anyRecipe(1)],
    ["userAgent", ["text", "WWE Client"]],
  ];
}

/** Levels, and keys and elements, of a value of JSON. */
function extent(value) {
  let [levels, members] = [0, 0];
  const waiting = [[value, 0]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [current, level] = next;
    if (current === null || typeof current !== "object") continue;
    levels = Math.max(levels, level + 1);
    const inner = Array.isArray(current) ? current : Object.values(current);
    members += inner.length;
    for (const member of inner) waiting.push([member, level + 1]);
  }
  return { levels, members };
}

/** What is wrong with how a value was handled; empty for nothing. */
function problemOf(recipe) {
  const value = build(recipe);
  steps = 0;
  let written;
  try {
    written = withCountedWalks(() => write(value));
  } catch (error) {
    return { problem: `it throws: ${error}` };
  }
  const taken = steps;
  const { text, reason } = written;
  if (text === undefined) {
    if (!REASONS.has(reason)) return { problem: `an unknown reason: ${reason}` };
    if (taken > SHARE.most) return { problem: `${taken} steps to hold it back, where ${SHARE.most} are its share` };
    const plain = kinds(recipe).every((kind) => PLAIN.has(kind));
    if (plain && within(recipe, value)) return { problem: `held back: ${reason}` };
    return { taken };
  }
  const size = text.length + extent(value).members; // what is undefined is walked and not written
  const share = Math.min(SHARE.whatever + SHARE.aCharacter * size, SHARE.most);
  if (taken > share) return { problem: `${taken} steps for a size of ${size}, where ${share} are its share` };
  if (text !== (JSON.stringify(value) ?? "null")) return { problem: "it is not what JSON.stringify writes" };
  if (text.length > CHARACTERS) return { problem: `${text.length} characters` };
  const { levels, members } = extent(JSON.parse(text));
  if (levels > LEVELS) return { problem: `${levels} levels` };
  if (members > MEMBERS) return { problem: `${members} keys and elements` };
  return { taken, text };
}

/** Whether a plain value is within the caps; what would be huge to write is not even tried. */
function within(recipe, value) {
  if (kinds(recipe).includes("tree")) return false;
  const text = JSON.stringify(value);
  const { levels, members } = extent(value);
  return text.length <= CHARACTERS && levels <= LEVELS && members <= MEMBERS;
}

/** A recipe with something taken away, the largest pieces first. */
function* smaller(recipe) {
  if (!Array.isArray(recipe)) return;
  const [kind, ...given] = recipe;
  if (typeof kind !== "string" || !(kind in BUILD)) return;
  if (kind === "array" || kind === "object") {
    for (let at = 0; at < given.length; at += 1) yield [kind, ...given.slice(0, at), ...given.slice(at + 1)];
  }
  for (const [at, part] of given.entries()) {
    const put = (less) => [kind, ...given.slice(0, at), less, ...given.slice(at + 1)];
    if (typeof part === "number" && part > 0) {
      yield put(Math.floor(part / 2));
      yield put(part - 1);
    } else if (kind === "object") {
      for (const less of smaller(part[1])) yield put([part[0], less]);
      yield part[1];
    } else if (Array.isArray(part)) {
      yield part;
      for (const less of smaller(part)) yield put(less);
    }
  }
}

function madeSmall(recipe) {
  for (let tries = 0, found = true; found; ) {
    found = false;
    for (const less of smaller(recipe)) {
      if ((tries += 1) > 3000) return recipe;
      if (problemOf(less).problem) {
        recipe = less;
        found = true;
        break;
      }
    }
  }
  return recipe;
}

let [written, most] = [0, 0];
for (let done = 0; done < count; done += 1) {
  const recipe = random() < 0.8 ? envelope() : anyRecipe(3);
  const { problem, taken, text } = problemOf(recipe);
  if (problem) {
    const small = madeSmall(recipe);
    console.log(JSON.stringify({ seed, done, problem: problemOf(small).problem, recipe: small }));
    process.exit(1);
  }
  written += text === undefined ? 0 : 1;
  most = Math.max(most, taken);
}
console.log(JSON.stringify({ seed, inputs: count, written, most }));
