/*
 * The keyboard in lists, toolbars, tabs and menus: one stop of the Tab key each, arrows within (roving tabindex). F6 goes
 * from region to region. And the separators that set the height and the width of the workbench.
 */
import { bridge } from "./border.js";

export const ROVING = "[role=toolbar], [role=tablist], [role=menu], [role=radiogroup], [data-roving]";
const ITEMS = "button, a[href], [role=row][tabindex], [role=option], [role=tab]";
const CHOSEN = "[aria-current=true], [aria-selected=true], [aria-checked=true]";
const FOLLOWS_FOCUS = "[role=tab], [role=row], [role=radio]"; // moving to one chooses it
const REGIONS = ["top", "rail", "case", "tabs", "traffic", "policy", "simulator", "toasts"];
const STOPS = "a[href], button, input, select, textarea, [tabindex]";
const SEPARATOR = "[role=separator][data-action]";
const SEPARATOR_STEP = 27;
const NEXT = new Set(["ArrowDown", "ArrowRight"]);
const PREVIOUS = new Set(["ArrowUp", "ArrowLeft"]);

const usable = (item) => !item.matches(":disabled") && item.checkVisibility();
const itemsOf = (group) => [...group.querySelectorAll(ITEMS)].filter((item) => item.closest(ROVING) === group);

/** Leaves one item of a group in the order of the Tab key. */
function settle(group, wanted) {
  const items = itemsOf(group);
  const able = items.filter((item) => !item.matches(":disabled"));
  const stop =
    wanted ??
    able.find((item) => item === document.activeElement) ??
    able.find((item) => item.matches(CHOSEN)) ??
    able.find((item) => item.tabIndex === 0) ??
    able[0];
  for (const item of items) {
    item.tabIndex = item === stop ? 0 : -1;
  }
}

function keyInGroup(event) {
  const group = event.target.closest?.(ROVING);
  if (!group || !event.target.matches(ITEMS) || event.altKey || event.ctrlKey || event.metaKey) {
    return false;
  }
  const items = itemsOf(group).filter(usable);
  const at = items.indexOf(event.target);
  let to;
  if (NEXT.has(event.key)) {
    to = (at + 1) % items.length;
  } else if (PREVIOUS.has(event.key)) {
    to = (at - 1 + items.length) % items.length;
  } else if (event.key === "Home") {
    to = 0;
  } else if (event.key === "End") {
    to = items.length - 1;
  } else {
    return false;
  }
  const item = items[to];
  settle(group, item);
  item.focus();
  if (item !== event.target && item.matches(FOLLOWS_FOCUS)) {
    item.click();
  }
  return true;
}

function nextRegion({ key, shiftKey, target }) {
  if (key !== "F6") {
    return false;
  }
  const regions = REGIONS.map((id) => document.getElementById(id)).filter((region) => region?.checkVisibility());
  const at = regions.findIndex((region) => region.contains(target));
  const order = shiftKey ? regions.reverse() : regions;
  const from = shiftKey ? regions.length - 1 - at : at;
  for (let step = 1; step <= order.length; step += 1) {
    const region = order[(from + step + order.length) % order.length];
    const stop = [...region.querySelectorAll(STOPS)].find((element) => usable(element) && element.tabIndex >= 0);
    if (stop) {
      stop.focus();
      return true;
    }
  }
  return false;
}

/** A separator moves with the pointer and by the arrows; its action gets the new size in pixels. */
function moveSeparator(separator, size) {
  const lowest = Number(separator.getAttribute("aria-valuemin"));
  const highest = Number(separator.getAttribute("aria-valuemax"));
  const within = Math.round(Math.min(Math.max(size, lowest), highest));
  bridge.ask("action", separator.dataset.action, String(within), "{}");
}

const sizeAt = (separator) => Number(separator.getAttribute("aria-valuenow"));
const isUpright = (separator) => separator.getAttribute("aria-orientation") === "vertical";
/** Where the pointer is on the way that makes what is below, or to the right of, a separator larger. */
const along = (separator, { clientX, clientY }) => -(isUpright(separator) ? clientX : clientY);

function keyInSeparator({ key, target }) {
  if (!target.matches(SEPARATOR)) {
    return false;
  }
  const [larger, smaller] = isUpright(target) ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
  const step = { [larger]: SEPARATOR_STEP, [smaller]: -SEPARATOR_STEP }[key];
  if (step === undefined) {
    return false;
  }
  moveSeparator(target, sizeAt(target) + step);
  return true;
}

document.addEventListener("pointerdown", (event) => {
  const separator = event.target.closest(SEPARATOR);
  if (!separator || event.button !== 0) {
    return;
  }
  const from = sizeAt(separator) - along(separator, event);
  const move = (moved) => moveSeparator(separator, from + along(separator, moved));
  const stop = () => {
    delete document.documentElement.dataset.dragging;
    separator.removeEventListener("pointermove", move);
  };
  // A client's frame takes the pointer when the first move already leads into it, captured or not.
  document.documentElement.dataset.dragging = "";
  separator.setPointerCapture(event.pointerId);
  separator.addEventListener("pointermove", move);
  separator.addEventListener("lostpointercapture", stop, { once: true });
  document.addEventListener("pointerup", stop, { once: true });
});

// A group that the focus enters, by whatever way, keeps its stop there.
document.addEventListener("focusin", ({ target }) => {
  const group = target.closest(ROVING);
  if (group && target.matches(ITEMS)) {
    settle(group, target);
  }
});

/** Gives an opened menu the focus, so that its arrows work at once. */
export function enter(menu) {
  const items = itemsOf(menu).filter(usable);
  (items.find((item) => item.matches(CHOSEN)) ?? items[0])?.focus();
}

document.addEventListener("toggle", ({ target, newState }) => {
  if (newState === "open" && target.matches("[popover][role=menu]") && !target.contains(document.activeElement)) {
    enter(target);
  }
}, true);

/** After something is rendered: every group in it, or that it is, has its one stop again. */
export function settleGroups(region) {
  if (region.matches(ROVING)) {
    settle(region);
  }
  region.querySelectorAll(ROVING).forEach((group) => settle(group));
}

/** Whether the element that has the focus has used a key. */
export const keyInWidget = (event) => nextRegion(event) || keyInSeparator(event) || keyInGroup(event);
