/*
 * What Python has drawn becomes what the page shows: the content of elements, and rows of lists, each morphed on its own.
 * People's focus, text, open menus and scrolling stay.
 *
 * Our templates are the only source of HTML. The one Trusted Types policy that lets it in stays in this module, and the
 * function that uses it is given away once, to Python.
 *
 * What was scrolled is read first, and then all is written before anything else of the layout is read, so that the browser
 * lays the page out once.
 */
import { Idiomorph } from "./idiomorph.js";
import { becomeAlike, contentBecomesAlike, isLive, isOwn, takeAttributes } from "./alike.js";
import { bridge } from "./border.js";
import { writeTimes } from "./clocks.js";
import { markWithin } from "./marks.js";
import { ROVING, settleGroups } from "./widgets.js";

const byId = (id) => document.getElementById(id);

const plain = { createHTML: (html) => html };
const policy = self.trustedTypes?.createPolicy("workspace", plain) ?? plain;

const TYPED = new Set(["value", "checked", "selected"]);
const NEAR = 40; // pixels from the end of a list at which it still counts as followed
const LONG = 60; // rows of a list from which on those out of view are left out by the browser
// part -> what the whole page knows of it
const STATES = {
  strip: ["bench"],
  "bench-edge": ["panel", "place"],
  bottom: ["shows"],
  case: ["wide"],
  simulator: ["fold"],
  down: ["down"],
};
const SCROLLS = ".scroll, [data-scroll], [data-follow]";

const tops = new WeakMap(); // element -> where it was when it was last scrolled, and whether that was its end
let keepsInput = false; // of the element that is being morphed

/** Whether the template asks for the same content of a field as before: then what was typed since stays. */
function asksTheSame(before, after) {
  switch (before.localName) {
    case "input":
      return (
        before.getAttribute("value") === after.getAttribute("value") &&
        before.hasAttribute("checked") === after.hasAttribute("checked")
      );
    case "option":
      return before.hasAttribute("selected") === after.hasAttribute("selected");
    case "textarea":
      return before.defaultValue === after.defaultValue;
    default:
      return false;
  }
}

function takeFocus(root) {
  const field = root.matches("[autofocus]") ? root : root.querySelector("[autofocus]");
  field?.focus();
  field?.select?.();
}

const CALLBACKS = {
  beforeNodeMorphed(before, after) {
    if (before.nodeType !== Node.ELEMENT_NODE) {
      return true;
    }
    if (isOwn(before, after)) {
      takeAttributes(before, after, ROVING);
      return false;
    }
    keepsInput = before === document.activeElement || asksTheSame(before, after);
    return true;
  },
  beforeAttributeUpdated(name, element) {
    return !((TYPED.has(name) && keepsInput) || isLive(name, element, ROVING));
  },
  afterNodeAdded(node) {
    if (node.nodeType === Node.ELEMENT_NODE) {
      takeFocus(node);
    }
  },
};

/** `style` attributes are blocked, in trusted HTML too; what a template wants to say with one is in `data-css-var`. */
function setVariables(element) {
  for (const declaration of element.dataset.cssVar.split(";")) {
    const colon = declaration.indexOf(":");
    const name = declaration.slice(0, colon).trim();
    const value = declaration.slice(colon + 1).trim();
    if (name.startsWith("--") && element.style.getPropertyValue(name) !== value) {
      element.style.setProperty(name, value);
    }
  }
}

function finish(root) {
  if (root.matches?.("[data-css-var]")) {
    setVariables(root);
  }
  root.querySelectorAll("[data-css-var]").forEach(setVariables);
  writeTimes(root);
  markWithin(root);
}

function nodesOf(html) {
  const template = document.createElement("template");
  template.innerHTML = policy.createHTML(html);
  return template.content;
}

function patchContent(element, html) {
  const content = nodesOf(html);
  if (!contentBecomesAlike(element, content, ROVING)) {
    Idiomorph.morph(element, [...content.childNodes], { morphStyle: "innerHTML", callbacks: CALLBACKS });
  }
  finish(element);
  settleGroups(element);
}

/** Puts a row where it belongs; what is in it keeps its state where the browser can. */
function place(list, row, next) {
  if (row.isConnected && list.moveBefore) {
    list.moveBefore(row, next);
  } else {
    list.insertBefore(row, next);
  }
}

function patchRows(list, rows, order) {
  const added = [];
  const made = nodesOf(Object.values(rows).join("")); // read at once
  finish(made);
  for (const after of [...made.children]) {
    const { id } = after;
    const before = byId(id);
    if (before?.parentNode === list && before.localName === after.localName) {
      if (!becomeAlike(before, after, ROVING)) {
        Idiomorph.morph(before, after, { morphStyle: "outerHTML", callbacks: CALLBACKS });
      }
      finish(byId(id));
    } else {
      before?.remove();
      list.append(after); // its place comes with the order
      added.push(after);
    }
  }
  if (order !== null) {
    const wanted = new Set(order);
    for (const row of [...list.children]) {
      if (!wanted.has(row.id)) {
        row.remove();
      }
    }
    let next = list.firstElementChild;
    for (const id of order) {
      if (next?.id === id) {
        next = next.nextElementSibling;
      } else {
        const row = byId(id);
        if (row) {
          place(list, row, next);
        }
      }
    }
    list.toggleAttribute("data-empty", order.length === 0);
    list.toggleAttribute("data-long", order.length > LONG);
    settleGroups(list.closest(ROVING) ?? list);
  }
  if (added.length > 0 && list.querySelector("[autofocus]") !== null) {
    added.forEach(takeFocus);
  }
}

