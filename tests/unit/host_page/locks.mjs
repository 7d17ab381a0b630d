/** The locks of an origin, exclusive and in order, as `navigator.locks` of its pages. */
export class Locks {
  #queues = new Map(); // by name: those who have it or wait for it, the holder first

  /** What one page has; all its locks are free when it goes. */
  ofPage() {
    const asked = new Set();
    return {
      request: (name, { signal }, held) =>
        new Promise((_, reject) => {
          let awake; // Node.js does not wait for a signal
          const request = { held: () => (clearTimeout(awake), held()) };
          asked.add([name, request]);
          const queue = this.#queues.get(name) ?? [];
          this.#queues.set(name, [...queue, request]);
          if (queue.length === 0) {
            request.held();
          } else {
            awake = setTimeout(() => {}, 10_000);
            signal.addEventListener("abort", () => {
              clearTimeout(awake);
              if (this.#queues.get(name)[0] !== request) {
                this.#leave(name, request);
                reject(signal.reason);
              }
            });
          }
        }),

      go: () => asked.forEach(([name, request]) => this.#leave(name, request)),
    };
  }

  #leave(name, request) {
    const before = this.#queues.get(name);
    const left = before.filter((each) => each !== request);
    this.#queues.set(name, left);
    if (before[0] === request) left[0]?.held();
  }
}
