/*
 * Client library of the Service Client API: `genesys.wwe.service` over window.postMessage.
 *
 * Load it as a classic script, or import `service.js`. In production name the host, so that nothing is ever sent to, or
 * taken from, another page:
 *
 *     <script src="wwe-service-client-api.js" data-host-origin="https://workspace.example.com"></script>
 *
 * Every request takes its own arguments, then `succeeded(reply)` and `failed(problem)`. Without `succeeded` it returns a
 * Promise of the same reply; a rejection is an Error whose `reply` is what `failed` would have been given. `{ signal }`
 * after them, with an AbortSignal, ends the waiting.
 *
 * The first message asks the host for a MessagePort, which is quicker. It goes on like this, and nothing overtakes what
 * was sent before; a host that knows nothing of it answers as ever, and everything stays with the windows.
 *
 * 1. The host posts `offered`, with the port, to the one window and origin that asked.
 * 2. The library posts `taken`, its last message by the window, and keeps what it has to send from then on.
 * 3. The host posts `taken`, its last message by the window, and hears the port from then on.
 * 4. The library sends what it has kept by the port, and hears it.
 * 5. `closed` ends it, with the number of messages that have come: the others go by the window, and ask for a port again.
 *
 * The first message of a moment goes at once, those that the page sends before it lets go go together behind it, as an
 * array of as many as the offer says, and so do their answers.
 */
