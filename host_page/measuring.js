/*
 * The text of a message, once it is known to be small enough: JSON is written only of what has been measured.
 *
 * A small message can have a huge text (parts that are shared, escapes, a matrix that writes itself), and a short text
 * can be dear to read (ten thousand empty arrays). So characters, depth, and keys and elements are counted first.
 */
(() => {
  "use strict";

  const CHARACTERS = 1048576;
  const DEPTH = 64;
  const KEYS = 10000; // of objects, and elements of arrays: each is a value that Python makes
  const DATE_CHARACTERS = 26;

  /** The text of a message, or the reason why it has none; and its characters, as far as they were counted. */
  function write(message) {
    try {
      const measured = measure(message);
      if (measured.reason) {
        return measured;
      }
      const text = JSON.stringify(message) ?? "null";
      const characters = text.length; // escapes make it up to six times what was measured
      return characters > CHARACTERS ? { reason: "TEXT_TOO_LONG", characters } : { text, characters };
    } catch {
      return { reason: "NOT_SERIALISABLE", characters: 0 };
    }
  }

  /**
   * The least number of characters that a message takes as JSON, or the reason why it is held back.
   *
   * Walks without recursion, and repeatedly over parts that are shared, just as they would be written. Every step costs
   * at least one character, so the walk is bounded by the limit of characters.
   */
  function measure(message) {
    const path = []; // the containers around the value: {value, names, length, index}
    let characters = 0;
    let keys = 0;
    let value = message;
    const held = (reason) => ({ reason, characters });
    for (;;) {
      if (typeof value?.toJSON === "function" && !(value instanceof Date)) {
        value = value.toJSON(); // a matrix, a rectangle: what it writes in its place has keys of its own
      }
      if (typeof value === "string") {
        characters += value.length + 2;
      } else if (typeof value === "bigint") {
        return held("NOT_SERIALISABLE");
      } else if (value instanceof Date) {
        characters += DATE_CHARACTERS;
      } else if (typeof value === "object" && value !== null) {
        if (path.length >= DEPTH) {
          return held(path.some((outer) => outer.value === value) ? "NOT_SERIALISABLE" : "TOO_DEEP");
        }
        const inner = container(value);
        keys += inner.keys;
        characters += 2 + 2 * inner.length;
        path.push(inner);
      } else {
        characters += 1;
      }
      if (characters > CHARACTERS) {
        return held("TEXT_TOO_LONG");
      }
      if (keys > KEYS) {
        return held("TOO_MANY_KEYS");
      }
      while (path.length > 0 && path[path.length - 1].index >= path[path.length - 1].length) {
        path.pop();
      }
      if (path.length === 0) {
        return { reason: "", characters };
      }
      const inner = path[path.length - 1];
      const name = inner.names === null ? inner.index : inner.names[inner.index];
      inner.index += 1;
      characters += inner.names === null ? 0 : name.length + 2;
      value = inner.value[name];
    }
  }

  /** An array or an object on the path, with as many keys or elements as reading its text would bring. */
  function container(value) {
    if (ArrayBuffer.isView(value) || value instanceof String) {
      // Would be written with a number for each key; listing the keys of a large buffer alone takes seconds.
      return { value, names: null, length: 0, index: 0, keys: value.length ?? 0 };
    }
    const names = Array.isArray(value) ? null : Object.keys(value);
    const { length } = names ?? value;
    return { value, names, length, index: 0, keys: length };
  }

  self.workspaceMeasuring = Object.freeze({ write });
})();
