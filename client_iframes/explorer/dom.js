/* Builds elements without ever parsing text as markup: strings become text nodes and attribute values, nothing else. */

/** An element with attributes (`onclick` and the like take functions; false and undefined are left out) and children. */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      node.addEventListener(name.slice(2), value);
    } else if (value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  node.append(...children.flat());
  return node;
}

export const byId = (id) => document.getElementById(id);

/** A value as readable text; anything that JSON has no form for is shown as such. */
export function prettyJson(value) {
  return value === undefined ? "(nothing)" : JSON.stringify(value, null, 2);
}

export function clockTime(date) {
  const two = (n) => String(n).padStart(2, "0");
  const ms = String(date.getMilliseconds()).padStart(3, "0");
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${ms}`;
}
