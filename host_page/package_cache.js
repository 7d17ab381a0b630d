/*
 * PyScript keeps the packages that it downloads in a database of the browser, and does not start without it. This page
 * downloads none, and a browser may deny the database to a page that is embedded by another site. So PyScript gets an
 * empty one in memory, with what it uses of the real one.
 */
function request(result) {
  const made = { result };
  queueMicrotask(() => made.onsuccess?.({ target: made }));
  return made;
}

function database() {
  const records = new Map();
  const store = {
    clear: () => request(records.clear()),
    count: () => request(records.size),
    delete: (key) => request(records.delete(key)),
    get: (key) => request(records.get(key)),
    getAllKeys: () => request([...records.keys()]),
    getKey: (key) => request(records.has(key) ? key : undefined),
    put: (value, key) => request(void records.set(key, value)),
  };
  return { objectStoreNames: ["entries"], transaction: () => ({ objectStore: () => store }), close: () => {} };
}

Object.defineProperty(self, "indexedDB", { value: Object.freeze({ open: () => request(database()) }) });
