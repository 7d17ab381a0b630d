/*
 * The border between windows and Python: one text per message, in each direction.
 *
 * A message passes, in this order: it is genuine, its window is known and not silenced, its frame has budgets left for it
 * (intake.js), it is small enough to be written as JSON (measuring.js), and only then it is written, once. Whatever is
 * held back is counted and told to Python a few times a second, so that a flood never reaches it.
 *
 * `workspaceBridge` is all that Python uses; the scripts that follow add their parts to it.
 */
(() => {
  "use strict";

  const REPORT_EVERY_MS = 250;
  const REPORT_LINES = 100; // kinds of drops told apart in one report

  const frameIds = new Map(); // window -> frame id
  const windows = new Map(); // frame id -> window
  const drops = new Map(); // JSON of [frame id, origin, reason, note] -> how often
  let reportTimer = 0;
  let python = null; // the one function that leads into Python: takes four strings, gives one
  let opened = false;
  let becomeConnected;
  let becomeReady;
  const connected = new Promise((resolve) => (becomeConnected = resolve));
  const ready = new Promise((resolve) => (becomeReady = resolve));

  const intake = new self.workspaceIntake.Intake({
    now: () => performance.now(),
    later(milliseconds, act) {
      const timer = setTimeout(act, milliseconds);
      return () => clearTimeout(timer);
    },
    ask,
    report,
    together: (frameId, act) => ports.together(frameId, act),
  });

  const ports = new self.workspacePorts.Ports({ receive: (...message) => intake.receive(...message), report });

  /** Calls Python. A bug there is logged and costs this call only. */
  function ask(kind, first = "", second = "", third = "") {
    try {
      return python(kind, first, second, third);
    } catch (error) {
      console.error(`Python failed in "${kind}":`, error);
      return "";
    }
  }

  /** Hears a message, or tells why not. */
  function hear(event) {
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
    intake.receive(frameId, event);
  }

  // Pyodide listens, too, for what it posts to this window to wake itself up: it would read whatever any window sends,
  // silenced or not, and take "_si" for its own. So messages of other windows end here, before they get there.
  window.addEventListener("message", (event) => {
    if (event.source !== window) {
      event.stopImmediatePropagation();
      hear(event);
    }
  }, { capture: true });
  window.addEventListener("message", hear); // what this window posts to itself and nobody has taken

  function attempt(address, targetOrigin, act) {
    try {
      act();
    } catch (error) {
      console.error(`Nothing was posted to ${address} for ${targetOrigin}:`, error);
    }
  }

  function send(address, targetOrigin, message) {
    if (address.includes("/")) {
      ports.post(address, message);
    } else {
      windows.get(address)?.postMessage(message, targetOrigin);
    }
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

    /** Python answers clients from now on. */
    open() {
      tellDrops();
      opened = true;
      intake.open();
      becomeReady();
    },

    /** Milliseconds of a second that each frame may take, of Python and of reading and measuring; 0 for no limit. */
    limitTime(python, measuring) {
      Object.assign(intake.limits, { python, measuring });
    },

    silence: (frameId, origin, milliseconds) => intake.silence(frameId, origin, milliseconds),
    endSilences: () => intake.endSilences(),
    loaded: (frameId) => intake.loaded(frameId),

    /** From now on messages of this window are those of the frame. */
    register(frameId, frameWindow) {
      frameIds.set(frameWindow, frameId);
      windows.set(frameId, frameWindow);
    },

    unregister(frameId) {
      frameIds.delete(windows.get(frameId));
      windows.delete(frameId);
      ports.close(frameId);
      intake.forget(frameId);
    },

    windowOf: (frameId) => windows.get(frameId),

    /** Posts one message to a frame's port, or to its window for this origin's eyes only; what is gone gets nothing. */
    post(address, targetOrigin, text) {
      attempt(address, targetOrigin, () => send(address, targetOrigin, JSON.parse(text)));
    },

    /** Posts one message to many frames: it crosses the border, and is read, once. Addresses and origins are lines. */
    postAll(addresses, targetOrigins, text) {
      attempt(addresses, targetOrigins, () => {
        const message = JSON.parse(text);
        const origins = targetOrigins.split("\n");
        addresses.split("\n").forEach((address, number) => {
          attempt(address, origins[number], () => send(address, origins[number], message));
        });
      });
    },

    /** Posts a message with a new MessagePort to a frame's window: this origin alone gets it. */
    offerPort(frameId, targetOrigin, number, text) {
      attempt(frameId, targetOrigin, () => {
        const message = JSON.parse(text);
        const port = ports.offer(frameId, targetOrigin, number, message.together);
        windows.get(frameId)?.postMessage(message, targetOrigin, [port]);
      });
    },

    /** The frame's client speaks by its port from now on, and so does the page: this is its last message by the window. */
    openPort(frameId, targetOrigin, number, text) {
      attempt(frameId, targetOrigin, () => send(frameId, targetOrigin, JSON.parse(text)));
      ports.open(frameId, number);
    },

    closePort(frameId, text) {
      ports.close(frameId, JSON.parse(text));
    },
  };

  if (window.parent !== window) {
    workspaceBridge.register("embedder", window.parent);
  }
})();
