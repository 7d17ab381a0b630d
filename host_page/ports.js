/*
 * The MessagePorts of clients: one for a frame at most, for the document that asked for it.
 *
 * Who the document is was seen when it asked, by its window and origin; a port says nothing of that itself, so what comes
 * by it counts as from there. It is heard only when the document has sent its last message by the window: so nothing
 * overtakes what was sent before. It ends when another document asks, when Python says so, and with the frame.
 */
(() => {
  "use strict";

  /**
   * A message of a port, with the origin that was seen when it was offered; its data is not read before it is asked for,
   * and may be an array of as many messages as go `together`.
   */
  class PortMessage {
    #event;

    constructor(event, origin, together) {
      this.#event = event;
      this.origin = origin;
      this.together = together;
    }

    get data() {
      return this.#event.data;
    }
  }

  class Ports {
    #receive;
    #report;
    #ports = new Map(); // frame id -> {address, port, received: how many times it was posted to, gathered: messages or null}
    #addresses = new Map(); // address -> the same

    /** `receive(frameId, message, address)` takes what comes, `report(frameId, origin, reason)` what is none. */
    constructor({ receive, report }) {
      this.#receive = receive;
      this.#report = report;
    }

    /** A new port for a frame, by which so many messages may go together; gives the end that is its client's. */
    offer(frameId, origin, number, together) {
      this.close(frameId);
      const { port1, port2 } = new MessageChannel();
      const address = `${frameId}/${number}`;
      const made = { address, port: port1, received: 0, gathered: null };
      port1.addEventListener("message", (event) => {
        made.received += 1;
        if (event.isTrusted) {
          this.#receive(frameId, new PortMessage(event, origin, together), address);
        } else {
          this.#report(frameId, origin, "NOT_TRUSTED");
        }
      });
      this.#ports.set(frameId, made);
      this.#addresses.set(address, made);
      return port2;
    }

    /** What comes by the port is heard from now on. */
    open(frameId, number) {
      this.#addresses.get(`${frameId}/${number}`)?.port.start();
    }

    /** Posts to an address, unless another document, or none, has a port there now. */
    post(address, message) {
      const made = this.#addresses.get(address);
      if (made?.gathered) {
        made.gathered.push(message);
      } else {
        made?.port.postMessage(message);
      }
    }

    /** What is posted to the frame's port while `act()` runs goes together at its end: posting costs more than a message. */
    together(frameId, act) {
      const made = this.#ports.get(frameId);
      if (made === undefined) {
        act();
        return;
      }
      made.gathered = [];
      try {
        act();
      } finally {
        this.#release(made);
      }
    }

    #release(made) {
      const messages = made.gathered ?? [];
      made.gathered = null;
      if (messages.length > 0) {
        made.port.postMessage(messages.length === 1 ? messages[0] : messages);
      }
    }

    /**
     * Nothing comes or goes by the frame's port any more. `last` is its last message, if there is one; it tells how many
     * have come, those that went together as one, so that a client that is still there can say by the window what has not.
     */
    close(frameId, last) {
      const made = this.#ports.get(frameId);
      if (made === undefined) {
        return;
      }
      this.#ports.delete(frameId);
      this.#addresses.delete(made.address);
      this.#release(made);
      if (last !== undefined) {
        made.port.postMessage({ ...last, received: made.received });
      }
      made.port.close();
    }
  }

  self.workspacePorts = Object.freeze({ Ports });
})();
