"""E-mails and items."""
