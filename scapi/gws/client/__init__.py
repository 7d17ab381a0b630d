"""The client of Genesys Web Services: a contact centre that is far away, for a workspace."""
