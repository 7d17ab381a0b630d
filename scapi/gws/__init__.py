"""Genesys Web Services v2: a server in front of the contact centre, its resources, its notifications, Bayeux."""
