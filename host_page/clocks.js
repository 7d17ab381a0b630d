/*
 * Running times. Python says since or until when and how it is written; here it is written each second, so that nothing
 * has to be rendered for a second that goes by.
 *
 * `data-form` names the form, `data-at` the moment in seconds since the epoch, by the clock of the contact centre, or with
 * `data-own` by that of the computer. A bar with `data-since` and `data-until` gets shorter from one to the other.
 *
 * Of a long list only the rows in view are written. The others get their times when they come into view, and once a minute
 * for whoever reads the page without looking at it.
 */
import { bridge } from "./border.js";
import { share, written } from "./times.js";

const TIMES = "[data-form], [data-until]";
const LONG = "data-long"; // a list of a panel with many rows, most of which are out of view
const EVERYTHING_EVERY = 60; // ticks

let ticks = 0;

let centre = { now: 0, told: 0, runs: false }; // the time that was told, and when, in ms of the page
let title = ["", "", ""]; // what is before the time, the time or [form, moment], what is after it

const centreNow = () => (centre.runs ? centre.now + (performance.now() - centre.told) / 1000 : centre.now);

function write(element, now, own) {
  const { form, at, since, until } = element.dataset;
  if (form !== undefined) {
    const text = written(form, Number(at), element.dataset.own === undefined ? now : own);
    const node = element.firstChild;
    if (node === null) {
      element.textContent = text;
    } else if (node.data !== text) {
      node.data = text; // a text in the place of another one would be told to whoever observes what comes into the page
    }
  } else {
    element.style.setProperty("--share", share(Number(since), Number(until), now).toFixed(3));
  }
}

/** Writes the times within an element. */
export function writeTimes(root) {
  const now = centreNow();
  const own = Date.now() / 1000;
  if (root.matches?.(TIMES)) {
    write(root, now, own);
  }
  root.querySelectorAll(TIMES).forEach((element) => write(element, now, own));
}

function writeTitle() {
  const [before, time, after] = title;
  document.title = before + (typeof time === "string" ? time : written(time[0], time[1], centreNow())) + after;
}

/** The rows of a long list that are in view: of so many only a few are asked where they are. */
function rowsInView(list) {
  const rows = list.children;
  const { top, bottom } = list.getBoundingClientRect();
  let [first, end] = [0, rows.length];
  while (first < end) {
    const middle = (first + end) >> 1;
    if (rows[middle].getBoundingClientRect().bottom > top) {
      end = middle;
    } else {
      first = middle + 1;
    }
  }
  const found = [];
  for (let row = rows[first]; row && row.getBoundingClientRect().top < bottom; row = row.nextElementSibling) {
    found.push(row);
  }
  return found;
}

const partsInView = (part) => (part.hasAttribute(LONG) ? rowsInView(part) : [part]);

/** A second has gone by: writes the times of the panels that are seen, of what of them is in view. */
export function tick(panels) {
  ticks += 1;
  const whole = ticks % EVERYTHING_EVERY === 0;
  const parts = whole ? panels : panels.flatMap((panel) => [...panel.children].flatMap(partsInView));
  parts.forEach(writeTimes);
  writeTitle();
}

document.addEventListener("scroll", ({ target }) => {
  if (target instanceof Element && target.hasAttribute(LONG)) {
    rowsInView(target).forEach(writeTimes);
  }
}, { capture: true, passive: true });

Object.assign(bridge, {
  /** What the clock of the contact centre says now, in seconds since the epoch, and whether it runs. */
  setClock(now, runs) {
    centre = { now, told: performance.now(), runs };
    writeTimes(document);
  },

  /** The title of the browser tab; `text` is JSON: [before, time or [form, moment], after]. */
  setTitle(text) {
    title = JSON.parse(text);
    writeTitle();
  },
});
