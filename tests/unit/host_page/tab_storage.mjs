/** What `sessionStorage` of a tab is to the scripts. */
export class Storage {
  texts = new Map();

  getItem(key) {
    return this.texts.get(key) ?? null;
  }

  setItem(key, text) {
    this.texts.set(key, text);
  }

  removeItem(key) {
    this.texts.delete(key);
  }

  /** What a tab has that is a duplicate of this one. */
  copy() {
    const copy = new Storage();
    copy.texts = new Map(this.texts);
    return copy;
  }
}
