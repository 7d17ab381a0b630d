"""What each origin may do: one small module for each rule, put together in :mod:`scapi.policy.rules`."""
