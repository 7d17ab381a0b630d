"""What the page runs: a file of its own, because PyScript wants one."""

from host_page.boot import start

start()
