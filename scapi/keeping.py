"""What the leading tab keeps for a reload of its page: the rows of every table, written a moment after they changed.

A database has an order of its own, so each row is kept with its place. Long texts are kept once, apart from the rows
that mention them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any, Protocol, TypeAlias

from scapi.codec import Codec, CodecError, Contents
from scapi.host import Host
from scapi.store import Changes, Store
from scapi.values import Cancel, Seconds

KEEP_AFTER: Seconds = 0.3
"""How long changes are collected before they are kept."""
OLDEST: Seconds = 12 * 3600.0
"""What was kept longer ago is deleted."""
MOST_CONTENTS = 16 * 1024 * 1024
"""Characters of long texts after which everything is kept, and told to other tabs, anew, without those that nothing
mentions."""

Rows: TypeAlias = dict[str, dict[str, Any]]
"""Values by table and key."""


class Keeper(Protocol):
    """Where it is kept."""

    def keep(self, rows: str) -> None:
        """Keeps texts by name: a JSON object, ``null`` deletes, and deletes everything under the empty name."""

    def keep_at_once(self, rows: str) -> None:
        """The same while the page goes, which has no time to wait for anything."""


class Keeping:
    """One tab's side. ``build`` names the build of the page: what another one has kept is not read."""

    def __init__(self, store: Store, codecs: Mapping[str, Codec], host: Host, keeper: Keeper, build: str) -> None:
        self._store = store
        self._codecs = codecs
        self._host = host
        self._keeper = keeper
        self._build = build
        self._contents = Contents()
        """Long texts that are kept."""
        self._waiting: dict[tuple[str, str], None] = {}
        """Tables and keys of rows that are other than they are kept; they are written when it comes to it."""
        self._anew = False
        self._places: dict[tuple[str, str], int] = {}
        self._next_place = count()
        self._timer: Cancel | None = None

    @property
    def is_arranged(self) -> bool:
        """Whether what changes now will be kept soon without another word."""
        return self._timer is not None

    def read(self, stored: str) -> Rows | None:
        """What was kept before the reload; ``None`` for what is of another build, old, damaged, or not everything."""
        try:
            kept = json.loads(stored)
            meta = kept.pop("meta")
            age = self._host.wall_clock() - float(meta["at"])
            if meta["build"] != self._build or not -60 < age < OLDEST:
                return None
            self._contents = Contents({name[1:]: text for name, text in kept.items() if name.startswith("#")})
            rows: Rows = {name: {} for name in self._codecs}
            placed = [(name, *row) for name, row in kept.items() if "/" in name]
            for name, _, written in sorted(placed, key=lambda each: each[1]):
                table, _, key = name.partition("/")
                rows[table][key] = self._codecs[table].decode(written, self._contents)
            if self._store.lacks(rows):
                raise LookupError("a row")
        except (CodecError, ValueError, LookupError, TypeError, AttributeError):
            self._contents = Contents()
            return None
        return rows

    def forget(self) -> None:
        """What was kept is no longer so: another tab leads."""
        self._keeper.keep('{"":null}')

    def everything(self) -> None:
        """Keeps the whole, in place of what was kept before."""
        self._begin_anew()
        self.soon()

    def note(self, changes: Changes) -> None:
        """These rows are other than they are kept."""
        for name, removed in changes.removed.items():
            for key in removed:
                self._places.pop((name, key), None)
                self._waiting[name, key] = None
        for name, rows in changes.rows.items():
            self._note_rows(name, rows)

    def soon(self) -> None:
        """Keeps what has changed a moment from now, whether it was noted or is still with the store."""
        if self._timer is None:
            self._timer = self._host.call_later(KEEP_AFTER, self.now)

    def now(self) -> None:
        self._stop()
        self._keeper.keep(self._take())

    def leave(self) -> None:
        """The page goes."""
        self._stop()
        self._keeper.keep_at_once(self._take())

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer()
            self._timer = None

    def _take(self) -> str:
        """What is to be written, as a JSON object."""
        self.note(self._store.take_changes())
        if self._contents.size > MOST_CONTENTS:
            self._begin_anew()  # without the texts that nothing mentions any more
        rows: dict[str, object] = {"": None} if self._anew else {}
        for name, key in self._waiting:
            place, value = self._places.get((name, key)), self._store.named(name).get(key)
            gone = place is None or value is None
            rows[f"{name}/{key}"] = None if gone else [place, self._codecs[name].encode(value, self._contents)]
        self._waiting, self._anew = {}, False
        rows |= {f"#{key}": text for key, text in self._contents.take_new().items()}
        rows["meta"] = {"build": self._build, "at": self._host.wall_clock()}
        return json.dumps(rows, separators=(",", ":"))

    def _begin_anew(self) -> None:
        self._contents = Contents()
        self._waiting, self._places, self._anew = {}, {}, True
        for name, rows in self._store.export().items():
            self._note_rows(name, rows)

    def _note_rows(self, name: str, rows: Iterable[str]) -> None:
        for key in rows:
            row = (name, key)
            if row not in self._places:
                self._places[row] = next(self._next_place)
            self._waiting[row] = None
