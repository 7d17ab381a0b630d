/*
 * The menu of a row, which opens where it is asked for: by the second mouse button, a long press, or the menu key.
 *
 * `data-context` of a row names the action that is told of it, `data-menu` the popover. With Shift, or while text is
 * selected, the browser's own menu opens.
 */
import { bridge } from "./border.js";
import { enter } from "./widgets.js";

const MARGIN = 8; // pixels between the menu and the edge of the page
let pressed = false;
let selected = false; // before the press: on some systems it selects the word below it

addEventListener("pointerdown", () => {
  pressed = true;
  selected = !getSelection().isCollapsed;
}, true);
addEventListener("keydown", () => (selected = !getSelection().isCollapsed), true);
for (const end of ["pointerup", "pointercancel"]) {
  addEventListener(end, () => (pressed = false), true);
}

/** Where it was asked for; a key asks at the row. */
function pointOf({ clientX, clientY }, row) {
  if (clientX > 0 || clientY > 0) {
    return [clientX, clientY];
  }
  const { left, bottom } = row.getBoundingClientRect();
  return [left + MARGIN, bottom];
}

function show(menu, [x, y]) {
  menu.hidePopover();
  menu.style.setProperty("--x", "0px");
  menu.style.setProperty("--y", "0px");
  menu.showPopover();
  const { width, height } = menu.getBoundingClientRect();
  menu.style.setProperty("--x", `${Math.max(MARGIN, Math.min(x, innerWidth - width - MARGIN))}px`);
  menu.style.setProperty("--y", `${Math.max(MARGIN, Math.min(y, innerHeight - height - MARGIN))}px`);
}

document.addEventListener("contextmenu", (event) => {
  const row = event.target.closest?.("[data-context]");
  const menu = document.getElementById(row?.dataset.menu);
  if (!menu || (event.button === 2 && event.shiftKey) || selected) {
    return;
  }
  event.preventDefault();
  const point = pointOf(event, row);
  const open = () => {
    bridge.ask("action", row.dataset.context, row.dataset.arg, "{}");
    show(menu, point);
    enter(menu); // now, not at the event of its opening: the next key is the menu's
  };
  if (!pressed) {
    open();
    return;
  }
  // The button is still down: its release would close what is opened now.
  const once = () => {
    removeEventListener("pointerup", once, true);
    removeEventListener("pointercancel", once, true);
    setTimeout(open);
  };
  addEventListener("pointerup", once, true);
  addEventListener("pointercancel", once, true);
});
