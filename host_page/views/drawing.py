"""What is drawn: panels, whose content is one template, and lists, whose rows are drawn one by one.

Both remember what they have drawn. A panel whose model is the same costs no template, one whose HTML is the same costs
the page nothing; of a list, only the rows whose models have changed are drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeAlias

from jinja2 import Environment

from host_page.views.regions import Region
from scapi.values import Json

Context: TypeAlias = Mapping[str, object]
Ids: TypeAlias = "AbstractSet[str] | None"
"""The interactions or frames that have changed; ``None`` is any of them."""


@dataclass(frozen=True, slots=True)
class Content:
    """The whole content of an element."""

    region: Region
    html: str

    def as_json(self) -> Json:
        return [self.region.value, self.html]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a list by the ids of their elements; ``order`` is that of all rows, ``None`` when it is as before."""

    region: Region
    rows: Mapping[str, str]
    order: tuple[str, ...] | None

    def as_json(self) -> Json:
        return [self.region.value, dict(self.rows), None if self.order is None else list(self.order)]


Patch: TypeAlias = Content | Rows


def always() -> bool:
    return True


class Panel:
    """The content of one element."""

    def __init__(
        self,
        region: Region,
        template: str | Callable[[Context], str],
        model: Callable[[], Context],
        *,
        concerns: Callable[[str], bool] = lambda _: True,
        glance: Callable[[], object] | None = None,
        there: Callable[[], bool] = always,
        frame: Callable[[Context], object] = lambda _: None,
    ) -> None:
        """``concerns`` tells whether a change of one interaction or frame may be seen here; ``glance`` is all that is
        seen here of the interactions or frames, when that is little. ``there`` tells whether the element exists now.
        When ``frame`` gives something else than before, the elements of the parts within are new.
        """
        self.region = region
        self.there = there
        self._template = template
        self._model = model
        self._concerns = concerns
        self._glance = glance
        self._seen: object = None
        self._frame = frame
        self._context: Context | None = None
        self._html = ""
        self._framed: object = None

    def draw(self, environment: Environment, changed: Ids) -> tuple[Patch | None, bool]:
        """What is to be patched, and whether the parts within begin anew."""
        first = self._context is None
        if not first and changed is not None and not self._may_differ(changed):
            return None, False
        self._seen = None if self._glance is None else self._glance()
        context = self._model()
        if not first and context == self._context:
            return None, False
        framed = self._frame(context)
        name = self._template if isinstance(self._template, str) else self._template(context)
        html = environment.get_template(name).render(context)
        anew = first or framed != self._framed
        same = not first and html == self._html
        self._context, self._framed, self._html = context, framed, html
        return (None if same else Content(self.region, html)), anew

    def forget(self) -> None:
        """The element is new: what was drawn is not there any more."""
        self._context = None

    def _may_differ(self, changed: AbstractSet[str]) -> bool:
        if self._glance is not None:
            return self._glance() != self._seen
        return any(self._concerns(each) for each in changed)


class RowList:
    """A list whose rows have the ids that ``row_id`` gives."""

    def __init__(
        self,
        region: Region,
        template: str,
        keys: Callable[[], Sequence[str]],
        row: Callable[[str], object],
        *,
        row_id: Callable[[str], str],
        keys_change: Callable[[str], bool] = lambda _: True,
        concerns: Callable[[str], bool] | None = None,
        there: Callable[[], bool] = always,
    ) -> None:
        """``row`` gives the model of a row, which its template knows as ``row``. The keys are ids of interactions or
        frames, and ``keys_change`` tells whether a change of one may change which rows there are, or their order. When
        they are something else, ``concerns`` tells whether such a change may be seen here."""
        self.region = region
        self.there = there
        self._template = template
        self._keys = keys
        self._row = row
        self._row_id = row_id
        self._keys_change = keys_change
        self._concerns = concerns
        self._order: tuple[str, ...] | None = None
        self._drawn: dict[str, object] = {}

    def draw(self, environment: Environment, changed: Ids) -> tuple[Patch | None, bool]:
        """What is to be patched; no list has parts within."""
        before = self._order
        if self._concerns is not None and changed is not None:
            if before is not None and not any(self._concerns(each) for each in changed):
                return None, False
            changed = None
        keys = before
        if before is None or changed is None or any(self._keys_change(each) for each in changed):
            keys = tuple(self._keys())
        if keys is None:
            raise ValueError(f"the list {self.region} has no order")
        rows: dict[str, str] = {}
        template = environment.get_template(self._template)
        for key in keys:
            if changed is not None and key not in changed and key in self._drawn:
                continue
            model = self._row(key)
            if key not in self._drawn or self._drawn[key] != model:
                self._drawn[key] = model
                rows[self._row_id(key)] = template.render(row=model)
        if keys != before:
            self._order = keys
            known = set(keys)
            for gone in [key for key in self._drawn if key not in known]:
                del self._drawn[gone]
            return Rows(self.region, rows, tuple(map(self._row_id, keys))), False
        return (Rows(self.region, rows, None) if rows else None), False

    def forget(self) -> None:
        """The element is new: no row is in it."""
        self._order = None
        self._drawn.clear()


View: TypeAlias = Panel | RowList
