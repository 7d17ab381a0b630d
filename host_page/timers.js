/* Timers for Python, by number: a timer is a string across the border, never a proxy that has to be freed. */
import { bridge } from "./border.js";

const LONGEST_MS = 2147483647; // a longer delay would be none at all
const HIDDEN_MS = 100; // a page that is not shown has no animation frames

const timers = new Map(); // number -> handle
let ticker = 0;
let drawing = false;

/** Draws what Python has asked to draw, if it has: before something that depends on what the page shows. */
export function drawNow() {
  if (drawing) {
    drawing = false;
    bridge.ask("draw");
  }
}

Object.assign(bridge, {
  /** Asks Python back, once, after a delay. */
  startTimer(number, milliseconds) {
    timers.set(number, setTimeout(() => {
      timers.delete(number);
      bridge.ask("timer", String(number));
    }, Math.min(milliseconds, LONGEST_MS)));
  },

  stopTimer(number) {
    clearTimeout(timers.get(number));
    timers.delete(number);
  },

  /** Asks Python to draw with the next animation frame, or a little later while the page is not shown. */
  drawSoon() {
    if (!drawing) {
      drawing = true;
      requestAnimationFrame(drawNow);
      setTimeout(drawNow, HIDDEN_MS);
    }
  },

  /** Asks Python to do soon, but not within this call, what cannot wait for an animation frame. */
  soon() {
    queueMicrotask(() => bridge.ask("soon"));
  },

  /** Ticks once a second while the page is shown: for the times on it, and for tabs that are not. */
  startTicking() {
    clearInterval(ticker);
    ticker = setInterval(() => {
      if (document.visibilityState === "visible") {
        bridge.writeSecond();
        bridge.ask("tick");
      }
    }, 1000);
  },
});

document.addEventListener("visibilitychange", drawNow);