(() => {
  "use strict";

  const genesys = (window.genesys = window.genesys || {});
  const wwe = (genesys.wwe = genesys.wwe || {});
  if (wwe.service) {
    return; // Loading the library twice is harmless: the first copy stays, with its subscriptions.
  }

  const CLIENT = "WWE Client";
  const SERVER = "WWE Server";
  const PROTOCOL_VERSION = 2;
  const TIMEOUT_MS = 10000;
  const TIMEOUT_TEXT = "Request timeout";
  const ABORT_TEXT = "Request aborted";
  const PORT_WITHIN_MS = 2000; // what is kept for a port goes by the window when the host has not taken it by then

  // Every request by namespace, with the number of its arguments before the callbacks.
  const MICROPHONE_AND_SPEAKER = {
    muteMicrophone: 0, unmuteMicrophone: 0, isMicrophoneMute: 0,
    muteSpeaker: 0, unmuteSpeaker: 0, isSpeakerMute: 0,
  };
  const REQUESTS = {
    agent: { get: 0, getState: 0, getStateList: 0, setState: 1 },
    auth: { getJwtToken: 0, getPureCloudToken: 1 },
    configuration: { getOption: 1, getContextualOption: 2 },
    email: { create: 2 },
    interaction: {
      getInteractions: 0, getByInteractionId: 1, getByBundleId: 1, getByCaseId: 1,
      setUserData: 2, deleteUserData: 2, selectCaseByCaseId: 1,
      accept: 1, reject: 1, markdone: 1, blockMarkdone: 2, unblockMarkdone: 1,
      singleStepTransfer: 4, singleStepConference: 4, consult: 4, completeTransfer: 1, completeConference: 1,
    },
    media: { getMediaList: 0, getMediaByName: 1, setState: 2 },
    messenger: { broadcastMessage: 2 },
    outbound: {
      getCampaigns: 0, getPreviewRecord: 1, callPreviewRecord: 2, rejectPreviewRecord: 1, cancelPreviewRecord: 1,
      startDirectPushPreview: 0, stopDirectPushPreview: 0,
      getListOfCallResults: 0, setCallResult: 2, getCallResult: 1, setDoNotCall: 1, removeDoNotCall: 1,
      rescheduleRecord: 4, cancelReschedule: 1, getChainedRecords: 1, getRecordFields: 1, updateRecordFields: 2,
    },
    sipEndpoint: MICROPHONE_AND_SPEAKER,
    system: {
      getAllowedServices: 0, triggerActivity: 0,
      popupToast: 1, updateToast: 2, closeToast: 1, openDialog: 2, closeDialog: 1,
      updateViewInApplicationMenuBar: 1, closeViewInApplicationMenuBar: 1, amIVisible: 0,
      isFrameLeading: 0, isFrameFollowing: 0, isFrameNegotiating: 0, isFrameLeadingOrNegotiating: 0, isLastActiveFrame: 0,
    },
    voice: {
      dial: 2, dialEx: 3, answer: 1, hold: 1, resume: 1, hangUp: 1,
      startCallRecording: 1, stopCallRecording: 1, pauseCallRecording: 1, resumeCallRecording: 1,
      ...MICROPHONE_AND_SPEAKER,
    },
  };

  const attribute = document.currentScript?.dataset.hostOrigin;
  let configuredOrigin = attribute === undefined ? null : readOrigin(attribute, "data-host-origin");
  const pending = new Map(); // referenceId -> {succeeded, failed, end}, until the one answer, the time limit or an abort
  const subscriptions = new Set(); // {names, handler, context, id}; id is undefined until the host has answered
  const listeners = new Map(); // event name -> the latest subscription to it
  let chosenWindow = null;
  let hostOrigin = configuredOrigin;
  let nextReference = 0;
  let asked = false; // for a port
  let port = null; // the one that was offered
  let portHeard = false; // by the host: messages go by it
  let kept = null; // messages for the port while the host has not taken it; null while none is kept
  let keeping = 0; // the timer that ends that
  let together = 1; // how many messages may go by the port as one
  let gathered = null; // what goes by it at the end of this moment; null while nothing went yet
  let sent = []; // by the port: what may not have come yet, each an array of messages that went together
  let sentBefore = 0; // how many of those before that were sent by the port
  const sentAs = new Map(); // referenceId -> the number of what it was sent with

  /** The origin that a text names. A wrong one stops the page: falling back to `*` would hide it. */
  function readOrigin(text, what) {
    const expected = `${what} is "${text}"; expected an origin such as https://workspace.example.com`;
    let origin;
    try {
      origin = new URL(text).origin;
    } catch {
      throw new Error(expected);
    }
    if (origin === "null") {
      throw new Error(expected);
    }
    return origin;
  }

  /** The window of the host: the one the page chose, else the page's opener, else the page that embeds it. */
  function hostWindow() {
    return chosenWindow || window.opener || window.parent;
  }

  function post(message) {
    const wish = asked ? {} : { messagePort: true };
    const whole = { ...message, ...wish, userAgent: CLIENT, protocolVersion: PROTOCOL_VERSION };
    if (portHeard) {
      postToPort(whole);
    } else if (kept !== null) {
      kept.push(structuredClone(whole)); // what it holds now is sent, and what cannot be copied fails now
    } else {
      postToWindow(whole);
      asked = true;
    }
  }

  function postToPort(message) {
    if (gathered !== null) {
      gathered.push(structuredClone(message)); // as it is now, and what cannot be copied fails now
      if (gathered.length >= together) {
        postGathered();
      }
      return;
    }
    port.postMessage(message);
    note([message]);
    if (together > 1) {
      gathered = [];
      queueMicrotask(endOfMoment);
    }
  }

  function postGathered() {
    const messages = gathered ?? [];
    if (messages.length > 0) {
      port.postMessage(messages.length === 1 ? messages[0] : messages);
      note(messages);
      gathered = [];
    }
  }

  function endOfMoment() {
    postGathered();
    gathered = null;
  }

  function note(messages) {
    messages.forEach(({ referenceId }) => sentAs.set(referenceId, sentBefore + sent.length));
    sent.push(messages);
  }

  function postToWindow(message) {
    // `*` only until the host's first answer, and never when the script tag names an origin.
    hostWindow().postMessage(message, hostOrigin || "*");
  }

  function takePort(offered, mostTogether, origin) {
    learnOrigin(origin);
    dropPort();
    asked = true;
    port = offered;
    together = mostTogether ?? 1; // a host that says nothing of it hears one at a time
    port.addEventListener("message", ({ data }) => takeByPort(offered, data));
    postToWindow({ messagePort: "taken", userAgent: CLIENT, protocolVersion: PROTOCOL_VERSION });
    kept = [];
    keeping = setTimeout(() => sendKept(postToWindow), PORT_WITHIN_MS);
  }

  /** The host hears the port; it has sent all that it had to send by the window. */
  function openPort() {
    portHeard = true;
    sendKept(postToPort);
    port.start();
  }

  function takeByPort(from, message) {
    if (from !== port) {
      return;
    }
    if (Array.isArray(message)) {
      message.forEach((each) => takeByPort(from, each));
      return;
    }
    if (message && message.messagePort === "closed") {
      const missing = sent.slice(Math.max(0, message.received - sentBefore)).flat();
      dropPort();
      missing.forEach(post);
      return;
    }
    const answered = sentAs.get(message?.referenceId) ?? -1;
    sentAs.delete(message?.referenceId);
    if (answered >= sentBefore) {
      sent.splice(0, answered + 1 - sentBefore); // what was sent before it has come as well
      sentBefore = answered + 1;
    }
    take(message, hostOrigin);
  }

  function sendKept(send) {
    clearTimeout(keeping);
    const messages = kept ?? [];
    kept = null;
    messages.forEach(send);
  }

  /** Everything goes by the window again; the next message may ask for another port. */
  function dropPort() {
    sendKept(postToWindow);
    postGathered();
    sent = [];
    sentBefore = 0;
    sentAs.clear();
    port?.close();
    port = null;
    portHeard = false;
    asked = false;
  }

  function newReference() {
    while (pending.has(String(nextReference))) {
      nextReference += 1; // A caller's own referenceId may look like one of ours.
    }
    nextReference += 1;
    return String(nextReference - 1);
  }

  function asError(problem) {
    const text = typeof problem === "string" ? problem : problem.errorMessage;
    return Object.assign(new Error(text), { name: "ServiceClientError", reply: problem });
  }

  /** An argument that is no data, for no other window can be given it: `{ signal }`. */
  function isOptions(argument) {
    return typeof argument?.signal?.addEventListener === "function";
  }

  /** Sends any request or event message, with a `referenceId` of the caller's own if it carries one. */
  function sendMessage(message, ...callbacksAndOptions) {
    const signal = callbacksAndOptions.find(isOptions)?.signal;
    const [succeeded, failed] = callbacksAndOptions;
    const tell = typeof failed === "function" ? failed : () => {};
    if (typeof succeeded === "function") {
      exchange(message, succeeded, (problem) => tell(problem), signal);
      return undefined;
    }
    const promise = new Promise((resolve, reject) => {
      exchange(message, resolve, (problem, reason) => {
        reject(reason ?? asError(problem));
        tell(problem);
      }, signal);
    });
    promise.catch(() => {}); // Whoever awaits it still sees the rejection; whoever ignores it gets no console noise.
    return promise;
  }

  function exchange(message, succeeded, failed, signal) {
    if (signal?.aborted) {
      failed(ABORT_TEXT, signal.reason);
      return;
    }
    const referenceId = message.referenceId === undefined ? newReference() : message.referenceId;
    const abort = () => {
      end();
      failed(ABORT_TEXT, signal.reason);
    };
    const timer = setTimeout(() => {
      end();
      failed(TIMEOUT_TEXT);
    }, TIMEOUT_MS);
    const end = () => {
      pending.delete(referenceId);
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    };
    signal?.addEventListener("abort", abort);
    pending.set(referenceId, { succeeded, failed, end });
    const frame = message.request !== undefined && window.frameId !== undefined ? { frameId: window.frameId } : {};
    try {
      post({ ...message, ...frame, referenceId });
    } catch (error) {
      // A function, a DOM node or the like among the arguments: the browser cannot copy it to another window.
      end();
      failed({ request: message.request, errorMessage: String(error) });
    }
  }

  /** The function for one request. Callbacks and options may come early, in place of arguments that were left out. */
  function requestFunction(request, count) {
    return (...args) => {
      const firstOther = args.findIndex((argument) => typeof argument === "function" || isOptions(argument));
      const given = firstOther >= 0 && firstOther < count ? firstOther : count;
      const parameters = Array.from({ length: count }, (_, i) => (i < given ? args[i] ?? null : null));
      const message = count > 0 ? { request, parameters } : { request };
      return sendMessage(message, ...args.slice(given));
    };
  }

  /**
   * Calls `handler` with each event of that name (or of each name in an array), `this` being `context`.
   * A later subscription to the same name replaces the handler. Returns a Promise of the host's answer.
   */
  function subscribe(events, handler, context) {
    const subscription = { names: [].concat(events), handler, context, id: undefined };
    subscriptions.add(subscription);
    const promise = sendMessage({ event: "subscribe", data: events });
    promise.then(
      (answer) => {
        subscription.id = answer.subscriptionId; // Counts from 0, hence no test for truth anywhere.
        if (subscriptions.has(subscription)) {
          subscription.names.forEach((name) => listeners.set(name, subscription));
        } else {
          release(subscription); // Unsubscribed before the answer came.
        }
      },
      () => {
        subscriptions.delete(subscription);
        console.warn("ServiceClientAPI: Cannot subscribe to this event: " + subscription.names.join(", "));
      },
    );
    return promise;
  }

  /** Ends every subscription that was made with this very function. */
  function unsubscribe(handler) {
    for (const subscription of [...subscriptions].filter((each) => each.handler === handler)) {
      subscriptions.delete(subscription);
      subscription.names
        .filter((name) => listeners.get(name) === subscription)
        .forEach((name) => listeners.delete(name));
      if (subscription.id !== undefined) {
        release(subscription);
      }
    }
  }

  function release(subscription) {
    post({ event: "unsubscribe", data: subscription.id, referenceId: newReference() });
  }

  /** Takes messages of the host's window and origin alone; everything else on the page's message event is not ours. */
  function receive(event) {
    if (event.source !== hostWindow() || (hostOrigin !== null && event.origin !== hostOrigin)) {
      return;
    }
    const message = event.data;
    const told = message && message.userAgent === SERVER ? message.messagePort : undefined;
    if (told === "offered" && event.ports.length > 0) {
      takePort(event.ports[0], message.together, event.origin);
    } else if (told === "taken" && port !== null) {
      openPort();
    } else if (told === undefined) {
      take(message, event.origin);
    }
  }

  /** A message of the host, however it came. */
  function take(message, origin) {
    if (typeof message === "string") {
      if (message.startsWith("wwe") && typeof service.onMessage === "function") {
        service.onMessage(message);
      }
    } else if (message && message.userAgent === SERVER) {
      if (message.event) {
        dispatchEvent(message);
      } else if (message.referenceId !== undefined) {
        settle(message, origin);
      } else if (message.frameId !== undefined) {
        window.frameId = message.frameId;
      }
    }
  }

  function dispatchEvent(message) {
    const subscription = listeners.get(message.event);
    if (subscription) {
      try {
        subscription.handler.call(subscription.context, message);
      } catch (error) {
        console.error(error); // One bad handler must not cost the page its later events.
      }
    }
  }

  function learnOrigin(origin) {
    if (hostOrigin === null && origin !== "null") {
      hostOrigin = origin; // "null" (a sandboxed host) cannot be named as a target.
    }
  }

  function settle({ referenceId, ...reply }, origin) {
    const request = pending.get(referenceId);
    if (!request) {
      return; // Too late, answered already, or not asked for.
    }
    request.end();
    learnOrigin(origin);
    (reply.errorMessage === undefined ? request.succeeded : request.failed)(reply);
  }

  const service = {
    onMessage: null, // Set it to a function to get the host's plain text messages, which begin with "wwe".
    sendMessage,
    subscribe,
    unsubscribe,
    /** Talks to this window from now on, for pages that embed the host instead of being embedded by it. */
    targetWWEWindow(target) {
      chosenWindow = target;
      hostOrigin = configuredOrigin;
      dropPort();
    },
    /** Talks to a host of this origin alone from now on, as `data-host-origin` of the script does. */
    useHostOrigin(text) {
      hostOrigin = configuredOrigin = readOrigin(text, "The host's origin");
      dropPort();
    },
    /** Stops listening and forgets what is under way. Nothing is sent; Promises under way stay unsettled. */
    unload() {
      window.removeEventListener("message", receive);
      clearTimeout(keeping);
      postGathered();
      port?.close();
      pending.forEach((request) => request.end());
      subscriptions.clear();
      listeners.clear();
    },
    /** The origin that messages go to, or null while it is not known. */
    get hostOrigin() {
      return hostOrigin;
    },
  };
  for (const [namespace, methods] of Object.entries(REQUESTS)) {
    service[namespace] = {};
    for (const [method, count] of Object.entries(methods)) {
      service[namespace][method] = requestFunction(`${namespace}.${method}`, count);
    }
  }
  wwe.service = service;
  window.addEventListener("message", receive);
})();
