/*
 * What one frame may take of the page's only thread, and what waits until it may take more.
 *
 * Each frame has four budgets, refilled by the second: messages, characters, milliseconds of reading and measuring, and
 * milliseconds of Python. A message may begin while a budget is not used up and is charged what it took, so that a dear
 * one leaves a debt. All but the number of messages, which cost next to nothing by themselves, are refilled by the frame's
 * own clock, which stands still while the page works for the frame: else a backlog that keeps the page busy for ten seconds
 * would have brought ten budgets with it.
 *
 * Nothing here knows of windows or of Python; the clock is given, in milliseconds that never go back.
 */
(() => {
  "use strict";

  const MESSAGES_A_SECOND = 2000;
  const CHARACTERS_CHARGED = 1048576; // for one message at most: what is longer is not written, and charged by its time
  const CHARACTERS_A_SECOND = 8 * 1048576;
  const WAITING_MESSAGES = 1000;
  const WAITING_CHARACTERS = 8 * 1048576;
  const UNREAD_CHARACTERS = 8192; // what a message that is not read yet counts at least
  const DEBT_S = 60; // the most that is owed, in seconds' worth: a page that slept must not silence a frame for hours
  const PATIENCE_S = 10; // seconds on end beyond a budget, until it is cut
  const HALVINGS = 6; // of the budgets, one with each further second beyond: to a 64th
  const DEAR = 16; // what a message takes is remembered over about so many messages

  /** So much a second, kept for one second. */
  class Budget {
    #left;
    #at;

    constructor(now, rate) {
      this.#left = rate;
      this.#at = now;
    }

    /** How much is left; a debt is negative. A rate of 0 means that there is no limit. */
    left(now, rate) {
      if (rate === 0) {
        return Infinity;
      }
      const refilled = this.#left + (rate * Math.max(0, now - this.#at)) / 1000;
      this.#left = Math.max(-DEBT_S * rate, Math.min(rate, refilled));
      this.#at = Math.max(now, this.#at);
      return this.#left;
    }

    spend(amount) {
      this.#left -= amount;
    }
  }

  /** What is left to one frame, and its messages that wait. */
  class Account {
    /** The frame's messages that wait, oldest first; what they are is the bridge's business. */
    waiting = [];
    #limits;
    #worked = 0; // ms that the page has worked for this frame
    #messages;
    #characters;
    #reading;
    #python;
    #waitingCharacters = 0;
    #second; // the second that `#came` is counted in, on the page's clock
    #came = 0;
    #beyond = 0; // seconds on end beyond a budget, less those within it
    #readingEach = 0; // ms and characters that a message of the frame takes, about
    #pythonEach = 0;
    #charactersEach = 0;

    /** `limits` is {python, measuring}, milliseconds a second, 0 for no limit; it may change. */
    constructor(limits, now) {
      this.#limits = limits;
      this.#second = Math.floor(now / 1000);
      this.#messages = new Budget(now, MESSAGES_A_SECOND);
      this.#characters = new Budget(now, CHARACTERS_A_SECOND);
      this.#reading = new Budget(now, limits.measuring);
      this.#python = new Budget(now, limits.python);
    }

    /** A message has come: whether it is within the numbers of this second. */
    comes(now) {
      this.#roll(now);
      this.#came += 1;
      const fewEnough = this.#messages.left(now, MESSAGES_A_SECOND) >= 1;
      if (!fewEnough || this.#characters.left(now - this.#worked, CHARACTERS_A_SECOND) <= 0) {
        return false;
      }
      this.#messages.spend(1);
      return true;
    }

    mayRead(now) {
      return this.#reading.left(now - this.#worked, this.#rate(this.#limits.measuring)) > 0;
    }

    mayAsk(now) {
      return this.#python.left(now - this.#worked, this.#rate(this.#limits.python)) > 0;
    }

    /** One message was read and measured. */
    read(milliseconds, characters) {
      this.#worked += milliseconds;
      this.#reading.spend(milliseconds);
      this.#characters.spend(Math.min(characters, CHARACTERS_CHARGED));
      this.#readingEach += (milliseconds - this.#readingEach) / DEAR;
      this.#charactersEach += (characters - this.#charactersEach) / DEAR;
    }

    /** Python has worked for one message of the frame. */
    asked(milliseconds) {
      this.#worked += milliseconds;
      this.#python.spend(milliseconds);
      this.#pythonEach += (milliseconds - this.#pythonEach) / DEAR;
    }

    /** Whether the frame has been beyond its budgets for so long that they are cut, and nothing more may wait. */
    get cut() {
      return this.#beyond > PATIENCE_S;
    }

    /** Keeps a message for later, unless too much waits already. One without `characters` has not been read. */
    wait(message, characters = Math.max(UNREAD_CHARACTERS, this.#charactersEach)) {
      const full = this.waiting.length >= WAITING_MESSAGES;
      if (full || this.#waitingCharacters + characters > WAITING_CHARACTERS) {
        return false;
      }
      this.#waitingCharacters += characters;
      this.waiting.push({ message, characters });
      return true;
    }

    /** The oldest that waits has been read: in its place are the messages that came in it. */
    unfold(messages) {
      const each = messages.map((message) => ({ message, characters: message.text.length }));
      const characters = each.reduce((sum, one) => sum + one.characters, 0);
      this.#waitingCharacters += characters - this.waiting[0].characters;
      this.waiting.splice(0, 1, ...each);
    }

    /** The oldest message that waits has had its turn. */
    next() {
      this.#waitingCharacters -= this.waiting.shift().characters;
    }

    /** Milliseconds until a message may be read and handed to Python. */
    opensIn(now) {
      const own = now - this.#worked;
      const wait = (budget, rate) => {
        const left = budget.left(own, rate);
        return left > 0 ? 0 : 1 + (1000 * -left) / rate; // nothing begins with just nothing left
      };
      const reading = wait(this.#reading, this.#rate(this.#limits.measuring));
      return Math.max(reading, wait(this.#python, this.#rate(this.#limits.python)));
    }

    #rate(rate) {
      return rate / 2 ** Math.min(HALVINGS, Math.max(0, this.#beyond - PATIENCE_S));
    }

    /** Counts the seconds in which more was asked for than the budgets have, by what a message of the frame takes. */
    #roll(now) {
      const second = Math.floor(now / 1000);
      if (second <= this.#second) {
        return;
      }
      const { measuring, python } = this.#limits;
      const beyond = (each, rate) => rate > 0 && each * this.#came > rate;
      const over = beyond(this.#readingEach, measuring) || beyond(this.#pythonEach, python);
      const quiet = second - this.#second - 1;
      this.#beyond = Math.min(this.#beyond + (over ? 1 : -1), PATIENCE_S + HALVINGS) - quiet;
      this.#beyond = Math.max(0, this.#beyond);
      this.#second = second;
      this.#came = 0;
    }
  }

  self.workspaceBudgets = Object.freeze({ Account });
})();
