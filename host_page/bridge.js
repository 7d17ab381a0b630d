/*
 * The border between windows and Python: one text per message, in each direction.
 *
 * A message passes, in this order: it is genuine, its window is known, its frame is within its share of this second, it
 * is small enough to be written as JSON, and only then it is written, once. Whatever is held back here is counted and
 * told to Python a few times a second, so that a flood never reaches it. Until Python answers, messages are kept.
 *
 * `workspaceBridge` is all that Python uses; the scripts that follow add their parts to it.
 */
(() => {
  "use strict";

  const MIB = 1048576;
  const DEPTH = 64;
  const KEYS = 10000;
  const CHARACTERS = MIB;
  const MESSAGES_A_SECOND = 2000; // of one frame
  const CHARACTERS_A_SECOND = 8 * MIB; // of one frame: measuring and writing large messages costs time, too
  const EARLY_MESSAGES = 1000;
  const EARLY_CHARACTERS = 8 * MIB;
  const REPORT_EVERY_MS = 250;
  const REPORT_LINES = 100; // kinds of drops told apart in one report

  const frameIds = new Map(); // window -> frame id
  const windows = new Map(); // frame id -> window
  const shares = new Map(); // frame id -> what the frame has used of this second
  const drops = new Map(); // JSON of [frame id, origin, reason, note] -> how often
  const early = []; // [frame id, origin, text, when it came in ms], until Python answers
  let earlyCharacters = 0;
  let reportTimer = 0;
  let python = null; // the one function that leads into Python: takes four strings, gives one
  let opened = false;
  let becomeConnected;
  let becomeReady;
  const connected = new Promise((resolve) => (becomeConnected = resolve));
  const ready = new Promise((resolve) => (becomeReady = resolve));

  /** Calls Python. A bug there is logged and costs this call only. */
  function ask(kind, first = "", second = "", third = "") {
    try {
      return python(kind, first, second, third);
    } catch (error) {
      console.error(`Python failed in "${kind}":`, error);
      return "";
    }
  }

  window.addEventListener("message", (event) => {
    const frameId = frameIds.get(event.source) ?? "";
    if (!event.isTrusted) {
      report(frameId, event.origin, "NOT_TRUSTED");
      return;
    }
    if (frameId === "") {
      // Not even read: copying a message nested very deeply ends Chromium's tab, whatever the page does with it.
      report(frameId, event.origin, "WINDOW_NOT_REGISTERED");
      return;
    }
    const share = shareOf(frameId);
    share.messages += 1;
    if (share.messages > MESSAGES_A_SECOND || share.characters > CHARACTERS_A_SECOND) {
      report(frameId, event.origin, "TOO_MANY_MESSAGES");
      return;
    }
    const written = write(event.data);
    share.characters += written.characters;
    if (written.reason) {
      report(frameId, event.origin, written.reason);
    } else if (opened) {
      ask("message", frameId, event.origin, written.text);
    } else {
      keep(frameId, event.origin, written.text);
    }
  });

  function shareOf(frameId) {
    const second = Math.floor(performance.now() / 1000);
    let share = shares.get(frameId);
    if (share === undefined || share.second !== second) {
      share = { second, messages: 0, characters: 0 };
      shares.set(frameId, share);
    }
    return share;
  }

  /** The text of a message, or the reason why it has none. */
  function write(message) {
    const measured = measure(message);
    if (measured.reason) {
      return measured;
    }
    try {
      const text = JSON.stringify(message) ?? "null";
      const characters = text.length; // escapes make it up to six times what was measured
      return characters > CHARACTERS ? { reason: "TEXT_TOO_LONG", characters } : { text, characters };
    } catch {
      return { reason: "NOT_SERIALISABLE", characters: measured.characters };
    }
  }

  /**
   * The least number of characters that a message takes as JSON, or the reason why it is held back.
   *
   * Walks without recursion, and repeatedly over parts that are shared, just as they would be written: a small message
   * can have a huge text. Every step costs at least one character, so the walk is bounded by the limit of characters.
   */
  function measure(message) {
    const path = []; // the containers around the value: {value, names, index}
    let characters = 0;
    let keys = 0;
    let value = message;
    const held = (reason) => ({ reason, characters: Math.min(characters, CHARACTERS) }); // what measuring has cost
    for (;;) {
      if (typeof value === "string") {
        characters += value.length + 2;
      } else if (typeof value === "bigint") {
        return held("NOT_SERIALISABLE");
      } else if (typeof value === "object" && value !== null) {
        if (path.length >= DEPTH) {
          return held(path.some((outer) => outer.value === value) ? "NOT_SERIALISABLE" : "TOO_DEEP");
        }
        const binary = ArrayBuffer.isView(value) || value instanceof String;
        if (binary) {
          // Would be written with a number for each key; listing the keys of a large buffer alone takes seconds.
          keys += value.length ?? 0;
        }
        const names = Array.isArray(value) || binary ? null : Object.keys(value);
        if (names !== null) {
          keys += names.length;
        }
        const length = binary ? 0 : (names ?? value).length;
        characters += 2 + 2 * length;
        path.push({ value, names, length, index: 0 });
      } else {
        characters += 1;
      }
      if (keys > KEYS) {
        return held("TOO_MANY_KEYS");
      }
      if (characters > CHARACTERS) {
        return held("TEXT_TOO_LONG");
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

  function keep(frameId, origin, text) {
    if (early.length >= EARLY_MESSAGES || earlyCharacters + text.length > EARLY_CHARACTERS) {
      report(frameId, origin, "TOO_MANY_EARLY_MESSAGES");
      return;
    }
    early.push([frameId, origin, text, performance.now()]);
    earlyCharacters += text.length;
  }

  /** Counts something that Python does not get to see; it is told together with others. */
  function report(frameId, origin, reason, note = "") {
    const line = JSON.stringify([frameId, origin, reason, note]);
    if (drops.has(line) || drops.size < REPORT_LINES) {
      drops.set(line, (drops.get(line) ?? 0) + 1);
    }
    if (opened && reportTimer === 0) {
      reportTimer = setTimeout(tellDrops, REPORT_EVERY_MS);
    }
  }

  function tellDrops() {
    reportTimer = 0;
    const lines = [...drops].map(([line, count]) => [...JSON.parse(line), count]);
    drops.clear();
    if (lines.length > 0) {
      ask("dropped", JSON.stringify(lines));
    }
  }

  self.workspaceBridge = {
    connected,
    ready,
    ask,
    report,

    /** Python is there and may be asked; it is not yet able to answer clients. */
    connect(entry) {
      python = entry;
      becomeConnected();
    },

    /** Python answers clients from now on: hands over what came early, in the order in which it came. */
    open() {
      tellDrops();
      for (let next = early.shift(); next !== undefined; next = early.shift()) {
        const [frameId, origin, text, came] = next;
        ask("early", frameId, origin, `${performance.now() - came} ${text}`);
      }
      opened = true;
      becomeReady();
    },

    /** From now on messages of this window are those of the frame. */
    register(frameId, frameWindow) {
      frameIds.set(frameWindow, frameId);
      windows.set(frameId, frameWindow);
    },

    unregister(frameId) {
      frameIds.delete(windows.get(frameId));
      windows.delete(frameId);
      shares.delete(frameId);
    },

    windowOf: (frameId) => windows.get(frameId),

    /** Posts one message to a frame's window, for this origin's eyes only; a frame that is gone gets nothing. */
    post(frameId, targetOrigin, text) {
      try {
        windows.get(frameId)?.postMessage(JSON.parse(text), targetOrigin);
      } catch (error) {
        console.error(`Nothing was posted to ${frameId} for ${targetOrigin}:`, error);
      }
    },
  };

  if (window.parent !== window) {
    workspaceBridge.register("embedder", window.parent);
  }
})();
