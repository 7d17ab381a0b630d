/*
 * The quick way from one tree to another of the same shape: texts and attributes change in place, nothing is made, moved
 * or searched for. Most of what is drawn differs from what was there in a number, a time or a word.
 */
const LIVE_STATE = new Set(["open", "style", "tabindex", "aria-pressed"]); // set by people and scripts, not by templates
const FIELDS = new Set(["input", "option", "select", "textarea"]); // what is typed is more than their attributes
const ELEMENT = 1;

/** Whether an attribute belongs to whoever uses the page. `roving` is the selector of groups with one stop of the Tab key. */
export function isLive(name, element, roving) {
  if (!LIVE_STATE.has(name)) {
    return false;
  }
  switch (name) {
    case "open":
      return element.localName === "dialog" || element.localName === "details";
    case "tabindex":
      return element.closest(roving) !== null;
    case "aria-pressed":
      return element.dataset.mark !== undefined; // a mark on a text
    default:
      return true;
  }
}

/** Whether the content of an element is drawn, or written, by itself. */
export function isOwn(before, after) {
  const own = before.dataset.part !== undefined ? before.id === after.id : before.dataset.form !== undefined;
  return own && before.localName === after.localName && after.dataset.form === before.dataset.form;
}

/** Gives an element the attributes of another one, but for those of whoever uses the page. */
export function takeAttributes(before, after, roving) {
  for (const { name, value } of after.attributes) {
    if (before.getAttribute(name) !== value && !isLive(name, before, roving)) {
      before.setAttribute(name, value);
    }
  }
  for (const { name } of [...before.attributes]) {
    if (!after.hasAttribute(name) && !isLive(name, before, roving)) {
      before.removeAttribute(name);
    }
  }
}

function isAlike(before, after) {
  if (before.nodeType !== after.nodeType) {
    return false;
  }
  if (before.nodeType !== ELEMENT) {
    return true;
  }
  if (before.localName !== after.localName || before.id !== after.id || FIELDS.has(before.localName)) {
    return false;
  }
  return isOwn(before, after) || areAlike(before, after);
}

function areAlike(before, after) {
  let [one, other] = [before.firstChild, after.firstChild];
  while (one !== null && other !== null && isAlike(one, other)) {
    [one, other] = [one.nextSibling, other.nextSibling];
  }
  return one === null && other === null;
}

function take(before, after, roving) {
  if (before.nodeType !== ELEMENT) {
    if (before.data !== after.data) {
      before.data = after.data;
    }
    return;
  }
  takeAttributes(before, after, roving);
  if (!isOwn(before, after)) {
    takeContent(before, after, roving);
  }
}

function takeContent(before, after, roving) {
  let [one, other] = [before.firstChild, after.firstChild];
  while (one !== null) {
    take(one, other, roving);
    [one, other] = [one.nextSibling, other.nextSibling];
  }
}

/** Makes an element another one if they are alike; gives whether they were. */
export function becomeAlike(before, after, roving) {
  const alike = isAlike(before, after);
  if (alike) {
    take(before, after, roving);
  }
  return alike;
}

/** The same for the content of an element, which may be wanted as that of a fragment. */
export function contentBecomesAlike(before, after, roving) {
  const alike = areAlike(before, after);
  if (alike) {
    takeContent(before, after, roving);
  }
  return alike;
}
