"""The simulator: a contact centre with many agents. Nothing happens by itself in it, unless a scenario says so."""
