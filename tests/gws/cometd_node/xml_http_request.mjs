// What the CometD client expects of a browser, by Node's own fetch: XMLHttpRequest with a cookie jar.

const jar = new Map();

export class CookieXmlHttpRequest {
  static UNSENT = 0;
  #headers = {};
  #url = "";
  #method = "";
  #ended = new AbortController();
  readyState = 0;
  status = 0;
  statusText = "";
  responseText = "";

  open(method, url) {
    this.#method = method;
    this.#url = url;
    this.readyState = 1;
  }

  setRequestHeader(name, value) {
    this.#headers[name] = value;
  }

  abort() {
    this.#ended.abort();
  }

  async send(body) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = cookie ? { ...this.#headers, Cookie: cookie } : this.#headers;
    try {
      const response = await fetch(this.#url, { method: this.#method, headers, body, signal: this.#ended.signal });
      for (const line of response.headers.getSetCookie()) {
        const [name, value] = line.split(";", 1)[0].split("=", 2);
        jar.set(name, value);
      }
      this.status = response.status;
      this.responseText = await response.text();
      this.readyState = 4;
      this.onload?.();
    } catch (error) {
      this.statusText = String(error);
      this.readyState = 4;
      (this.#ended.signal.aborted ? this.onabort : this.onerror)?.();
    }
  }
}
