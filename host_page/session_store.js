/*
 * Keeps the state of the session for a reload of its last tab, in the browser's database, row by row.
 *
 * Loaded before the script that replaces `indexedDB` for PyScript. Rows are encrypted (AES-GCM); the key stays with the
 * tab, in `sessionStorage`, so that what is left in the database is unreadable once the tab is closed. A session of
 * another build or configuration is not gone on with, and what is older than half a day is deleted.
 *
 * The traffic log is kept the same way beside the rows (traffic_store.js). A tab that was duplicated has a session of its
 * own here: two that write to one would leave neither what a reload needs.
 */
const databases = self.indexedDB;
const DATABASE = "agent-workspace";
const VERSION = 3;
const ROWS = "rows"; // by session and name: what is kept, encrypted
const SESSIONS = "sessions"; // by session: when it was last written
const TRAFFIC = "traffic"; // by session, page and number: blocks of the traffic log, encrypted
const TAB_KEY = "agent-workspace-session";
const LAST_KEY = "agent-workspace-last-rows";
const OLDEST_MS = 12 * 3600 * 1000;
const subtle = self.crypto.subtle; // only where the page came by a secure way

let own = null; // { key, session, secret }
let cipher = null;
let writing = Promise.resolve();
let unwritten = new Map(); // what the database does not have yet, or all when there is none
let beingWritten = new Map(); // what it will have if nothing goes wrong

