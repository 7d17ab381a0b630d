/* Trees of one shape: only what differs is written, and what people have set, or is drawn by itself, stays. */

import assert from "node:assert/strict";
import test from "node:test";
import { becomeAlike, contentBecomesAlike } from "../../../host_page/alike.js";

let writes = 0; // attributes and texts

class Text {
  nodeType = 3;
  nextSibling = null;
  #data;

  constructor(data) {
    this.#data = data;
  }

  get data() {
    return this.#data;
  }

  set data(data) {
    writes += 1;
    this.#data = data;
  }
}

class Element {
  nodeType = 1;
  nextSibling = null;
  #attributes;

  constructor(localName, attributes, children) {
    this.localName = localName;
    this.#attributes = new Map(Object.entries(attributes));
    this.children = children;
    children.forEach((child, at) => {
      child.nextSibling = children[at + 1] ?? null;
      child.parent = this;
    });
  }

  get firstChild() {
    return this.children[0] ?? null;
  }

  get id() {
    return this.getAttribute("id") ?? "";
  }

  get attributes() {
    return [...this.#attributes].map(([name, value]) => ({ name, value }));
  }

  get dataset() {
    const data = this.attributes.filter(({ name }) => name.startsWith("data-"));
    return Object.fromEntries(data.map(({ name, value }) => [name.slice(5), value]));
  }

  getAttribute(name) {
    return this.#attributes.get(name) ?? null;
  }

  hasAttribute(name) {
    return this.#attributes.has(name);
  }

  setAttribute(name, value) {
    writes += 1;
    this.#attributes.set(name, value);
  }

  removeAttribute(name) {
    writes += 1;
    this.#attributes.delete(name);
  }

  closest(selector) {
    return this.getAttribute("role") === selector ? this : this.parent?.closest(selector) ?? null;
  }
}

const e = (localName, attributes = {}, ...children) =>
  new Element(localName, attributes, children.map((child) => (typeof child === "string" ? new Text(child) : child)));
const shown = (node) =>
  node.nodeType === 3 ? node.data : [node.localName, Object.fromEntries(node.attributes.map(({ name, value }) => [name, value])), ...node.children.map(shown)];

/** Whether one becomes the other, and how much was written for it. */
function becomes(before, after, how = becomeAlike) {
  writes = 0;
  const [was, kept] = [how(before, after, "toolbar"), writes];
  return [was, kept];
}

const chip = (count, pressed = "false") => e("button", { "aria-pressed": pressed, class: "chip" }, e("span", {}, "All "), e("b", {}, count));

test("what is the same costs nothing, what differs one write", () => {
  const before = e("div", {}, chip("1"), chip("2"));
  const made = before.firstChild;
  assert.deepEqual(becomes(before, e("div", {}, chip("1"), chip("2"))), [true, 0]);
  const after = e("div", {}, chip("1"), chip("3", "true"));
  assert.deepEqual(becomes(before, after), [true, 2]);
  assert.deepEqual(shown(before), shown(after));
  assert.equal(before.firstChild, made);
});

test("attributes come and go", () => {
  const before = e("p", { title: "a", hidden: "" }, "x");
  const after = e("p", { title: "a", class: "b" }, "x");
  assert.deepEqual(becomes(before, after), [true, 2]);
  assert.deepEqual(shown(before), shown(after));
});

test("what is of another shape is left as it is, all of it", () => {
  const cases = [
    [e("p", {}, "x"), e("p", {}, "x", e("b"))],
    [e("p", {}, "x", e("b")), e("p", {}, "y")],
    [e("p", {}, e("b")), e("p", {}, e("i"))],
    [e("p", {}, "x"), e("p", {}, e("i"))],
    [e("ul", {}, e("li", { id: "a" }), e("li", { id: "b" })), e("ul", {}, e("li", { id: "b" }), e("li", { id: "a" }))],
    [e("p", { class: "a" }, e("input", { value: "a" })), e("p", { class: "b" }, e("input", { value: "b" }))],
  ];
  for (const [before, after] of cases) {
    const was = shown(before);
    assert.deepEqual(becomes(before, after), [false, 0]);
    assert.deepEqual(shown(before), was);
  }
});

test("what people have set stays", () => {
  const before = e("div", { role: "toolbar" }, e("details", { open: "", style: "top: 0" }), e("button", { tabindex: "0" }));
  assert.deepEqual(becomes(before, e("div", { role: "toolbar" }, e("details"), e("button", { tabindex: "-1" }))), [true, 0]);
  assert.deepEqual(becomes(e("tr", { tabindex: "0" }), e("tr", { tabindex: "-1" })), [true, 1], "of no group");
});

test("what is drawn or written by itself keeps its content, and takes its attributes", () => {
  const before = e("p", {}, e("time", { "data-form": "ago", "data-at": "1" }, "5 s ago"), e("ul", { id: "rows", "data-part": "" }, e("li")));
  const after = e("p", {}, e("time", { "data-form": "ago", "data-at": "2" }), e("ul", { id: "rows", "data-part": "", class: "a" }));
  assert.deepEqual(becomes(before, after), [true, 2]);
  assert.equal(before.children[0].children.length + before.children[1].children.length, 2);
  const [written, plain] = [e("p", {}, e("time", { "data-form": "ago" }, "5 s ago")), e("p", {}, e("time", {}, "00:05"))];
  assert.deepEqual(becomes(written, plain), [true, 2], "a time that stands takes the place of one that ran");
  assert.deepEqual(shown(written), shown(plain));
});

test("of content the attributes of what it is in do not count", () => {
  const before = e("div", { id: "traffic-chips", class: "chips" }, chip("1"));
  assert.deepEqual(becomes(before, e("fragment", {}, chip("2")), contentBecomesAlike), [true, 1]);
  assert.equal(before.getAttribute("class"), "chips");
});
