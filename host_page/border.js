/* The border to Python, which bridge.js has made before any module runs; each module adds its part to it. */
export const bridge = self.workspaceBridge;
