"""Actions on who the customer is: choosing one of several, looking for another, and taking a wrong one away."""

from __future__ import annotations

from dataclasses import replace

from host_page.views.action_group import ActionGroup, Fields, action, split
from host_page.views.case.contact.model import CONTACT, may_change_contact
from host_page.views.regions import Region
from host_page.views.ui_state import ContactSearch
from scapi.centre.contacts import Contact
from scapi.centre.port import Found
from scapi.values import Eventual

BY_HAND = "hand"
"""What a contact that the agent chose was matched by."""
_INPUT = "#contact-text"
_BUTTON = "#contact-search"
_SHOWN = (Region.CASE, Region.RAIL, Region.SIMULATOR)


class ContactActions(ActionGroup):
    """Arguments begin with the interaction."""

    @action("contact-search", link=True)
    def open(self, arg: str, _: Fields) -> None:
        """Opens the search."""
        interaction = self.workspace.interactions.get(arg)
        if interaction is not None and may_change_contact(interaction):
            self.ui.errors.pop(CONTACT.spot, None)
            self.ui.contact_search = ContactSearch(arg)
            self.page.changed(Region.CASE)
            self.page.focus(_INPUT)

    @action("contact-query", link=True)
    def query(self, arg: str, fields: Fields) -> None:
        """Something was typed: what is found follows it."""
        search = self.ui.contact_search = ContactSearch(arg, fields.get("value", ""))

        def told(found: Found) -> None:
            if self.ui.contact_search is search:
                self.ui.contact_search = replace(search, found=found.contacts)
                self.page.changed(Region.CASE)

        self.page.changed(Region.CASE)
        answer = self.workspace.contacts(search.text)
        if isinstance(answer, Eventual):
            answer.when_settled(told)
        else:
            told(answer)

    @action("contact-submit", link=True)
    def submit(self, arg: str, fields: Fields) -> None:
        """Enter chooses when one is left."""
        self.query(arg, {"value": fields.get("text", "")})
        found = self._found()
        if len(found) == 1:
            self.choose(f"{arg} {found[0].id}", {})

    @action("contact-choose", link=True, told=CONTACT)
    def choose(self, arg: str, _: Fields) -> None:
        """The customer is one of those that are shown: ``<interaction> <contact>``."""
        interaction_id, contact_id = split(arg)
        interaction = self.workspace.interactions.get(interaction_id)
        shown = () if interaction is None else (*interaction.conversation.candidates, *self._found())
        contact = next((each for each in shown if each.id == contact_id), None)
        if contact is not None:
            self._assign(interaction_id, replace(contact, matched_by=BY_HAND))

    @action("contact-remove", link=True, told=CONTACT)
    def remove(self, arg: str, _: Fields) -> None:
        """The customer is not who was found."""
        self._assign(arg, None)

    @action("contact-close")
    def close(self, _: str, __: Fields) -> None:
        """Closes the search."""
        self.ui.contact_search = None
        self.page.changed(Region.CASE)
        self.page.focus(_BUTTON)

    def _found(self) -> tuple[Contact, ...]:
        search = self.ui.contact_search
        return () if search is None or search.found is None else search.found

    def _assign(self, interaction_id: str, contact: Contact | None) -> None:
        answer = self.workspace.handling.assign_contact(interaction_id, contact)
        self.ask(_SHOWN, answer, lambda: self.close("", {}))
