/*
 * Sounds, made here: a ring of two soft notes every four seconds, and one short note. Python says when.
 *
 * The ring is one buffer that the browser repeats, so the slow timers of a hidden tab do not matter. A browser may keep a
 * page quiet until somebody uses it: then a ring begins with the first click, and a note that would be late is left out.
 * `data-sounding` and `data-notes` of the document tell what is really played.
 */
import { bridge } from "./border.js";

const RATE = 22050; // samples a second
const RING = { seconds: 4, notes: [[0, 659.26], [0.28, 523.25]], loop: true }; // notes: [second, pitch]
const NOTE = { seconds: 0.7, notes: [[0, 783.99]], loop: false };
const NOTE_SECONDS = 0.7;
const SWELL_SECONDS = 0.02;
const FADE_SECONDS = 0.03;
const LOUDEST = 0.5;
const PATIENCE_MS = 1500; // in which a browser that lets the page sound has begun
const SIGNS = ["pointerdown", "pointerup", "keydown"]; // of somebody who uses the page

const { dataset } = document.documentElement;
const playing = new Set(); // of {source, gain, sound}
let context = null;
let loudness = null;
let ring = null;
let blocked = false;
let notes = 0;
let looking = 0;

const runs = () => context?.state === "running";

/** Makes what sounds need; false where the browser has nothing for it. */
function equip() {
  if (context === null) {
    try {
      context = new AudioContext();
    } catch {
      return false;
    }
    loudness = new GainNode(context, { gain: 0 });
    loudness.connect(context.destination);
    context.addEventListener("statechange", settle);
  }
  return true;
}

/** Soft notes: each swells a little and dies away, with an octave in it. */
function bufferOf(sound) {
  const buffer = context.createBuffer(1, sound.seconds * RATE, RATE);
  const samples = buffer.getChannelData(0);
  for (const [second, pitch] of sound.notes) {
    const first = Math.round(second * RATE);
    const count = Math.min(NOTE_SECONDS * RATE, samples.length - first);
    for (let at = 0; at < count; at += 1) {
      const time = at / RATE;
      const height = Math.min(1, time / SWELL_SECONDS) * (1 - time / NOTE_SECONDS) ** 3;
      const phase = 2 * Math.PI * pitch * time;
      samples[first + at] += height * (0.8 * Math.sin(phase) + 0.2 * Math.sin(2 * phase));
    }
  }
  return buffer;
}

function begin(sound) {
  const source = new AudioBufferSourceNode(context, { buffer: bufferOf(sound), loop: sound.loop });
  const gain = new GainNode(context);
  const begun = { source, gain, sound };
  source.connect(gain).connect(loudness);
  source.addEventListener("ended", () => {
    if (sound === NOTE) {
      notes += 1;
      dataset.notes = String(notes);
    }
    remove(begun);
  });
  source.start();
  playing.add(begun);
  wake();
  return begun;
}

function remove(begun) {
  begun.gain.disconnect();
  playing.delete(begun);
  settle();
}

/** Ends a ring without a crack. */
function fade(begun) {
  if (!runs()) {
    remove(begun);
    return;
  }
  const now = context.currentTime;
  begun.gain.gain.setValueAtTime(1, now);
  begun.gain.gain.linearRampToValueAtTime(0, now + FADE_SECONDS);
  begun.source.stop(now + FADE_SECONDS);
  settle();
}

function wake() {
  context.resume().catch(() => {}); // stays open while the browser keeps the page quiet
  clearTimeout(looking); // the patience with an earlier sound must not end that with this one
  looking = setTimeout(lookWhetherBlocked, PATIENCE_MS);
}

function lookWhetherBlocked() {
  if (runs() || (playing.size === 0 && !blocked)) {
    return;
  }
  for (const begun of playing) {
    if (begun.sound === NOTE) {
      remove(begun);
    }
  }
  // After a click it is not the browser that keeps it quiet: there may be no loudspeaker.
  tellBlocked(!navigator.userActivation?.hasBeenActive);
}

/** Brings up to date what depends on the state of the sound system, and lets that rest while nothing plays. */
function settle() {
  if (ring !== null && runs()) {
    dataset.sounding = "ring";
  } else {
    delete dataset.sounding;
  }
  if (runs()) {
    tellBlocked(false);
    if (playing.size === 0) {
      context.suspend().catch(() => {});
    }
  }
}

function tellBlocked(now) {
  if (blocked !== now) {
    blocked = now;
    bridge.ask("sound-blocked", now ? "yes" : "");
  }
}

for (const sign of SIGNS) {
  document.addEventListener(sign, () => {
    if (context !== null && !runs() && (playing.size > 0 || blocked)) {
      wake();
    }
  }, { capture: true, passive: true });
}

Object.assign(bridge, {
  /** `ring` begins or goes on with this volume (0 to 100), `stop` ends the ring, `note` is played once. */
  sound(what, volume) {
    if (!equip()) {
      return;
    }
    loudness.gain.setTargetAtTime(LOUDEST * (volume / 100) ** 2, context.currentTime, SWELL_SECONDS); // as ears hear
    if (what === "ring") {
      ring ??= begin(RING);
    } else if (what === "note") {
      begin(NOTE);
    } else if (ring !== null) {
      const ended = ring;
      ring = null;
      fade(ended);
    }
    settle();
  },
});
