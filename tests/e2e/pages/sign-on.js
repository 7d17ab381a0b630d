// A sign-on service: sends whoever asks back to where it came from, by a redirect, a form, or a message to its opener.
const asked = new URLSearchParams(location.search);
const form = document.querySelector("form");
const back = asked.get("back");

if (asked.get("user") !== null) {
  opener?.postMessage({ signedOn: asked.get("user") }, "*"); // the form's own answer, in a window
  close();
} else if (asked.get("how") === "redirect") {
  location.replace(back);
} else {
  form.action = back ?? location.pathname;
}
