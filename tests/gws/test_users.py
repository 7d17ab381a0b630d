"""Users and what belongs to them; the directory, settings, features; passwords and what is told of them."""

from __future__ import annotations

from typing import Any

import pytest

from scapi.centre.port import Connection
from scapi.gws.gws_server import GwsServer
from scapi.gws.passwords import PasswordError
from scapi.testing import FakeHost
from tests.support.gws import BASE, PASSWORD, SCENARIO, Agent, new_server

NEW = "battery staple"


def test_me(anna: Agent) -> None:
    user = anna.get("/me")["user"]
    assert len(user["id"]) == 32
    assert int(user["id"], 16)
    assert user["uri"] == f"{BASE}/api/v2/users/{user['id']}"
    assert user == anna.get("/me/")["user"] == anna.get(f"/users/{user['id']}")["user"]
    assert {name: user[name] for name in ("userName", "firstName", "lastName", "roles", "enabled", "path")} == {
        "userName": "anna", "firstName": "Anna", "lastName": "Berg", "roles": ["ROLE_AGENT"], "enabled": True,
        "path": f"/users/{user['id']}",
    }  # fmt: skip
    assert "password" not in user


def test_subresources(anna: Agent) -> None:
    anna.dial("5002555")
    user = anna.get("/me/?subresources=devices,calls,channels,interactions,chats")["user"]
    assert user["devices"] == anna.get("/me/devices?fields=*")["devices"]
    assert user["calls"] == anna.calls
    assert user["channels"] == user["channelStates"] == anna.get("/me/channels")["channels"]
    assert user["interactions"] == user["chats"] == []
    assert "features" not in user
    assert set(anna.get("/me?subresources=*")["user"]) >= {"features", "settings", "skills"}
    assert anna.response("GET", "/me?subresources=shoes").content["statusCode"] == 10  # type: ignore[index, call-overload]


def test_users(anna: Agent, carla: Agent) -> None:
    users = carla.get("/users?fields=userName")["users"]
    assert users == [{"userName": "anna"}, {"userName": "boris"}, {"userName": "carla"}]
    hers = anna.get("/me")["user"]["id"]
    his = carla.get("/users?fields=id&offset=1&limit=1")["users"][0]["id"]
    assert carla.get(f"/users/{hers}?subresources=devices")["user"]["devices"][0]["phoneNumber"] == "5001"
    assert anna.response("GET", f"/users/{his}").status == 403
    assert anna.response("GET", "/users/0").status == 404


@pytest.mark.parametrize("query", ["limit=x", "offset=-1", "limit=99999999", "offset=١"])
def test_bad_pages(anna: Agent, query: str) -> None:
    assert anna.response("GET", f"/users?{query}").content["statusCode"] == 10  # type: ignore[index, call-overload]


def test_contacts(anna: Agent) -> None:
    me = anna.get("/me")["user"]
    contact = anna.get(f"/contacts/{me['id']}?type=User")["contact"]
    assert contact["phoneNumbers"] == [{"phoneNumber": "5001", "description": "", "switchName": ""}]
    assert {contact[name] for name in ("type", "userName", "employeeId", "name")} == {
        "User",
        "anna",
        "1001",
        "Anna Berg",
    }
    found = anna.get("/contacts?fields=name&type=User&sortBy=name&order=Descending")["contacts"]
    assert [each["name"] for each in found] == ["Carla Diaz", "Boris Holt", "Anna Berg"]
    found = anna.get("/contacts?fields=name&filterName=NamesOrPhoneNumberMatches&filterParameters=ho*")["contacts"]
    assert found == [{"name": "Boris Holt"}]
    assert anna.get("/contacts?type=Queue&fields=name")["contacts"] == [{"name": "Sales"}]
    assert len(anna.get("/contacts?limit=2")["uris"]) == 2
    assert anna.response("GET", "/contacts/1").status == 404


def test_features_settings_and_version(anna: Agent, carla: Agent) -> None:
    features = anna.get("/features?fields=*")["features"]
    assert "api-voice" in [each["id"] for each in features]
    assert anna.get("/features/api-voice")["feature"] in features
    assert anna.response("GET", "/features/api-unknown").status == 404
    assert anna.get("/diagnostics/version")["version"].startswith("8.5.")
    assert anna.response("GET", "/settings").status == 403
    assert {"displayName", "uri"} == set(carla.get("/settings")["settings"][0])
    assert anna.get("/settings/general-settings")["settings"]["countryCode"]


