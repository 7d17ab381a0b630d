/*
 * The way to Genesys Web Services: requests by `fetch`, notifications by the CometD client, logging in.
 *
 * Python says what is asked, in the tab that leads. Everything goes to a path of the page's own origin. The password of
 * the login goes into one request and is in no variable after it: Python does not see it, and nobody keeps it. Who the
 * user is from then on is a cookie that no script can read.
 */
import { bridge } from "./border.js";

const ANSWER_MS = 20000;
const AGAIN_MS = 5000; // after which a server that has sent the client away is tried again
const TOKEN = "X-CSRF-TOKEN";
const HEADERS = { "X-Agent-Workspace": window.parent === window ? "page" : "embedded" };

const assets = JSON.parse(document.querySelector('meta[name="workspace-assets"]').content);
const login = document.getElementById("login");
let root = "";
let channel = null;

async function asked(method, path, body = "", credentials = {}) {
  const type = body === "" ? {} : { "Content-Type": "application/json" };
  const answer = await fetch(root + path, {
    method,
    body: body === "" ? undefined : body,
    headers: { Accept: "application/json", ...HEADERS, ...type, ...credentials },
    cache: "no-store",
    redirect: "error",
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  if (answer.headers.has(TOKEN)) {
    HEADERS[TOKEN] = answer.headers.get(TOKEN); // the CometD client sends the same headers
  }
  return { status: answer.status, text: await answer.text() };
}

const unanswered = () => ({ status: 0, text: "" });

/** One subscription to all topics, and what restores it. */
class Channel {
  #topics;
  #closed = false;
  #subscribing = false;
  #listens = false;
  #cometd;

  constructor({ CometD }, topics) {
    this.#topics = topics;
    this.#cometd = new CometD();
    this.#cometd.unregisterTransport("websocket");
    this.#cometd.unregisterTransport("callback-polling");
    this.#cometd.configure({
      url: `${root}/notifications`,
      requestHeaders: HEADERS,
      appendMessageTypeToURL: false,
      useWorkerScheduler: false, // a worker made of text, which the page's policy does not allow
      logLevel: "error",
      maxBackoff: 10000,
    });
    this.#cometd.addListener("/meta/handshake", (reply) => this.#told(reply, true));
    this.#cometd.addListener("/meta/connect", (reply) => this.#told(reply, false));
    this.#cometd.handshake();
  }

  close() {
    this.#closed = true;
    this.#cometd.disconnect();
  }

  #told(reply, anew) {
    if (this.#closed) {
      return;
    }
    if (!reply.successful) {
      this.#lost(reply.failure?.httpCode ?? 0);
    } else if (anew || !(this.#listens || this.#subscribing)) {
      this.#subscribe();
    }
  }

  /** What is heard is told when everything is subscribed to. */
  #subscribe() {
    this.#subscribing = true;
    this.#cometd.clearSubscriptions();
    const waiting = new Set(this.#topics);
    this.#cometd.batch(() => {
      for (const topic of this.#topics) {
        this.#cometd.subscribe(topic, ({ data }) => this.#heard(topic, data), ({ successful }) => {
          waiting.delete(successful ? topic : "");
          if (!successful) {
            this.#subscribing = false; // the next connect that goes well tries again
          } else if (waiting.size === 0 && !this.#closed) {
            this.#subscribing = false;
            this.#listens = true;
            bridge.ask("gws-listening");
          }
        });
      }
    });
  }

  #heard(topic, data) {
    if (this.#listens && !this.#closed) {
      bridge.ask("gws-told", topic, JSON.stringify(data ?? null));
    }
  }

  #lost(status) {
    this.#listens = false;
    this.#subscribing = false;
    bridge.ask("gws-lost", String(status));
    setTimeout(() => {
      if (!this.#closed && this.#cometd.isDisconnected()) {
        this.#cometd.handshake(); // the server had told the client to go
      }
    }, AGAIN_MS);
  }
}

function basic(user, password) {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return { Authorization: `Basic ${btoa(String.fromCharCode(...bytes))}` };
}

async function logIn({ elements: { user, password } }) {
  const credentials = basic(user.value.trim(), password.value);
  password.value = "";
  bridge.ask("login-begun");
  const { status, text } = await asked("GET", "/me", "", credentials).catch(unanswered);
  bridge.ask("login-answered", String(status), text);
}

login.addEventListener("submit", (event) => {
  event.preventDefault();
  logIn(event.target);
});
// Nothing but a login ends it: neither Escape, nor what a browser closes by force when that is pressed twice.
login.addEventListener("cancel", (event) => event.preventDefault());
login.addEventListener("close", () => {
  if (!login.open && document.documentElement.dataset.workspace === "login") {
    login.showModal();
  }
});

Object.assign(bridge, {
  /** Where the server is reached: a path of this origin that ends with the version of the API. */
  gwsAt(path) {
    root = path;
  },

  async gwsAsk(number, method, path, body) {
    const { status, text } = await asked(method, path, body).catch(unanswered);
    bridge.ask("gws-answered", String(number), String(status), text);
  },

  /** Listens to topics, given as JSON; what comes of it is told, and so is its loss, after which it goes on by itself. */
  gwsListen(topics) {
    bridge.gwsClose();
    const opening = { close: () => (opening.closed = true) };
    channel = opening;
    import(`${assets.cometd}/cometd.js`).then((cometd) => {
      if (!opening.closed) {
        channel = new Channel(cometd, JSON.parse(topics));
      }
    }).catch((error) => {
      console.error("The client of the notifications could not be loaded:", error);
    });
  },

  gwsClose() {
    channel?.close();
    channel = null;
  },

  /** The page is at its login, above whatever is there, or in the state that is named. */
  showLogin(state) {
    const { dataset } = document.documentElement;
    login.toggleAttribute("data-over", dataset.workspace === "ready" || login.hasAttribute("data-over"));
    dataset.workspace = state;
    login.close();
    if (state === "login") {
      login.showModal();
    }
  },

  /** Nothing that an app opens lies above the login. */
  raiseLogin() {
    if (login.open) {
      login.close();
      login.showModal();
    }
  },
});
