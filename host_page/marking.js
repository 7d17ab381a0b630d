/*
 * Bold, italic and lists in plain text, as people mark them in mail: `*bold*`, `_italic_`, `- ` before a line.
 *
 * A mark is put on what is selected, whole words of it, or on the word at the caret, and it is taken away by asking for
 * it again. Marks do not reach over the end of a line: only the lines that the selection touches are looked at, each of
 * them once, however many signs are in them.
 *
 * Functions of {text, start, end}: a text and the selection in it.
 */
const SIGNS = { bold: "*", italic: "_" };
const BULLET = "- ";
const WORD = /[\p{L}\p{N}]/u;
const BLANK = /\s/u;

/** The marks that all of the selection has. */
export function marksOf(selection) {
  const signs = Object.keys(SIGNS).filter((mark) => isMarked(selection, SIGNS[mark]));
  return isList(selection) ? [...signs, "list"] : signs;
}

/** The text with a mark on the selection, or without it if all of the selection had it. */
export function toggled(selection, mark) {
  return changed(selection, mark === "list" ? bullets(selection) : signs(selection, SIGNS[mark]));
}

// ── changes: at a place of the old text, some characters are left out and some put in ───────────────────────────────

const puts = (at, text, closes = false) => ({ at, length: 0, text, closes });
const leavesOut = (at, length) => ({ at, length, text: "", closes: false });

/** Where a position is then; one that is just there is behind what is put in, or before it if that closes. */
function moved(position, { at, length, text, closes }) {
  if (position > at) {
    return Math.max(at, position - length) + text.length;
  }
  return position === at && !closes ? position + text.length : position;
}

function changed({ text, start, end }, changes) {
  // From the end, so that the places before it stay what they are.
  const ordered = [...changes].sort((one, other) => other.at - one.at || other.length - one.length || (other.closes ? 1 : -1));
  const pieces = [];
  let rest = text.length;
  for (const change of ordered) {
    pieces.push(text.slice(change.at + change.length, rest), change.text);
    rest = change.at;
    start = moved(start, change);
    end = moved(end, change);
  }
  return { text: [...pieces, text.slice(0, rest)].reverse().join(""), start, end };
}

// ── lines and words ─────────────────────────────────────────────────────────────────────────────────────────────────

/** The character before, or at, a place; a pair of surrogates is one. */
const before = (text, at) => (at > 0 ? [...text.slice(Math.max(0, at - 2), at)].at(-1) : "");
const here = (text, at) => (at < text.length ? String.fromCodePoint(text.codePointAt(at)) : "");

/** The lines that the selection touches, as [start, end]; not one that begins where it ends. */
function lines({ text, start, end }) {
  const found = [];
  let from = start === 0 ? 0 : text.lastIndexOf("\n", start - 1) + 1;
  for (;;) {
    const next = text.indexOf("\n", from);
    found.push([from, next < 0 ? text.length : next]);
    if (next < 0 || next + 1 >= Math.max(end, start + 1)) {
      return found;
    }
    from = next + 1;
  }
}

/** What is selected of each line, blanks at its ends left out, whole words of it; or the word at the caret. */
function pieces(selection) {
  const { text, start, end } = selection;
  const found = [];
  for (const [from, to] of lines(selection)) {
    let low = Math.max(from, start);
    let high = Math.min(to, end);
    while (low < high && BLANK.test(here(text, low))) low += 1;
    while (low < high && BLANK.test(before(text, high))) high -= 1;
    if (low < high || start === end) {
      while (low > from && WORD.test(before(text, low))) low -= before(text, low).length;
      while (high < to && WORD.test(here(text, high))) high += here(text, high).length;
      found.push({ low, high, from, to });
    }
  }
  return found;
}

// ── bold and italic ─────────────────────────────────────────────────────────────────────────────────────────────────

/** What is marked in a line, with its signs. Without an end there is none further on, so that each is looked at once. */
function spans(text, sign, from, to) {
  const opens = (at) =>
    !WORD.test(before(text, at)) && at + 1 < to && text[at + 1] !== sign && !BLANK.test(here(text, at + 1));
  const closes = (at) =>
    !BLANK.test(before(text, at)) && text[at - 1] !== sign && !(at + 1 < to && WORD.test(here(text, at + 1)));
  const found = [];
  let open = -1;
  for (let at = text.indexOf(sign, from); at >= 0 && at < to; at = text.indexOf(sign, at + 1)) {
    if (open >= 0 && at > open + 1 && closes(at)) {
      found.push([open, at + 1]);
      open = -1;
    } else if (open < 0 && opens(at)) {
      open = at;
    }
  }
  return found;
}

const around = (piece, marked) => marked.find(([low, high]) => low <= piece.low && piece.high <= high);

/** Whether there is a caret between two signs, where something is to be written. */
const isBetween = ({ text, start, end }, sign) => start === end && text[start - 1] === sign && text[end] === sign;

function isMarked(selection, sign) {
  if (isBetween(selection, sign)) {
    return true;
  }
  const found = pieces(selection);
  return found.length > 0 && found.every((piece) => around(piece, spans(selection.text, sign, piece.from, piece.to)));
}

const withoutSigns = ([low, high]) => [leavesOut(low, 1), leavesOut(high - 1, 1)];

function signs(selection, sign) {
  if (isBetween(selection, sign)) {
    return [leavesOut(selection.start - 1, 2)];
  }
  const takesAway = isMarked(selection, sign);
  return pieces(selection).flatMap((piece) => {
    const marked = spans(selection.text, sign, piece.from, piece.to);
    const outer = around(piece, marked);
    if (takesAway) {
      return withoutSigns(outer);
    }
    if (outer) {
      return [];
    }
    const touched = marked.filter(([low, high]) => low < piece.high && piece.low < high);
    const low = Math.min(piece.low, ...touched.map((span) => span[0]));
    const high = Math.max(piece.high, ...touched.map((span) => span[1]));
    return [...touched.flatMap(withoutSigns), puts(low, sign), puts(high, sign, true)];
  });
}

// ── lists ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The lines of the selection that say something; all of them if none does. */
function listLines(selection) {
  const all = lines(selection);
  const speaking = all.filter(([from, to]) => selection.text.slice(from, to).trim() !== "");
  return speaking.length > 0 ? speaking : all;
}

const hasBullet = (text, [from, to]) => to - from >= BULLET.length && text.startsWith(BULLET, from);

const isList = (selection) => listLines(selection).every((line) => hasBullet(selection.text, line));

function bullets(selection) {
  const all = listLines(selection);
  if (isList(selection)) {
    return all.map(([from]) => leavesOut(from, BULLET.length));
  }
  return all.filter((line) => !hasBullet(selection.text, line)).map(([from]) => puts(from, BULLET));
}
