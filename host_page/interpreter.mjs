/*
 * The interpreter, as PyScript asks for one: `loadPyodide` and `version`.
 *
 * It goes on from a memory snapshot that was made with the page, in which everything is imported already. The options
 * for it are not public ones of Pyodide, and a snapshot that is cut short ends in a tab that hangs, so it is loaded only
 * when its length and its digest are those that the page was built with. Whatever is wrong with it is told, and the
 * interpreter starts the plain way: slower, from the packages in an archive.
 */

const WASM_PAGE = 65536;

const bridge = self.workspaceBridge;
const assets = JSON.parse(document.querySelector('meta[name="workspace-assets"]').content);
const pyodide = await import(`${assets.pyodide}/pyodide.mjs`);

export const version = pyodide.version;

class BrokenInterpreter extends Error {}

/** What Python prints goes to the console until PyScript says where else. */
const output = { stdout: console.log, stderr: console.error };

/** The interpreter, on its way while PyScript is still being read. */
const interpreter = loaded();
interpreter.catch(() => {}); // told when PyScript asks

/** Gives PyScript an interpreter in which our packages can be imported. */
export function loadPyodide({ stdout, stderr }) {
  Object.assign(output, { stdout, stderr });
  return interpreter;
}

async function loaded() {
  const options = {
    indexURL: `${assets.pyodide}/`,
    stdout: (text) => output.stdout(text),
    stderr: (text) => output.stderr(text),
  };
  let python;
  try {
    const fromSnapshot = { ...options, _loadSnapshot: snapshot(), stdLibURL: assets.noLibrary };
    python = await started(fromSnapshot, wholeLength());
    python.runPython("from host_page.preparation import awake; awake()");
    bridge.startedFrom("snapshot");
    bridge.ready.then(() => whenIdle(() => addSources(python, `${assets.pyodide}/python_stdlib.zip`)));
  } catch (error) {
    if (error instanceof BrokenInterpreter) {
      throw error;
    }
    bridge.startedFrom("packages", error.message);
    python = await started(options);
    await addSources(python);
  }
  bridge.addTimeZones = async () => {
    python.FS.writeFile("tzdata.zip", new Uint8Array(await (await fetched(assets.timeZones)).arrayBuffer()));
  };
  return python;
}

/**
 * Loads the interpreter with so many bytes of memory, for a snapshot goes into what is there from the beginning only. Of
 * WebAssembly that does not start Pyodide only warns, and waits for ever; here it is an error.
 */
async function started(options, bytes = 0) {
  const { instantiateStreaming } = WebAssembly;
  const broken = new Promise((_, reject) => {
    WebAssembly.instantiateStreaming = (...what) => {
      const instantiated = instantiateStreaming(...what).then((made) => {
        const { memory } = made.instance.exports;
        memory.grow(Math.max(0, Math.floor((bytes - memory.buffer.byteLength) / WASM_PAGE)));
        return made;
      });
      instantiated.catch((error) => reject(new BrokenInterpreter(`pyodide.asm.wasm: ${error.message}`)));
      return instantiated;
    };
  });
  try {
    return await Promise.race([pyodide.loadPyodide(options), broken]);
  } finally {
    WebAssembly.instantiateStreaming = instantiateStreaming;
  }
}

/** The bytes of the snapshot, fetched at once and checked. */
function snapshot() {
  const checked = checkedSnapshot();
  checked.catch(() => {}); // told where it is used
  return checked;
}

async function checkedSnapshot() {
  const { url, length, sha256 } = assets.snapshot;
  const bytes = await (await fetched(url)).arrayBuffer();
  if (bytes.byteLength !== length) {
    throw new Error(`the snapshot has ${bytes.byteLength} bytes instead of ${length}`);
  }
  if (crypto.subtle === undefined) {
    throw new Error("the snapshot cannot be checked: the page is neither on localhost nor served with TLS");
  }
  const digest = [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))];
  if (digest.map((byte) => byte.toString(16).padStart(2, "0")).join("") !== sha256) {
    throw new Error("the snapshot is damaged: its digest is another one");
  }
  return whole(bytes);
}

function wholeLength() {
  const { length, holes } = assets.snapshot;
  return holes.reduce((sum, [, zeros]) => sum + zeros, length);
}

/** The memory as it was: where it held nothing but zeros, the file leaves it out. */
function whole(bytes) {
  const memory = new Uint8Array(wholeLength());
  let read = 0;
  let written = 0;
  for (const [start, zeros] of [...assets.snapshot.holes, [memory.length, 0]]) {
    memory.set(new Uint8Array(bytes, read, start - written), written);
    read += start - written;
    written = start + zeros;
  }
  return memory;
}

/**
 * Puts the packages, and after a start from a snapshot the standard library, where they were when the snapshot was made:
 * lines in tracebacks come from there, and what nobody has imported yet.
 */
async function addSources(python, library = null) {
  const archives = await Promise.all([assets.packages, library].map(async (url) => url && (await fetched(url)).arrayBuffer()));
  python.unpackArchive(archives[0], "zip");
  if (library !== null) {
    python.FS.writeFile(python.runPython("from host_page.preparation import library; str(library())"), new Uint8Array(archives[1]));
  }
  python.runPython("import importlib; importlib.invalidate_caches()");
}

function whenIdle(act) {
  const later = self.requestIdleCallback ?? setTimeout; // not in every engine
  later(() => act().catch((error) => console.warn("Tracebacks are without lines of code:", error)));
}

async function fetched(url) {
  const response = await fetch(url).catch((error) => {
    throw new Error(`${name(url)}: ${error.message}`);
  });
  if (!response.ok) {
    throw new Error(`${name(url)}: ${response.status} ${response.statusText}`.trim());
  }
  return response;
}

function name(url) {
  return url.slice(url.lastIndexOf("/") + 1);
}
