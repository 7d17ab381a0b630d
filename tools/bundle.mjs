/*
 * Makes one module of a module and of everything that it imports: node bundle.mjs ESBUILD SOURCES ENTRY RESULT
 *
 * Called by bundling.py. What is wrong with the sources is said in a line for each, and ends it with 1.
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [library, sources, entry, result] = process.argv.slice(2);
const esbuild = await import(pathToFileURL(join(library, "lib", "main.js")));

try {
  await esbuild.build({
    absWorkingDir: join(sources, ".."), // what the result says of its sources does not depend on where they are
    entryPoints: [join(sources, entry)],
    outdir: result,
    bundle: true,
    format: "esm",
    target: "esnext", // requirements.js says what the page needs
    sourcemap: "linked",
    logLevel: "silent",
  });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
