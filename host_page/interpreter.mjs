/*
 * The interpreter, as PyScript asks for one: `loadPyodide` and `version`.
 *
 * It goes on from a memory snapshot that was made with the page, in which everything is imported already. The options
 * for it are not public ones of Pyodide, and a snapshot that is cut short ends in a tab that hangs, so it is loaded only
 * when its length and its digest are those that the page was built with. Whatever is wrong with it is told, and the
 * interpreter starts the plain way: slower, from the packages in an archive.
 */

const WASM_PAGE = 65536;
const LARGEST_HEAD = 65536; // bytes of what is before the memory in a snapshot

const bridge = self.workspaceBridge;
const assets = JSON.parse(document.querySelector('meta[name="workspace-assets"]').content);
const pyodide = await import(`${assets.pyodide}/pyodide.mjs`);

export const version = pyodide.version;

class BrokenInterpreter extends Error {}

/** What Python prints goes to the console until PyScript says where else. */
const output = { stdout: console.log, stderr: console.error };

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
    const memory = new LateMemory(LARGEST_HEAD);
    const fromSnapshot = { ...options, _loadSnapshot: memory, stdLibURL: assets.noLibrary };
    const image = checkedSnapshot();
    image.catch(() => {}); // told where it is waited for
    python = await started(fromSnapshot, async (made) => memory.take(await image, made));
    python.runPython("from host_page.preparation import awake; awake()");
    bridge.startedFrom("snapshot");
    bridge.ready.then(() => whenIdle(() => addSources(python, `${assets.pyodide}/python_stdlib.zip`)));
  } catch (error) {
    if (error instanceof BrokenInterpreter) {
      throw error;
    }
    bridge.startedFrom("packages", error.message);
    const packages = archive(assets.packages); // on its way while the interpreter starts
    packages.catch(() => {}); // told where it is waited for
    python = await started(options);
    await addSources(python, null, packages);
  }
  bridge.addTimeZones = async () => {
    python.FS.writeFile("tzdata.zip", new Uint8Array(await (await fetched(assets.timeZones)).arrayBuffer()));
  };
  return python;
}

/**
 * Loads the interpreter. `prepare` is given the memory of its WebAssembly before anything runs in it, and waited for. Of
 * WebAssembly that does not start Pyodide only warns, and waits for ever; here it is an error.
 */
async function started(options, prepare = () => {}) {
  const { instantiateStreaming } = WebAssembly;
  const failed = new Promise((_, reject) => {
    WebAssembly.instantiateStreaming = async (...what) => {
      let made;
      try {
        made = await instantiateStreaming(...what);
      } catch (error) {
        reject(new BrokenInterpreter(`pyodide.asm.wasm: ${error.message}`));
        throw error;
      }
      try {
        await prepare(made.instance.exports.memory);
      } catch (error) {
        reject(error);
        await new Promise(() => {}); // this one is given up
      }
      return made;
    };
  });
  try {
    return await Promise.race([pyodide.loadPyodide(options), failed]);
  } finally {
    WebAssembly.instantiateStreaming = instantiateStreaming;
  }
}

/**
 * A snapshot that is still on its way while the interpreter is loaded. Of it the interpreter reads its head and then asks
 * for all that comes after it, as its memory: that is put in its place by then, and in one copy, for each page of memory
 * that is touched costs a start. What was nothing but zeros is not in the file, and is made so.
 */
class LateMemory extends Uint8Array {
  #parts = [];
  #memory = null;

  static get [Symbol.species]() {
    return Uint8Array;
  }

  /** The bytes have come, and the memory that they are for; it has to be as long as theirs before anything runs in it. */
  take(bytes, memory) {
    this.set(new Uint8Array(bytes, 0, Math.min(bytes.byteLength, LARGEST_HEAD)));
    let read = 0;
    let end = 0;
    for (const [start, length] of assets.snapshot.holes) {
      this.#parts.push([end, new Uint8Array(bytes, read, start - end)], [start, length]);
      read += start - end;
      end = start + length;
    }
    this.#parts.push([end, new Uint8Array(bytes, read)]);
    const whole = end + bytes.byteLength - read;
    memory.grow(Math.max(0, Math.floor((whole - memory.buffer.byteLength) / WASM_PAGE)));
    this.#memory = memory;
  }

  subarray(start, end) {
    if (end !== undefined) {
      return super.subarray(start, end);
    }
    const memory = new Uint8Array(this.#memory.buffer);
    for (const [at, part] of this.#parts) {
      if (typeof part === "number") {
        memory.fill(0, at - start, at - start + part);
      } else {
        memory.set(at < start ? part.subarray(start - at) : part, Math.max(0, at - start));
      }
    }
    this.#parts = [];
    return new Uint8Array(0);
  }
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
  return bytes;
}

/**
 * Puts the packages, and after a start from a snapshot the standard library, where they were when the snapshot was made:
 * lines in tracebacks come from there, and what nobody has imported yet.
 */
async function addSources(python, library = null, packages = archive(assets.packages)) {
  const archives = await Promise.all([packages, library && archive(library)]);
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

async function archive(url) {
  return (await fetched(url)).arrayBuffer();
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

/** The interpreter, on its way while PyScript is still being read. */
const interpreter = loaded();
interpreter.catch(() => {}); // told when PyScript asks
