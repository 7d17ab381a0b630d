// Puts the workspace into a frame and talks down to it, as some customer relationship systems do.
const frame = document.getElementById("workspace");
frame.src = new URLSearchParams(location.search).get("workspace");
genesys.wwe.service.targetWWEWindow(frame.contentWindow);
