"""What the reference of requests says beside the registry: types with all their members, results, and examples."""
