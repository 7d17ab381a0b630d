/*
 * PyScript watches the whole page for elements and attributes of its own: each element that comes into the page costs it
 * three searches, each attribute that changes a look. There is one script of it here, from the start, and nothing that is
 * drawn may become another one. So its watch ends as soon as Python is there.
 */
import { bridge } from "./border.js";

const { MutationObserver } = self;
const watching = [];

self.MutationObserver = class extends MutationObserver {
  constructor(callback) {
    super(callback);
    watching.push(this);
  }
};

bridge.connected.then(() => {
  self.MutationObserver = MutationObserver;
  watching.splice(0).forEach((observer) => observer.disconnect());
});
