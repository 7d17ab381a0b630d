"""The workspace of one agent: its parts put together, and what belongs to none of them.

The page and the namespaces use the same methods, so that a client can do exactly what the agent can. What is impossible
in a state fails and changes nothing; that is the contact centre's to say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from scapi.centre.acts import AssignContact, DeleteData, SetData, Step
from scapi.centre.contacts import Contact
from scapi.centre.conversations import VOICE, Verb
from scapi.centre.port import CentreView, Clock, Connection, ContactCentre, Found
from scapi.commands import Shared, command
from scapi.configuration import MAIN_SECTION, Configuration
from scapi.host import Area, Host
from scapi.protocol import errors
from scapi.store import Store
from scapi.values import DONE, Answer, Eventual, Failure, Json, JsonObject, Seconds
from scapi.workspace.actors import AGENT, Actor
from scapi.workspace.arrivals import Arrivals
from scapi.workspace.cases import Cases
from scapi.workspace.core import Core
from scapi.workspace.interactions import BUNDLE_KEY, CASE_KEY, INFORMATION_KEY, Interaction, Interactions
from scapi.workspace.joining import Joining
from scapi.workspace.link import CentreLink
from scapi.workspace.marking_done import MarkingDone
from scapi.workspace.media import Media
from scapi.workspace.outbound import Outbound
from scapi.workspace.part import Part
from scapi.workspace.presence import Presence
from scapi.workspace.telephony import Telephony
from scapi.workspace.wire import interaction_object

Publish = Callable[[str, Json], None]


class Workspace:
    """One agent's session at a contact centre."""

    def __init__(
        self,
        host: Host,
        centre: ContactCentre,
        clock: Clock,
        configuration: Configuration,
        publish: Publish,
        store: Store,
        name: str = "",
    ) -> None:
        self.configuration = configuration
        self.clock = clock
        self.shared = Shared()
        self._host = host
        self.link = CentreLink(host, centre, clock, publish, store, name)
        self.presence = Presence(publish, clock, self.shared, store, name)
        self.interactions = Interactions(store, name)
        self.cases = Cases(self.interactions, publish, store, name)
        self.arrivals = Arrivals(
            host, publish, clock, configuration, self.link, self.presence, self.interactions, self.cases, store, name
        )
        self.presence.connect(self.link, lambda: self.known)
        core = Core(host, publish, clock, self.shared, self.link, self.interactions, self.cases, self.arrivals)
        self.telephony = Telephony(core)
        self.joining = Joining(core)
        self.media = Media(core)
        self.outbound = Outbound(core)
        self.marking_done = MarkingDone(core)
        self.handling = Handling(core)

    def reconfigure(self, configuration: Configuration) -> None:
        """Options are read of another configuration from now on."""
        self.configuration = self.arrivals.configuration = configuration

    def start(self) -> Answer:
        """Begins the agent's session at the contact centre, which tells what there is."""
        return self.link.start(self.arrivals)

    @property
    def parts(self) -> tuple[object, ...]:
        """Everything that has commands."""
        return (
            self.presence, self.telephony, self.joining, self.media, self.outbound, self.marking_done, self.handling,
        )  # fmt: skip

    @property
    def known(self) -> CentreView:
        """What the contact centre has told that is no conversation."""
        return self.arrivals.known

    @property
    def connection(self) -> Connection:
        return self.link.state

    @property
    def now(self) -> Seconds:
        """The contact centre's clock."""
        return self.clock.now()

    # ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def found(self, interaction_id: str) -> Interaction | Failure:
        """The interaction, or the failure that says there is none."""
        return self.handling.found(interaction_id)

    def interaction_objects(self) -> Json:
        return [interaction_object(interaction, self.cases.view) for interaction in self.interactions]

    def interaction_object(self, interaction: Interaction) -> JsonObject:
        return interaction_object(interaction, self.cases.view)

    def contacts(self, text: str) -> Found | Eventual[Found]:
        """Contacts that a text means."""
        return self.link.contacts(text)

    def overrides(self, interaction: Interaction) -> Mapping[str, str]:
        """The options that a routing strategy overrides for an interaction, as ``section/option``.

        The option ``interaction.override-option-key`` names the key of the attached data that names the transactions,
        one or several with commas; later ones override earlier ones.
        """
        key = self.configuration.value("interaction.override-option-key", "IW_OverrideOptions")
        named = interaction.conversation.user_data.get(key)
        found: dict[str, str] = {}
        for name in named.split(",") if isinstance(named, str) else ():
            found |= self.known.transactions.get(name.strip(), {})
        return found

    def option_of(self, interaction: Interaction, name: str) -> str:
        """An option of the main section as a routing strategy may override it for an interaction."""
        overrides = self.overrides(interaction)
        overridden = overrides.get(name, overrides.get(f"{MAIN_SECTION}/{name}"))
        return self.configuration.value(name) if overridden is None else overridden

    def selected_interaction(self) -> Interaction | None:
        """The interaction that the agent looks at: the main one of the selected case, else its first."""
        case = () if self.cases.selected is None else self.interactions.of_case(self.cases.selected)
        return next((each for each in case if each.is_main), next(iter(case), None))

    # ── the session ──────────────────────────────────────────────────────────────────────────────────────────────────

    def clear(self) -> None:
        """Removes every interaction, as at the end of a session; ids start again, and the link is up again."""
        for interaction in self.interactions:
            self.arrivals.remove(interaction)
        self.interactions.begin()
        self.cases.begin()
        self.link.begin()

    def share(self, shared: Shared) -> None:
        """Joins the tabs of a session."""
        self.shared.join(shared)


