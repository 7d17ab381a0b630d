/*
 * Makes the memory snapshot of the page: `node make_snapshot.mjs PYODIDE ARCHIVE RESULT`.
 *
 * Two interpreters, one after the other. The first compiles what is going to be imported, of the packages, the templates
 * and the standard library; the second imports what the first has compiled, so that its memory holds no remains of
 * compilers. What is in a snapshot is public: it is made in the page's own folder, with an environment of which nothing
 * is this machine's.
 */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";

const [pyodideFolder, archiveFile, resultFile] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(path.join(pyodideFolder, "pyodide.mjs")).href);
const OPTIONS = { _sysExecutable: "python", stdout: () => {} };
const COMPILING = fs.readFileSync(new URL("compiling.py", import.meta.url), "utf8");

const COMPILE = `
import os, sys, zipfile
from jinja2 import FileSystemBytecodeCache
from host_page.boot import PACKAGES, TEMPLATES
from host_page.preparation import library, prepare

compile_folder(PACKAGES)
os.mkdir(PACKAGES / "compiled-templates")
prepare(PACKAGES / TEMPLATES, FileSystemBytecodeCache(str(PACKAGES / "compiled-templates")))
imported = [getattr(module.__spec__, "origin", None) or "" for module in sys.modules.values()]
compile_archive(library(), imported, Path("/tmp/library.zip"))
with zipfile.ZipFile("/tmp/packages.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    for folder, _, files in os.walk(PACKAGES):
        for file in files:
            archive.write(os.path.join(folder, file), os.path.relpath(os.path.join(folder, file), PACKAGES))
`;

const PREPARE = `
import gc, importlib, os
from jinja2 import FileSystemBytecodeCache
from host_page.boot import PACKAGES, TEMPLATES
from host_page.preparation import prepare

prepare(PACKAGES / TEMPLATES, FileSystemBytecodeCache(str(PACKAGES / "compiled-templates")))
for name in set(os.environ) - {"HOME"}:
    del os.environ[name]
importlib.invalidate_caches()
gc.collect()
gc.freeze() # what stays for ever is not looked through for garbage, again and again
`;

async function interpreter(archive, code, options) {
  const python = await loadPyodide({ ...OPTIONS, ...options });
  python.unpackArchive(archive, "zip");
  const globals = python.toPy({}); // none of its names stays
  python.runPython(code, { globals });
  globals.destroy();
  return python;
}

const archive = new Uint8Array(fs.readFileSync(archiveFile));
const { FS } = await interpreter(archive, COMPILING + COMPILE, { env: { PYTHONNODEBUGRANGES: "1" } });
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "snapshot-"));
const stdLibURL = path.join(folder, "library.zip");
try {
  fs.writeFileSync(stdLibURL, FS.readFile("/tmp/library.zip"));
  const options = { env: {}, _makeSnapshot: true, stdLibURL };
  const prepared = await interpreter(FS.readFile("/tmp/packages.zip"), PREPARE, options);
  fs.writeFileSync(resultFile, prepared.makeMemorySnapshot());
} finally {
  fs.rmSync(folder, { recursive: true });
}
process.exit(0); // an interpreter keeps Node.js alive