// Where something was when it was last scrolled, by whomever: what makes it higher or lower is no scrolling.
function noteTop(element) {
  const { scrollTop: top, clientHeight, scrollHeight } = element;
  tops.set(element, { top, end: top + clientHeight >= scrollHeight - NEAR });
}

document.addEventListener("scroll", ({ target }) => {
  if (target instanceof Element && target.matches(SCROLLS)) {
    noteTop(target);
  }
}, { capture: true, passive: true });

/** What was scrolled since the last frame; a slow browser draws before it has told that. */
function noteScrolls(lists) {
  lists.filter((list) => list && tops.has(list) && tops.get(list).top !== list.scrollTop).forEach(noteTop);
}

const toFollow = (scope) => [...scope.querySelectorAll("[data-follow]")];

/** Lists that are followed: all but those from whose end people have scrolled away. */
function followed(scope) {
  return toFollow(scope).filter((list) => tops.get(list)?.end !== false);
}

function followEnd(lists) {
  const ends = lists.filter((list) => list.isConnected).map((list) => [list, list.scrollHeight]);
  for (const [list, height] of ends) {
    list.scrollTop = height;
    tops.set(list, { top: height, end: true }); // a list that is too short to scroll tells nothing
  }
}

/** What stood somewhere is there again: an element that was moved among its neighbours begins at its top. */
function restore(lists) {
  const moved = lists.filter((list) => list.isConnected && list.scrollTop !== tops.get(list).top);
  moved.forEach((list) => (list.scrollTop = tops.get(list).top));
}

/** What a part says of the whole page stands at its root: looking for it by `:has()` would cost each change a style. */
function tellStates(id) {
  const root = id === "down" ? document.body : byId("app");
  for (const name of STATES[id]) {
    const found = byId(id).querySelector(`[data-${name}]`);
    if (found === null) {
      root.removeAttribute(`data-${name}`);
    } else {
      root.setAttribute(`data-${name}`, found.dataset[name]);
    }
  }
}

/**
 * Shows what was drawn. `text` is JSON, a list of [id, content] and [id, {row id: row}, order or null]. When what had the
 * focus is gone, the element that `data-heir` of its region names gets it.
 */
function patch(text) {
  const patches = JSON.parse(text);
  const focused = document.activeElement;
  const heir = byId(focused?.closest("[data-heir]")?.dataset.heir);
  // The bottom bar decides what is seen; a part of what is drawn first is not there yet.
  const scopes = patches.map(([id]) => byId(id === "bottom" ? "app" : id)).filter((scope) => scope !== null);
  const within = scopes.flatMap((scope) => [...scope.querySelectorAll(SCROLLS)]);
  noteScrolls([...within, ...scopes.map((scope) => scope.closest(SCROLLS))]);
  const ends = new Set(scopes.flatMap((scope) => [...followed(scope), ...followedAround(scope)]));
  const following = new Set(scopes.flatMap(toFollow));
  const scrolled = within.filter((each) => tops.get(each)?.top);
  for (const [id, what, order] of patches) {
    const element = byId(id);
    if (element === null) {
      continue; // gone with what is around it
    }
    if (typeof what === "string") {
      patchContent(element, what);
      if (id in STATES) {
        tellStates(id);
      }
    } else {
      patchRows(element, what, order);
    }
  }
  // A list that was just made, or is to be followed again, wherever it has been scrolled to.
  const made = patches.map(([id]) => byId(id)).filter((scope) => scope !== null);
  made.flatMap(toFollow).filter((list) => !following.has(list)).forEach((list) => ends.add(list));
  restore(scrolled.filter((list) => !ends.has(list)));
  followEnd([...ends]);
  if (heir !== null && focused !== document.activeElement && !focused.isConnected && document.activeElement === document.body) {
    heir.focus({ preventScroll: true });
  }
}

/** The list that an element is in, when it is followed. */
function followedAround(element) {
  const list = element.closest("[data-follow]");
  return list !== null && tops.get(list)?.end !== false ? [list] : [];
}

// A part that gets lower, as when the workbench is opened, would hide the end of what is followed.
const lower = new ResizeObserver((entries) => followEnd(entries.flatMap(({ target }) => followed(target))));
["toasts", "case", "traffic"].forEach((id) => lower.observe(byId(id)));

let toGive = patch;

Object.assign(bridge, {
  /** The function that shows what was drawn; for Python, which asks for it first, and for nobody else. */
  takePatch() {
    if (toGive === null) {
      throw new Error("It was given away.");
    }
    const given = toGive;
    toGive = null;
    return given;
  },
});
