/* The scripts that a message passes on its way in, without a page: with a clock of their own, and a Python that notes. */

import { readFileSync } from "node:fs";
import vm from "node:vm";

globalThis.self = globalThis;
for (const name of ["measuring", "budgets", "intake", "ports"]) {
  const script = new URL(`../../../host_page/${name}.js`, import.meta.url);
  vm.runInThisContext(readFileSync(script, "utf8"), { filename: script.pathname });
}

export const { write } = self.workspaceMeasuring;
export const { Account } = self.workspaceBudgets;
export const { Ports } = self.workspacePorts;

/** An intake; its clock, in ms, moves only as the test says, and by what Python and reading take. */
export function newIntake({ listed = true, opened = true, limits = {} } = {}) {
  const timers = new Set();
  const stage = {
    time: 0,
    listed,
    whenHeard: () => {},
    pythonTakes: 1,
    readingTakes: 0,
    heard: [], // {kind, frame, origin, message, waited}, as Python gets them
    reports: [], // [frame, origin, reason]
    together: [], // for each time that messages were acted on together: the frame, and how many were heard
    read: 0,
  };
  const ask = (kind, frame, origin, text = "") => {
    if (kind === "listed") {
      return stage.listed ? "yes" : "";
    }
    const [waited, told] = kind === "waited" ? [Number(text.slice(0, text.indexOf(" "))), text.slice(text.indexOf(" ") + 1)] : [0, text];
    stage.heard.push(kind === "loaded" ? { kind, frame } : { kind, frame, origin, waited, message: JSON.parse(told), at: stage.time });
    stage.time += stage.pythonTakes;
    stage.whenHeard();
    return "";
  };
  const intake = new self.workspaceIntake.Intake({
    now: () => stage.time,
    later(milliseconds, act) {
      const timer = { at: stage.time + milliseconds, act };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    ask,
    report: (...report) => stage.reports.push(report),
    together(frame, act) {
      const before = stage.heard.length;
      act();
      stage.together.push([frame, stage.heard.length - before]);
    },
  });
  Object.assign(intake.limits, limits);
  if (opened) {
    intake.open();
  }
  return Object.assign(stage, {
    intake,
    timers,

    /** A message as the browser hands it over: reading it takes time. */
    send(data, { frame = "frame1", origin = "http://crm.example", address = frame, together } = {}) {
      const event = {
        origin,
        together,
        get data() {
          stage.read += 1;
          stage.time += stage.readingTakes;
          return data;
        },
      };
      intake.receive(frame, event, address);
    },

    /** Lets time pass; every timer on the way fires at its time, or as soon as the page is free. */
    advance(milliseconds) {
      const end = stage.time + milliseconds;
      for (;;) {
        const next = [...timers].sort((one, other) => one.at - other.at)[0];
        if (next === undefined || next.at > end) {
          break;
        }
        timers.delete(next);
        stage.time = Math.max(stage.time, next.at);
        next.act();
      }
      stage.time = Math.max(stage.time, end);
    },

    count: (reason) => stage.reports.filter((report) => report[2] === reason).length,
    ids: () => stage.heard.map(({ message }) => message?.referenceId),
  });
}

export const request = (referenceId, more) => ({ request: "agent.get", referenceId, userAgent: "WWE Client", ...more });