class Handling(Part):
    """What is done to an interaction of any medium."""

    @command
    def accept(self, interaction_id: str) -> Answer:
        """Accepts what rings or invites."""
        interaction = self.found(interaction_id)
        if isinstance(interaction, Failure):
            return interaction
        verb = Verb.ANSWER if interaction.media == VOICE else Verb.ACCEPT
        return self.core.link.do(interaction, Step(verb), worded=Verb.ACCEPT)

    @command
    def reject(self, interaction_id: str) -> Answer:
        """Rejects what rings or invites."""
        interaction = self.found(interaction_id)
        return interaction if isinstance(interaction, Failure) else self.core.link.do(interaction, Step(Verb.REJECT))

    @command
    def set_user_data(self, interaction_id: str, pairs: JsonObject, by: Actor = AGENT) -> Answer:
        """Sets attached data on a live interaction. The ids of case and bundle move it (as the reference says)."""
        interaction = self.found(interaction_id)
        if isinstance(interaction, Failure):
            return interaction
        if INFORMATION_KEY in pairs:
            return Failure(errors.key_not_writable(INFORMATION_KEY))
        for key in (CASE_KEY, BUNDLE_KEY):
            if key in pairs and not (isinstance(pairs[key], str) and pairs[key]):
                return Failure(errors.bad_value(key, "a string that is not empty"))
        return self.core.link.do(interaction, SetData(pairs), by)

    @command
    def delete_user_data(self, interaction_id: str, key: str, by: Actor = AGENT) -> Answer:
        """Deletes one key; a key that is not there is as good as deleted."""
        interaction = self.found(interaction_id)
        if isinstance(interaction, Failure):
            return interaction
        if key in (CASE_KEY, BUNDLE_KEY, INFORMATION_KEY):
            return Failure(errors.key_not_writable(key))
        return self.core.link.do(interaction, DeleteData(key), by)

    @command
    def assign_contact(self, interaction_id: str, contact: Contact | None) -> Answer:
        """Says who the customer of a live interaction is; ``None`` is nobody known."""
        interaction = self.found(interaction_id)
        return (
            interaction if isinstance(interaction, Failure) else self.core.link.do(interaction, AssignContact(contact))
        )

    @command
    def select_case(self, case_id: str) -> Answer:
        """Selects and expands a case."""
        if not self.core.interactions.of_case(case_id):
            return Failure(errors.CASE_NOT_FOUND)
        self.core.cases.select(case_id)
        self.core.host.changed(Area.CASE)
        return DONE
