/*
 * Keeps the traffic log of a tab for a reload of its page: blocks, each a JSON array of messages, encrypted like the rows
 * of the session (session_store.js). The newest blocks stay, up to a number of characters.
 */
const LAST_KEY = "agent-workspace-last-traffic";
const MOST_CHARACTERS = 1_000_000;

/** The store of one page, which `began` at a time of its own; `vault` is that of session_store.js. */
export function trafficStore(vault, began, mostCharacters = MOST_CHARACTERS) {
  let next = 0; // the number of the next block of this page
  let known = []; // [page, number, characters] of each block that is kept, the oldest first
  const writing = new Map(); // number -> block of this page that is not in the database yet
  let work = Promise.resolve();

  const then = (act) => (work = work.then(act).catch((error) => console.warn("What is kept of the traffic:", error)));
  const byPlace = ([page, number], [otherPage, otherNumber]) => page - otherPage || number - otherNumber;

  /** Writes blocks, and deletes the oldest ones that are too many. */
  async function write(blocks) {
    const session = vault.session();
    if (session === undefined || blocks.length === 0) return;
    const rows = [];
    for (const [page, number, text] of blocks) {
      rows.push([[session, page, number], { ...(await vault.sealed(text)), size: text.length }]);
      known.push([page, number, text.length]);
    }
    known.sort(byPlace);
    let total = known.reduce((sum, [, , size]) => sum + size, 0);
    const gone = [];
    while (total > mostCharacters && known.length > 1) {
      const [page, number, size] = known.shift();
      gone.push([session, page, number]);
      total -= size;
    }
    await vault.run("readwrite", (_, sessions, traffic) => {
      rows.forEach(([key, row]) => traffic.put(row, key));
      gone.forEach((key) => traffic.delete(key));
      return sessions.put(Date.now(), session);
    });
  }

  /** What the page before had no time to write. */
  function takeLast(session) {
    const last = vault.tab.read(LAST_KEY);
    vault.tab.remove(LAST_KEY);
    return last?.session === session && Array.isArray(last.blocks) ? last.blocks : [];
  }

  async function read() {
    const session = vault.session();
    if (session === undefined) return [];
    const keys = await vault.run("readonly", (_, __, traffic) => traffic.getAllKeys(vault.rowsOf(session)));
    const rows = await vault.run("readonly", (_, __, traffic) => traffic.getAll(vault.rowsOf(session)));
    const found = [];
    for (const [place, [, page, number]] of keys.entries()) {
      known.push([page, number, rows[place].size]);
      found.push([page, number, await vault.unsealed(rows[place])]);
    }
    const last = takeLast(session);
    const again = new Set(last.map(([page, number]) => `${page} ${number}`)); // written after all, before the page went
    const isOnce = ([page, number]) => !again.has(`${page} ${number}`);
    known = known.filter(isOnce);
    await write(last);
    return [...found.filter(isOnce), ...last].sort(byPlace).map(([, , text]) => text);
  }

  return Object.freeze({
    /** What the pages before this one have kept: JSON, an array of blocks; nothing when there is none. */
    async take() {
      let found = [];
      await then(async () => (found = await read()));
      return found.length === 0 ? "" : `[${found.join(",")}]`;
    },

    /** Keeps a block of this page. */
    keep(text) {
      const block = [began, next++, text];
      writing.set(block[1], block);
      then(async () => {
        await write([block]);
        writing.delete(block[1]);
      });
    },

    /** A page that goes has no time for the database: what is on its way there, and the block, if any, stay with the tab. */
    keepAtOnce(text) {
      const session = vault.session();
      const last = text === "" ? [] : [[began, next++, text]];
      if (session === undefined || last.length + writing.size === 0) return;
      const before = vault.tab.read(LAST_KEY);
      const blocks = before?.session === session ? before.blocks.filter(([, number]) => !writing.has(number)) : [];
      if (!vault.tab.write(LAST_KEY, { session, blocks: [...blocks, ...writing.values(), ...last] })) {
        then(() => write(last)); // too much for that place
      }
    },

    forget() {
      vault.tab.remove(LAST_KEY);
      writing.clear();
      then(() => {
        known = [];
        const session = vault.session();
        return session && vault.run("readwrite", (_, __, traffic) => traffic.delete(vault.rowsOf(session)));
      });
    },

    /** When all that was asked is done; for tests. */
    done: () => work,
  });
}
