/* The page's scripts, in the order in which they begin. */
import "./session_store.js"; // takes the browser's database before another is put in its place
import "./package_cache.js";
import "./pyscript_observer.js";
import "./failure.js";
import "./timers.js";
import "./frames.js";
import "./patching.js";
import "./clocks.js";
import "./marks.js";
import "./seen.js";
import "./page.js";
import "./widgets.js";
import "./controls.js";
import "./context_menus.js";
import "./writing.js";
import "./said_calls.js";
import "./dialogs.js";
import "./attention.js";
import "./sound_player.js";
import "./browser_tabs.js";
import "./gws.js";
import "./driver.js";
import "./start.js";
import "./watching.js";
