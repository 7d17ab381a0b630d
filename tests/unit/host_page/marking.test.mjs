/* Marks in plain text: what each does to a selection, written as "before[selected]after". */

import assert from "node:assert/strict";
import test from "node:test";

import { marksOf, toggled } from "../../../host_page/marking.js";

function read(written) {
  const start = written.indexOf("[");
  const end = written.indexOf("]", start) - 1;
  return { text: written.replace("[", "").replace("]", ""), start, end };
}

const write = ({ text, start, end }) => `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`;
const asked = (written, mark) => write(toggled(read(written), mark));

test("what is selected becomes bold", () => {
  for (const [plain, bold] of [
    ["see [this] now", "see *[this]* now"],
    ["[ word ]", "[ *word* ]"],
    ["w[or]d", "*w[or]d*"],
    ["wor[]d", "*wor[]d*"],
    ["word[] x", "*word[]* x"],
    ["[]word", "*[]word*"],
    ["a []", "a *[]*"],
    ["[]", "*[]*"],
    ["one\n[two\n\nthree]", "one\n*[two*\n\n*three]*"],
    ["[one\ntwo\n]three", "*[one*\n*two*\n]three"],
    ["2 [* 3]", "2 *[* 3]*"],
    ["_[x]_", "_*[x]*_"],
    ["\u{1f600} [Grüße]", "\u{1f600} *[Grüße]*"],
    ["[ \n ]", "[ \n ]"],
  ]) {
    assert.equal(asked(plain, "bold"), bold);
  }
});

test("asked for again, the mark goes", () => {
  for (const [bold, plain] of [
    ["see *[this]* now", "see [this] now"],
    ["see [*this*] now", "see [this] now"],
    ["*one [two] three*", "one [two] three"],
    ["*one[] two*", "one[] two"],
    ["*one [] two*", "one [] two"],
    ["*[]*", "[]"],
    ["*[one*\n*two]*", "[one\ntwo]"],
    ["[*one*]*x", "[one]*x"],
  ]) {
    assert.ok(marksOf(read(bold)).includes("bold"), bold);
    assert.equal(asked(bold, "bold"), plain);
  }
});

test("what is bold in part becomes bold as a whole", () => {
  for (const [part, whole] of [
    ["*bo[ld* here]", "*bo[ld here]*"],
    ["[see *this* word]", "*[see this word]*"],
    ["*[one*\ntwo]", "*[one*\n*two]*"],
  ]) {
    assert.ok(!marksOf(read(part)).includes("bold"), part);
    assert.equal(asked(part, "bold"), whole);
  }
});

test("a sign within a word or beside a blank is no mark", () => {
  for (const text of ["2*[3]*4", "a * [b] * c", "*one\n[two]*", "file_[name]_x"]) {
    assert.deepEqual(marksOf(read(text)), []);
  }
});

test("italic has a sign of its own", () => {
  assert.equal(asked("a_b [x]", "italic"), "a_b _[x]_");
  assert.equal(asked("*_[x]_*", "italic"), "*[x]*");
  assert.deepEqual(marksOf(read("*_[x]_*")), ["bold", "italic"]);
});

test("lines become a list and a list lines", () => {
  for (const [plain, list] of [
    ["a[]b", "- a[]b"],
    ["[]", "- []"],
    ["x\n[]\ny", "x\n- []\ny"],
    ["[x\ny\n]z", "- [x\n- y\n]z"],
    ["a[b\n\nc]d", "- a[b\n\n- c]d"],
    ["- a[\nb]", "- a[\n- b]"],
    ["[\n\n]", "- [\n- \n]"],
  ]) {
    assert.ok(!marksOf(read(plain)).includes("list"), plain);
    assert.equal(asked(plain, "list"), list);
    assert.ok(marksOf(read(list)).includes("list"), list);
  }
  for (const [list, plain] of [
    ["- [a\n- b]", "[a\nb]"],
    ["[- a\n\n- b]", "[a\n\nb]"],
    ["-[] a", "[]a"],
    ["- a[]\n- b", "a[]\n- b"],
  ]) {
    assert.equal(asked(list, "list"), plain);
  }
});

/** Numbers from 0 to 1 that are the same each time. */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function texts(alphabet, number) {
  const next = numbers(7);
  const text = () => Array.from({ length: Math.floor(next() * 12) }, () => alphabet[Math.floor(next() * alphabet.length)]).join("");
  return Array.from({ length: number }, () => {
    const [before, selected, after] = [text(), text(), text()];
    return { text: before + selected + after, start: before.length, end: before.length + selected.length };
  });
}

test("twice is as if nothing had been", () => {
  for (const selection of texts(["a", "b", "1", " ", ".", ",", "\n", "ü", "\u{1f600}"], 300)) {
    for (const mark of ["bold", "italic", "list"]) {
      const once = toggled(selection, mark);
      assert.deepEqual(toggled(once, mark), selection, JSON.stringify([selection, mark, once]));
    }
  }
});

test("nothing but marks comes or goes", () => {
  const signs = { bold: /\*/g, italic: /_/g, list: /[- ]/g };
  for (const selection of texts(["a", "b", " ", "*", "_", "-", "\n", "\u{1f600}"], 300)) {
    for (const [mark, sign] of Object.entries(signs)) {
      assert.equal(toggled(selection, mark).text.replace(sign, ""), selection.text.replace(sign, ""));
    }
  }
});

test("signs without an end cost no more than other characters", () => {
  const text = "*a ".repeat(30000);
  const started = performance.now();
  marksOf({ text, start: 45000, end: 45000 });
  assert.ok(performance.now() - started < 4000, "one move of the caret in 90 kB; looked at again and again it takes 40 s");
});
