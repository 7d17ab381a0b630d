"""What Chromium is told when the tests start it: what costs time and is not what they look at is off."""

from __future__ import annotations

from tools.chromium import sandbox_arguments

PLAYWRIGHT_TURNS_OFF = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "DialMediaRouteProvider",
    "GlobalMediaControls",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "BlockOriginHeaderModificationOnRedirect",
    "Translate",
    "AutoDeElevate",
    "OptimizationHints",
    "msForceBrowserSignIn",
    "msEdgeUpdateLaunchServicesPreferredVersion",
)
"""Features that Playwright has off. Chromium takes the last list that it is given, and ours is the last."""
_POPUPS_OF_THE_ADDRESS_BAR = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup")
"""Each tab has two pages for them, in a process of their own, though the window is never shown: half of what a new tab
costs."""
_PROCESSES_IN_RESERVE = ("SpareRendererForSitePerProcess",)
"""Most would not be used before their tab is gone."""

ARGUMENTS = (
    *sandbox_arguments(),
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join((*PLAYWRIGHT_TURNS_OFF, *_POPUPS_OF_THE_ADDRESS_BAR, *_PROCESSES_IN_RESERVE))}",
    # A page of a test is gone before it has won back what it costs to compile the interpreter a second time, for speed.
    "--js-flags=--liftoff-only",
)
