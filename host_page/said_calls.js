/* The driver call of a control of the simulator is said at the foot of the panel while it is pointed at or has the focus. */
const SAYS = "#simulator [data-call]";

function say({ target }) {
  const control = target.closest?.(SAYS);
  const line = document.getElementById("driver-call");
  const button = document.getElementById("copy-call");
  if (control && line && button) {
    line.textContent = control.dataset.call;
    line.title = control.dataset.call;
    button.dataset.arg = control.dataset.call;
  }
}

document.addEventListener("pointerover", say);
document.addEventListener("focusin", say);
