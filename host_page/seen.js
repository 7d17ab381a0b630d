/* Which panels are in view: Python draws no other, and nothing is written in one that is not. */
import { bridge } from "./border.js";
import { tick, writeTimes } from "./clocks.js";

const PANELS = ["rail", "case", "tabs", "traffic", "simulator"];
const ALWAYS = ["top", "banner", "toasts", "strip", "bottom"]; // the last two decide which panels are seen

const byId = (id) => document.getElementById(id);
const unseen = new Set();
let focused = null; // what got the focus last
document.addEventListener("focusin", ({ target }) => (focused = target));

const seen = () => [...ALWAYS, ...PANELS].filter((id) => !unseen.has(id)).map(byId);

/** What had the focus is hidden with its panel: the case gets it, or what chooses the parts of a narrow window. */
function keepFocus() {
  const { activeElement, body } = document;
  if (focused?.isConnected && !focused.checkVisibility() && [focused, body].includes(activeElement)) {
    const heirs = [byId("case"), document.querySelector("#bottom [aria-current]")];
    heirs.find((heir) => heir?.checkVisibility())?.focus({ preventScroll: true });
  }
}

/** Tells Python when a panel has come into view or gone out of it. */
function look() {
  keepFocus();
  const before = [...unseen];
  for (const id of PANELS) {
    if (byId(id).checkVisibility()) {
      unseen.delete(id);
    } else {
      unseen.add(id);
    }
  }
  if (before.length !== unseen.size || before.some((id) => !unseen.has(id))) {
    before.filter((id) => !unseen.has(id)).forEach((id) => writeTimes(byId(id)));
    bridge.ask("seen", JSON.stringify([...unseen]));
  }
}

bridge.ready.then(() => {
  // A part that is hidden has no size.
  const sizes = new ResizeObserver(look);
  PANELS.forEach((id) => sizes.observe(byId(id)));
});

Object.assign(bridge, {
  /** A second has gone by. */
  writeSecond: () => tick(seen()),
});
