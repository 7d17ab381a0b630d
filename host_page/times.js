/* Times as people read them; all in seconds. */
const two = (number) => String(number).padStart(2, "0");

function duration(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${two(minutes)}:${two(rest)}`;
}

const short = (seconds) => duration(seconds).replace(/^0/, "");

function timeOfDay(at) {
  const date = new Date(at * 1000);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(":");
}

function ago(at, now) {
  const seconds = Math.max(0, Math.floor(now - at));
  return seconds < 60 ? `${seconds} s ago` : timeOfDay(at).slice(0, 5);
}

const FORMS = {
  duration: (at, now) => duration(now - at),
  short: (at, now) => short(now - at),
  ago,
  left: (at, now) => `${Math.ceil(Math.max(0, at - now))} s`,
  "left-short": (at, now) => short(Math.ceil(Math.max(0, at - now))),
  clock: (_, now) => timeOfDay(now),
};

/** A time in one of the forms; moments are in seconds since the epoch. */
export const written = (form, at, now) => FORMS[form](at, now);

/** How much is left of a time, from 1 down to 0. */
export function share(since, until, now) {
  return until > since ? Math.min(1, Math.max(0, (until - now) / (until - since))) : 0;
}
