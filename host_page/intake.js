/*
 * The way of a message from its window to Python: silenced, read within the frame's budgets, handed over, or waiting.
 *
 * What a frame has no budget for waits, in order, if its origin is listed; it fails in time if its turn does not come.
 * Nothing here knows of windows: clock, timers and Python are given, and a message is anything with `origin` and `data`.
 */
(() => {
  "use strict";

  const GIVE_UP_AFTER_MS = 8000; // of waiting: all that is heard is answered within 9 s
  const TOO_LATE_MS = 9000; // Python does nothing any more that has waited so long, it only answers
  const ENVELOPE_CHARACTERS = 2000; // a longer message that is given up is told without its parameters
  const NAME_CHARACTERS = 200;
  const SLICE_MS = 8; // of what has waited, before others have their turn
  const SILENCES = 64; // origins silenced in one window; of more the oldest is looked at again
  const FLOOD = "UNLISTED_FLOOD";
  const OUT_OF_BUDGET = "TIME_BUDGET_EXHAUSTED";
  const LOAD = null; // the origin of a load event among the messages

  const { write } = self.workspaceMeasuring;
  const { Account } = self.workspaceBudgets;

  /** A message on its way: read when it has a text. */
  class Message {
    text = null;
    #envelope = null;
    #event;

    constructor(event, address, came) {
      this.origin = event.origin;
      this.address = address;
      this.came = came;
      this.#event = event;
    }

    /** Reads and writes it; gives what `write` gives, or `parts`: the messages that came together in it. */
    read() {
      const message = this.#event.data;
      const { together } = this.#event;
      this.#event = null;
      if (together !== undefined && Array.isArray(message)) {
        return this.#apart(message, together);
      }
      const written = write(message);
      this.text = written.text ?? null;
      if (this.text !== null && this.text.length > ENVELOPE_CHARACTERS) {
        this.#envelope = envelopeOf(message);
      }
      return written;
    }

    #apart(messages, together) {
      if (messages.length === 0 || messages.length > together) {
        return { reason: messages.length > together ? "TOO_MANY_MESSAGES" : "NOT_OURS", characters: 0 };
      }
      const { origin, address, came } = this;
      return { parts: messages.map((data) => new Message({ origin, data }, address, came)), characters: 0 };
    }

    /** What is enough of it to be answered with a failure. */
    get envelope() {
      return this.#envelope ?? this.text;
    }
  }

  function envelopeOf(message) {
    const kept = {};
    for (const name of ["request", "event", "referenceId", "userAgent"]) {
      const value = message?.[name];
      if (typeof value === "number" || (typeof value === "string" && value.length <= NAME_CHARACTERS)) {
        kept[name] = value;
      }
    }
    return JSON.stringify(kept);
  }

  class Intake {
    /** Milliseconds of a second that each frame may take, of Python and of reading and measuring; 0 for no limit. */
    limits = { python: 200, measuring: 20 };
    #now;
    #later;
    #ask;
    #report;
    #together;
    #opened = null; // when Python began to answer
    #accounts = new Map(); // frame id -> Account
    #standings = new Map(); // frame id -> {origin, listed}: what Python has said of the origin asked for last
    #silences = new Map(); // frame id -> Map of origin -> until when nothing of it is looked at
    #turns = new Map(); // frame id -> {at, cancel}: when what waits goes on

    /**
     * `now()` gives milliseconds that never go back, `later(ms, act)` calls once and gives what cancels it, `ask(kind,
     * ...texts)` is Python, `report(frameId, origin, reason)` counts what ends here, and `together(frameId, act)` acts on
     * messages that came together.
     */
    constructor({ now, later, ask, report, together }) {
      this.#now = now;
      this.#later = later;
      this.#ask = ask;
      this.#report = report;
      this.#together = together;
    }

    /** One message of a frame, or several together, by its window or at the address of its port: both have the same budgets. */
    receive(frameId, event, address = frameId) {
      const came = this.#now();
      if (this.#isSilenced(frameId, event.origin)) {
        this.#report(frameId, event.origin, FLOOD);
        return;
      }
      const account = this.#account(frameId);
      if (!account.comes(came)) {
        this.#report(frameId, event.origin, "TOO_MANY_MESSAGES");
        return;
      }
      const message = new Message(event, address, came);
      const messages = account.mayRead(came) ? this.#read(frameId, account, message) : [message];
      if (messages.length > 1) {
        this.#together(frameId, () => messages.forEach((each) => this.#goOn(frameId, account, each)));
      } else if (messages.length === 1) {
        this.#goOn(frameId, account, messages[0]);
      }
    }

    /** Hands over what has come, or lets it wait. */
    #goOn(frameId, account, message) {
      if (account.waiting.length > 0 || !this.#handOver(frameId, account, message)) {
        this.#hold(frameId, account, message);
      }
    }

    #isSilenced(frameId, origin) {
      return (this.#silences.get(frameId)?.get(origin) ?? 0) > this.#now();
    }

    /** The load event of a frame: it comes after the messages that came before it. */
    loaded(frameId) {
      const account = this.#account(frameId);
      if (account.waiting.length === 0 || !account.wait({ origin: LOAD, came: this.#now() }, 0)) {
        this.#ask("loaded", frameId, "0");
      }
    }

    /** Python answers from now on: what came early goes on. */
    open() {
      this.#opened = this.#now();
      for (const [frameId, account] of this.#accounts) {
        this.#turn(frameId, account);
      }
    }

    /** Nothing that this window sends from this origin is looked at for so long; it is counted. */
    silence(frameId, origin, milliseconds) {
      const silences = this.#silences.get(frameId) ?? new Map();
      silences.delete(origin);
      if (silences.size >= SILENCES) {
        silences.delete(silences.keys().next().value);
      }
      this.#silences.set(frameId, silences.set(origin, this.#now() + milliseconds));
    }

    /** Ends every silence: the rules, or the counts, are others now. */
    endSilences() {
      this.#silences.clear();
      this.#standings.clear();
    }

    /** A frame is gone, or begins anew: it starts with full budgets, and what waits goes no further. */
    forget(frameId) {
      this.#turns.get(frameId)?.cancel();
      for (const kept of [this.#turns, this.#accounts, this.#standings, this.#silences]) {
        kept.delete(frameId);
      }
    }

    #account(frameId) {
      let account = this.#accounts.get(frameId);
      if (account === undefined) {
        account = new Account(this.limits, this.#now());
        this.#accounts.set(frameId, account);
      }
      return account;
    }

    /**
     * Reads and writes a message, which takes time that grows with it. Gives what goes on: it, the messages that came
     * together in it, each of which counts as one, or none.
     */
    #read(frameId, account, message) {
      const began = this.#now();
      const { reason, characters, parts } = message.read();
      account.read(this.#now() - began, characters);
      if (reason) {
        this.#report(frameId, message.origin, reason);
        return [];
      }
      return parts === undefined ? [message] : parts.filter((part, place) => this.#isHeard(frameId, account, part, place));
    }

    #isHeard(frameId, account, part, place) {
      if (place > 0 && !account.comes(this.#now())) {
        this.#report(frameId, part.origin, "TOO_MANY_MESSAGES");
        return false;
      }
      return this.#read(frameId, account, part).length > 0;
    }

    /** Hands a message to Python, unless it must wait for that. */
    #handOver(frameId, account, message) {
      if (this.#opened === null || message.text === null || !account.mayAsk(this.#now())) {
        return false;
      }
      this.#tell(account, message, message.text, this.#now() - message.came);
      return true;
    }

    /** Python hears a text of a message that has waited so long. */
    #tell(account, { address, origin }, text, waited) {
      const began = this.#now();
      const [kind, told] = waited < 1 ? ["message", text] : ["waited", `${waited} ${text}`];
      this.#ask(kind, address, origin, told);
      account.asked(this.#now() - began);
    }

    /** Keeps what its frame has no budget for, unless nobody has to wait for it. */
    #hold(frameId, account, message) {
      if (this.#mayWait(frameId, message) && !account.cut && account.wait(message, message.text?.length)) {
        this.#arrange(frameId, account);
      } else {
        this.#report(frameId, message.origin, this.#opened === null ? "TOO_MANY_EARLY_MESSAGES" : OUT_OF_BUDGET);
      }
    }

    /** What an origin sends that is not listed does not wait; before Python answers nobody knows. */
    #mayWait(frameId, { origin }) {
      if (this.#opened === null) {
        return true;
      }
      let standing = this.#standings.get(frameId);
      if (standing?.origin !== origin) {
        standing = { origin, listed: this.#ask("listed", origin) === "yes" };
        this.#standings.set(frameId, standing);
      }
      return standing.listed;
    }

    /** Sees to it that what waits goes on with the frame's next budget, or is given up in time. */
    #arrange(frameId, account) {
      if (account.waiting.length === 0 || this.#opened === null) {
        return;
      }
      const now = this.#now();
      const patience = account.waiting[0].message.came + GIVE_UP_AFTER_MS - now;
      const at = now + Math.max(0, Math.min(patience, account.opensIn(now)));
      const before = this.#turns.get(frameId);
      if (before !== undefined && before.at <= at) {
        return;
      }
      before?.cancel();
      const cancel = this.#later(Math.ceil(at - now), () => {
        this.#turns.delete(frameId);
        this.#turn(frameId, account);
      });
      this.#turns.set(frameId, { at, cancel });
    }

    /** What waits goes on as far as the budgets reach, or until others should have their turn. */
    #turn(frameId, account) {
      const end = this.#now() + SLICE_MS;
      const lives = () => this.#accounts.get(frameId) === account && account.waiting.length > 0;
      while (lives() && this.#now() <= end && this.#take(frameId, account, account.waiting[0].message)) {
        account.next();
      }
      if (lives()) {
        this.#arrange(frameId, account);
      }
    }

    /** Deals with the oldest message that waits; `false` when it has to wait on. */
    #take(frameId, account, oldest) {
      const now = this.#now();
      let message = oldest;
      if (message.origin === LOAD) {
        this.#ask("loaded", frameId, String(now - message.came));
        return true;
      }
      if (this.#isSilenced(frameId, message.origin)) {
        this.#report(frameId, message.origin, FLOOD);
        return true;
      }
      if (!this.#mayWait(frameId, message) && message.came > this.#opened) {
        this.#report(frameId, message.origin, OUT_OF_BUDGET);
        return true;
      }
      if (message.text === null && account.mayRead(now)) {
        const messages = this.#read(frameId, account, message);
        if (messages.length === 0) {
          return true;
        }
        account.unfold(messages);
        [message] = messages;
      }
      if (this.#handOver(frameId, account, message)) {
        return true;
      }
      if (now - message.came < GIVE_UP_AFTER_MS) {
        return false;
      }
      this.#giveUp(frameId, account, message);
      return true;
    }

    /** Its turn did not come in time: who waits for an answer is told so. */
    #giveUp(frameId, account, message) {
      if (message.text === null || !this.#mayWait(frameId, message)) {
        this.#report(frameId, message.origin, OUT_OF_BUDGET);
      } else {
        this.#tell(account, message, message.envelope, TOO_LATE_MS);
      }
    }
  }

  self.workspaceIntake = Object.freeze({ Intake });
})();