function open() {
  return new Promise((resolve, reject) => {
    const request = databases.open(DATABASE, VERSION);
    request.onupgradeneeded = () => {
      for (const name of [...request.result.objectStoreNames]) request.result.deleteObjectStore(name);
      request.result.createObjectStore(ROWS);
      request.result.createObjectStore(SESSIONS);
      request.result.createObjectStore(TRAFFIC);
    };
    request.onblocked = () => reject(new Error("an earlier version of the page has the database open"));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function run(mode, act) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction([ROWS, SESSIONS, TRAFFIC], mode);
      const request = act(...[ROWS, SESSIONS, TRAFFIC].map((name) => transaction.objectStore(name)));
      transaction.oncomplete = () => resolve(request?.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

const rowsOf = (session) => IDBKeyRange.bound([session], [session, []]);

/** What is kept with the tab. A browser may deny it to an embedded page; then a reload begins anew. */
const tab = {
  read(key) {
    try {
      return JSON.parse(sessionStorage.getItem(key));
    } catch {
      return null;
    }
  },
  write(key, value) {
    try {
      sessionStorage.setItem(key, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  },
  remove(key) {
    try {
      sessionStorage.removeItem(key);
    } catch {
      // there is nothing then
    }
  },
};

const toText = (bytes) => btoa(String.fromCharCode(...bytes));
const toBytes = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

async function useCipher() {
  if (subtle !== undefined) {
    cipher = await subtle.importKey("raw", toBytes(own.secret), "AES-GCM", false, ["encrypt", "decrypt"]);
  }
}

async function begin(key) {
  const secret = toText(crypto.getRandomValues(new Uint8Array(32)));
  own = { key, session: toText(crypto.getRandomValues(new Uint8Array(16))), secret };
  if (!tab.write(TAB_KEY, own)) own = null;
  else await useCipher();
}

async function sealed(text) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await subtle.encrypt({ name: "AES-GCM", iv }, cipher, new TextEncoder().encode(text));
  return { iv, data };
}

async function unsealed({ iv, data }) {
  return new TextDecoder().decode(await subtle.decrypt({ name: "AES-GCM", iv }, cipher, data));
}

/** Writes what is not written yet; an empty name means that all the rows before it are to be forgotten. */
async function write() {
  if (unwritten.size === 0 || own === null || cipher === null) return;
  beingWritten = unwritten; // what is noted meanwhile is written next
  unwritten = new Map();
  try {
    await writeRows(beingWritten);
  } catch (error) {
    unwritten = lacking();
    throw error;
  } finally {
    beingWritten = new Map();
  }
}

async function writeRows(rows) {
  const ready = [];
  for (const [name, value] of rows) ready.push([name, value === null ? null : await sealed(JSON.stringify(value))]);
  const { session } = own;
  await run("readwrite", (store, sessions) => {
    if (rows.has("")) store.delete(rowsOf(session));
    for (const [name, row] of ready) {
      if (row !== null) store.put(row, [session, name]);
      else if (name !== "") store.delete([session, name]);
    }
    return sessions.put(Date.now(), session);
  });
}

/** What the database would lack if the page went now. */
const lacking = () => (unwritten.has("") ? unwritten : new Map([...beingWritten, ...unwritten]));

function note(rows) {
  if ("" in rows) unwritten = new Map();
  for (const [name, value] of Object.entries(rows)) unwritten.set(name, value);
}

async function readRows(session) {
  const found = new Map();
  const keys = await run("readonly", (store) => store.getAllKeys(rowsOf(session)));
  const values = await run("readonly", (store) => store.getAll(rowsOf(session)));
  for (const [place, [, name]] of keys.entries()) {
    found.set(name, JSON.parse(await unsealed(values[place])));
  }
  return found;
}

async function purge() {
  const sessions = await run("readonly", (_, store) => store.getAllKeys());
  const times = await run("readonly", (_, store) => store.getAll());
  const old = sessions.filter((session, place) => Date.now() - times[place] > OLDEST_MS);
  if (old.length > 0) {
    await run("readwrite", (store, known, traffic) => {
      for (const session of old) {
        store.delete(rowsOf(session));
        traffic.delete(rowsOf(session));
        known.delete(session);
      }
    });
  }
}

/** What the store of the traffic log needs. */
export const vault = Object.freeze({
  tab,
  run,
  rowsOf,
  sealed,
  unsealed,

  /** The session of this tab; nothing when none can be kept. */
  session: () => (cipher === null ? undefined : own?.session),
});

const ignore = (error) => console.warn("What is kept for a reload:", error);

export const store = Object.freeze({
  /** Keeps rows, given as a JSON object by name; `null` deletes, and the empty name deletes all the others. */
  keep(rows) {
    note(JSON.parse(rows));
    writing = writing.then(write).catch(ignore);
  },

  /** Whether the session goes on when this page is loaded again, or come back to. */
  keeps: () => own !== null,

  /** A page that goes has no time for the database: what that lacks stays with the tab, where writing is at once. */
  keepAtOnce(rows) {
    note(JSON.parse(rows));
    if (own !== null && !tab.write(LAST_KEY, Object.fromEntries(lacking()))) {
      writing = writing.then(write).catch(ignore); // too much for that place
    }
  },

  /**
   * What this tab's session of a key has kept, as a JSON object by name, or nothing; begins one then. A tab that did not
   * have its name before (tab_name.js) has a copy of another tab's session, and leaves that alone.
   */
  async take(key, stayed = true) {
    purge().catch(ignore);
    const last = tab.read(LAST_KEY) ?? {};
    tab.remove(LAST_KEY);
    own = stayed ? tab.read(TAB_KEY) : null;
    if (own === null || own.key !== key) {
      const before = own;
      await begin(key);
      if (before !== null) {
        await run("readwrite", (store, sessions, traffic) => {
          store.delete(rowsOf(before.session));
          traffic.delete(rowsOf(before.session));
          return sessions.delete(before.session);
        }).catch(ignore);
      }
      return "";
    }
    await useCipher();
    let rows = new Map();
    if (cipher !== null && !("" in last)) rows = await readRows(own.session).catch(() => new Map());
    for (const [name, value] of Object.entries(last)) {
      if (value === null) rows.delete(name);
      else rows.set(name, value);
    }
    return rows.size === 0 ? "" : JSON.stringify(Object.fromEntries(rows));
  },
});
