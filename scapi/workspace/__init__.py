"""What the agent sees: presence, interactions, cases and web applications, made of what the contact centre tells."""
