/*
 * The name of a tab: it stays over reloads, and no other living tab has it.
 *
 * A browser that duplicates a tab copies what is kept with it, also its name. The page that has a name holds a lock of
 * that name, so the copy sees that it is one, and takes a name of its own.
 */
const NAME_KEY = "agent-workspace-tab";
const LOCK = "agent-workspace:tab-name:";
const PATIENCE_MS = 3000; // the page before this one in the same tab may not be quite gone

const untilThePageGoes = () => new Promise(() => {});

/** Whether this page has the lock of a name, from now on until it goes. */
const held = (locks, name, patience) =>
  new Promise((resolve) => {
    locks
      .request(LOCK + name, { signal: AbortSignal.timeout(patience) }, () => {
        resolve(true);
        return untilThePageGoes();
      })
      .catch(() => resolve(false));
  });

/**
 * The name of this tab, and whether it had it before: a copy, like a new tab, has not. Where a browser has no locks, for
 * the page came by a way that is not secure, a copy is not found out.
 */
export async function nameTab(tab, locks, patience = PATIENCE_MS) {
  const before = tab.read(NAME_KEY);
  if (locks === undefined) return { name: before, stayed: true };
  if (typeof before === "string" && (await held(locks, before, patience))) {
    return { name: before, stayed: true };
  }
  const name = crypto.randomUUID();
  tab.write(NAME_KEY, name);
  await held(locks, name, patience);
  return { name, stayed: false };
}
