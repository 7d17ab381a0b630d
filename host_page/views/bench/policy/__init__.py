"""What the policy says, and would say with other options: a panel of the workbench."""
