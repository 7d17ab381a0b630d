/*
 * The interpreter, as PyScript asks for one: `loadPyodide` and `version`.
 *
 * It goes on from a memory snapshot that was made with the page, in which everything is imported already. The options
 * for it are not public ones of Pyodide, and a snapshot that is cut short ends in a tab that hangs, so it is loaded only
 * when its length and its digest are those that the page was built with. Whatever is wrong with it is told, and the
 * interpreter starts the plain way: slower, from the packages in an archive.
 */

import { assets, fetched, keep, snapshot } from "./snapshot.mjs";

const WASM_PAGE = 65536;
const LARGEST_HEAD = 65536; // bytes of what is before the memory in a snapshot

const pyodide = await import(`${assets.pyodide}/pyodide.mjs`);

export const version = pyodide.version;

class BrokenInterpreter extends Error {}

/** What Python prints goes to the console until PyScript says where else. */
const output = { stdout: console.log, stderr: console.error };

let asked;
/** The border to Python, when PyScript asks for the interpreter: by then every script of the page has added its part. */
const border = new Promise((resolve) => {
  asked = () => resolve(self.workspaceBridge);
});

/** Gives PyScript an interpreter in which our packages can be imported. */
export function loadPyodide({ stdout, stderr }) {
  Object.assign(output, { stdout, stderr });
  asked();
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
    const late = new LateMemory(LARGEST_HEAD);
    const fromSnapshot = { ...options, _loadSnapshot: late, stdLibURL: assets.noLibrary };
    const coming = snapshot();
    let unkept = null;
    python = await started(fromSnapshot, {
      made: (memory) => late.place(memory),
      beforeRun: async () => {
        const { bytes, isKept } = await coming;
        late.take(bytes);
        unkept = isKept ? null : bytes;
      },
    });
    python.runPython("from host_page.preparation import awake; awake()");
    const bridge = await border;
    bridge.startedFrom("snapshot");
    bridge.ready.then(() => whenIdle(() => afterwards(python, unkept)));
  } catch (error) {
    if (error instanceof BrokenInterpreter) {
      throw error;
    }
    (await border).startedFrom("packages", error.message);
    const packages = archive(assets.packages); // on its way while the interpreter starts
    packages.catch(() => {}); // told where it is waited for
    python = await started(options);
    await addSources(python, null, packages);
  }
  (await border).addTimeZones = async () => {
    python.FS.writeFile("tzdata.zip", new Uint8Array(await (await fetched(assets.timeZones)).arrayBuffer()));
  };
  return python;
}

/**
 * Loads the interpreter. `made` is given the memory of its WebAssembly before anything knows of it; `beforeRun` is waited
 * for when all that loading does in JavaScript has been done, and nothing runs in that memory yet. Of WebAssembly that
 * does not start Pyodide only warns, and waits for ever; here it is an error, as is what these two throw.
 */
async function started(options, { made = () => {}, beforeRun = () => {} } = {}) {
  const { instantiateStreaming } = WebAssembly;
  let give;
  const failed = new Promise((_, reject) => {
    give = async (error) => {
      reject(error);
      await new Promise(() => {}); // this interpreter is given up
    };
  });
  WebAssembly.instantiateStreaming = async (...what) => {
    try {
      const result = await instantiateStreaming(...what);
      made(result.instance.exports.memory);
      return result;
    } catch (error) {
      return give(error instanceof RangeError ? error : new BrokenInterpreter(`pyodide.asm.wasm: ${error.message}`));
    }
  };
  const fsInit = async () => {
    try {
      await beforeRun();
    } catch (error) {
      await give(error);
    }
  };
  try {
    return await Promise.race([pyodide.loadPyodide({ ...options, fsInit }), failed]);
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

  /** What it is for: as long as that of the snapshot before anything knows of it. */
  place(memory) {
    const { length, holes } = assets.snapshot;
    const whole = holes.reduce((sum, [, zeros]) => sum + zeros, length);
    memory.grow(Math.max(0, Math.floor((whole - memory.buffer.byteLength) / WASM_PAGE)));
    this.#memory = memory;
  }

  /** The bytes have come. */
  take(bytes) {
    this.set(new Uint8Array(bytes, 0, Math.min(bytes.byteLength, LARGEST_HEAD)));
    let read = 0;
    let place = 0;
    for (const [start, length] of assets.snapshot.holes) {
      this.#parts.push([place, new Uint8Array(bytes, read, start - place)]);
      read += start - place;
      place = start + length;
    }
    this.#parts.push([place, new Uint8Array(bytes, read)]);
  }

  subarray(start, end) {
    if (end !== undefined) {
      return super.subarray(start, end);
    }
    const memory = new Uint8Array(this.#memory.buffer);
    for (const [place, part] of this.#parts) {
      memory.set(place < start ? part.subarray(start - place) : part, Math.max(0, place - start));
    }
    for (const [place, length] of assets.snapshot.holes) {
      memory.fill(0, place - start, place - start + length);
    }
    this.#parts = [];
    return new Uint8Array(0);
  }
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

/** What a start from the snapshot leaves for later. */
async function afterwards(python, unkept) {
  await addSources(python, `${assets.pyodide}/python_stdlib.zip`);
  if (unkept !== null) {
    await keep(unkept).catch((error) => console.debug("The snapshot is not kept:", error));
  }
}

function whenIdle(act) {
  const later = self.requestIdleCallback ?? setTimeout; // not in every engine
  later(() => act().catch((error) => console.warn("Tracebacks are without lines of code:", error)));
}

async function archive(url) {
  return (await fetched(url)).arrayBuffer();
}

/** The interpreter, on its way while PyScript is still being read. */
const interpreter = loaded();
interpreter.catch(() => {}); // told when PyScript asks
