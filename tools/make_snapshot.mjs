/*
 * Makes the memory snapshot of the page: `node make_snapshot.mjs PYODIDE ARCHIVE RESULT`.
 *
 * Two interpreters, one after the other. The first compiles the packages and templates; the second imports what the
 * first has compiled, so that its memory holds no remains of compilers. What is in a snapshot is public: it is made in
 * the page's own folder, with an environment of which nothing is this machine's.
 */
import fs from "node:fs";
import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";

const [pyodideFolder, archiveFile, resultFile] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(path.join(pyodideFolder, "pyodide.mjs")).href);
const OPTIONS = { env: {}, _sysExecutable: "python", stdout: () => {} };

const COMPILE = `
import compileall, os, py_compile, zipfile
from jinja2 import FileSystemBytecodeCache
from host_page.boot import PACKAGES, TEMPLATES
from host_page.preparation import prepare

unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
compileall.compile_dir(PACKAGES, quiet=1, invalidation_mode=unchecked)
os.mkdir(PACKAGES / "compiled-templates")
prepare(PACKAGES / TEMPLATES, FileSystemBytecodeCache(str(PACKAGES / "compiled-templates")))
with zipfile.ZipFile("/tmp/compiled.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    for folder, _, files in os.walk(PACKAGES):
        for file in files:
            archive.write(os.path.join(folder, file), os.path.relpath(os.path.join(folder, file), PACKAGES))
`;

const PREPARE = `
import gc, os
from jinja2 import FileSystemBytecodeCache
from host_page.boot import PACKAGES, TEMPLATES
from host_page.preparation import prepare

prepare(PACKAGES / TEMPLATES, FileSystemBytecodeCache(str(PACKAGES / "compiled-templates")))
for name in set(os.environ) - {"HOME"}:
    del os.environ[name]
gc.collect()
`;

async function interpreter(archive, code, options) {
  const python = await loadPyodide({ ...OPTIONS, ...options });
  python.unpackArchive(archive, "zip");
  const globals = python.toPy({}); // none of its names stays
  python.runPython(code, { globals });
  globals.destroy();
  return python;
}

const compiled = (await interpreter(new Uint8Array(fs.readFileSync(archiveFile)), COMPILE)).FS.readFile("/tmp/compiled.zip");
const prepared = await interpreter(compiled, PREPARE, { _makeSnapshot: true });
fs.writeFileSync(resultFile, prepared.makeMemorySnapshot());
process.exit(0); // an interpreter keeps Node.js alive
