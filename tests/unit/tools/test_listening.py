"""Sockets that listen."""

from __future__ import annotations

import asyncio
import socket

import pytest

from tools.listening import LOOPBACK, LOOPBACK_6, has_ipv6, listen
from tools.messages import Failure


@pytest.mark.parametrize("address", [LOOPBACK, *([LOOPBACK_6] if has_ipv6() else [])])
def test_small_answers_are_sent_at_once(address: str) -> None:
    """Without ``TCP_NODELAY`` the body of each answer waited 40 ms behind its head."""

    async def option_of_a_connection() -> int:
        found: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        def accepted(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            found.set_result(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        listening = listen(address)
        server = await asyncio.start_server(accepted, sock=listening)
        async with server:
            _, writer = await asyncio.open_connection(address, listening.getsockname()[1])
            try:
                return await found
            finally:
                writer.close()

    assert asyncio.run(option_of_a_connection()) != 0


def test_a_port_that_is_taken_is_named() -> None:
    with listen(LOOPBACK) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Failure, match=f"Port {port} is in use"):
            listen(LOOPBACK, port)
