/*
 * The memory snapshot, asked for before all else that the page does: where it is, and whether it is the right one.
 *
 * What the browser keeps of an answer is compressed, and is decompressed for each start: that took longer than all else
 * of a reload. So the bytes themselves are put into the origin's private file system after the start that fetched them,
 * from where they come in a fifth of the time. From wherever they come, they are used only when length and digest are
 * those that the page was built with; a file that is another one is as good as none.
 */

/** Where the files are that the interpreter is made of. */
export const assets = JSON.parse(document.querySelector('meta[name="workspace-assets"]').content);

const { url, length, sha256 } = assets.snapshot;
const PREFIX = "snapshot-";
const NAME = PREFIX + sha256;

/** What is wrong with a snapshot. */
async function mistake(bytes) {
  if (bytes.byteLength !== length) {
    return `the snapshot has ${bytes.byteLength} bytes instead of ${length}`;
  }
  if (crypto.subtle === undefined) {
    return "the snapshot cannot be checked: the page is neither on localhost nor served with TLS";
  }
  const digest = [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))];
  const same = digest.map((byte) => byte.toString(16).padStart(2, "0")).join("") === sha256;
  return same ? "" : "the snapshot is damaged: its digest is another one";
}

/** The right bytes, or none: not every browser has such files, nor gives them to every page. */
async function keptBytes() {
  try {
    const file = await (await navigator.storage.getDirectory()).getFileHandle(NAME);
    const bytes = await (await file.getFile()).arrayBuffer();
    return (await mistake(bytes)) === "" ? bytes : null;
  } catch {
    return null;
  }
}

async function found() {
  const kept = await keptBytes();
  if (kept !== null) {
    return { bytes: kept, isKept: true };
  }
  const bytes = await (await fetched(url)).arrayBuffer();
  const wrong = await mistake(bytes);
  if (wrong !== "") {
    throw new Error(wrong);
  }
  return { bytes, isKept: false };
}

let coming = found();
coming.catch(() => {}); // told to whom it is given

/** The right bytes, and whether they are kept already; once, for nobody else is to hold so much memory. */
export function snapshot() {
  const given = coming;
  coming = null;
  return given;
}

/** Keeps the bytes for the next start, and those of no other build. */
export async function keep(bytes) {
  const folder = await navigator.storage.getDirectory();
  for await (const name of folder.keys()) {
    if (name.startsWith(PREFIX) && name !== NAME) {
      await folder.removeEntry(name);
    }
  }
  const file = await folder.getFileHandle(NAME, { create: true });
  const writer = await file.createWritable(); // the file changes when this is closed, as a whole
  await writer.write(bytes);
  await writer.close();
}

/** Fetches a file, or says which one it was. */
export async function fetched(address) {
  const name = address.slice(address.lastIndexOf("/") + 1);
  const response = await fetch(address).catch((error) => {
    throw new Error(`${name}: ${error.message}`);
  });
  if (!response.ok) {
    throw new Error(`${name}: ${response.status} ${response.statusText}`.trim());
  }
  return response;
}
