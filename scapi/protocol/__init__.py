"""The wire protocol, without any transport: messages in, messages out, and the registry of requests."""
