/*
 * The MessagePorts of clients: one for a frame at most, for the document that asked for it.
 *
 * Who the document is was seen when it asked, by its window and origin; a port says nothing of that itself, so what comes
 * by it counts as from there. It is heard only when the document has sent its last message by the window: so nothing
 * overtakes what was sent before. It ends when another document asks, when Python says so, and with the frame.
 */
(() => {
  "use strict";

  /** A message of a port, with the origin that was seen when it was offered; its data is not read before it is asked for. */
  class PortMessage {
    #event;

    constructor(event, origin) {
      this.#event = event;
      this.origin = origin;
    }

    get data() {
      return this.#event.data;
    }
  }

  class Ports {
    #receive;
    #report;
    #ports = new Map(); // frame id -> {number, port, received: how many messages have come by it}

    /** `receive(frameId, message, address)` takes what comes, `report(frameId, origin, reason)` what is none. */
    constructor({ receive, report }) {
      this.#receive = receive;
      this.#report = report;
    }

    /** A new port for a frame; gives the end that is its client's. */
    offer(frameId, origin, number) {
      this.close(frameId);
      const { port1, port2 } = new MessageChannel();
      const address = `${frameId}/${number}`;
      const made = { number, port: port1, received: 0 };
      port1.addEventListener("message", (event) => {
        made.received += 1;
        if (event.isTrusted) {
          this.#receive(frameId, new PortMessage(event, origin), address);
        } else {
          this.#report(frameId, origin, "NOT_TRUSTED");
        }
      });
      this.#ports.set(frameId, made);
      return port2;
    }

    /** What comes by the port is heard from now on. */
    open(frameId, number) {
      this.#current(frameId, number)?.start();
    }

    /** Posts to an address, unless another document, or none, has a port there now. */
    post(address, message) {
      const [frameId, number] = address.split("/");
      this.#current(frameId, Number(number))?.postMessage(message);
    }

    /**
     * Nothing comes or goes by the frame's port any more. `last` is its last message, if there is one; it tells how many
     * have come, so that a client that is still there can say by the window what has not.
     */
    close(frameId, last) {
      const made = this.#ports.get(frameId);
      this.#ports.delete(frameId);
      if (last !== undefined) {
        made?.port.postMessage({ ...last, received: made.received });
      }
      made?.port.close();
    }

    #current(frameId, number) {
      const known = this.#ports.get(frameId);
      return known?.number === number ? known.port : undefined;
    }
  }

  self.workspacePorts = Object.freeze({ Ports });
})();