def test_groups_and_services(host: FakeHost) -> None:
    groups = '[[groups]]\nname = "Second Level"\nnumber = "7001"\n[[groups]]\nname = "Others"\nnumber = "7002"\n'
    server = new_server(host, SCENARIO.replace('["Sales"]', '["Sales", "Second Level"]') + groups)
    anna, boris = Agent(server, host, "anna"), Agent(server, host, "boris")
    both = anna.get("/groups?fields=*")["groups"]
    assert [each["name"] for each in both] == ["Second Level", "Others"]
    assert set(both[0]) == {"id", "name", "type", "contains", "uri", "path"}
    assert anna.get("/me/groups?type=BusinessUnit&fields=name")["groups"] == [{"name": "Second Level"}]
    assert boris.get("/me/groups") == {"statusCode": 0, "uris": []}
    assert anna.get("/groups?type=dispositions")["uris"] == []
    server.centre.port("1001").link(Connection.DISCONNECTED)
    states = {each["type"]: each["state"] for each in anna.get("/services?fields=*")["services"]}
    assert states["Voice"] == "Inactive"
    assert {each["state"] for each in boris.get("/services?fields=type,state")["services"]} == {"Active", "Inactive"}


# ── passwords ────────────────────────────────────────────────────────────────────────────────────────────────────────


def change(agent: Agent, old: str, new: str) -> list[Any]:
    agent.heard()
    agent.do("/me", "ChangePassword", oldPassword=old, newPassword=new)
    return agent.heard()


def test_a_password_is_changed(server: GwsServer, host: FakeHost, anna: Agent) -> None:
    other = Agent(server, host, "anna").log_in()
    assert change(anna, PASSWORD, NEW) == [
        {"channel": "/v2/me", "data": {"notificationType": "PasswordChangeSuccessful"}}
    ]
    assert Agent(server, host, "anna").response("GET", "/me").status == 403
    assert Agent(server, host, "anna", NEW).response("GET", "/me").status == 200
    assert anna.response("GET", "/me").status == 200, "who has changed it goes on"
    assert other.response("GET", "/me").status == 403, "others log in anew"
    assert other.advice["reconnect"] == "handshake"


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        (PASSWORD, "short", PasswordError.TOO_WEAK),
        (PASSWORD, "x" * 200, PasswordError.TOO_WEAK),
        (PASSWORD, PASSWORD, PasswordError.TOO_WEAK),
        ("wrong", NEW, PasswordError.WRONG_OLD),
    ],
)
def test_a_password_is_not_changed(
    server: GwsServer, host: FakeHost, anna: Agent, old: str, new: str, error: PasswordError
) -> None:
    (told,) = change(anna, old, new)
    assert told["data"]["notificationType"] == "PasswordChangeError"
    assert told["data"]["errorCode"] == error.value
    assert told["data"]["errorMessage"]
    assert Agent(server, host, "anna").response("GET", "/me").status == 200


def test_the_server_fails_to_change_it(server: GwsServer, anna: Agent) -> None:
    server.state.passwords.refuse_next()
    (told,) = change(anna, PASSWORD, NEW)
    assert told["data"]["errorCode"] == PasswordError.SERVER.value == 3


def test_the_password_of_another(server: GwsServer, host: FakeHost, anna: Agent, carla: Agent) -> None:
    hers = anna.get("/me")["user"]
    anna.heard()
    carla.heard()
    carla.do(hers["path"], "ChangePassword", newPassword=NEW)
    assert carla.heard() == [
        {
            "channel": "/v2/users",
            "data": {
                "notificationType": "PasswordChangeSuccessful", "userUri": hers["uri"], "userId": hers["id"],
            },
        }
    ]  # fmt: skip
    assert anna.heard() == [], "the topic is only for supervisors and administrators"
    assert Agent(server, host, "anna", NEW).response("GET", "/me").status == 200
    carla.do(hers["path"], "ChangePassword", newPassword="x")
    (told,) = carla.told("/v2/users")
    assert (told["errorCode"], told["userId"]) == (1, hers["id"])
    assert Agent(server, host, "boris").post(hers["path"], "ChangePassword", newPassword=NEW)["statusCode"] == 5
