"""The login, in front of a server that wants to know its user."""
