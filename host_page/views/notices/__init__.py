"""Toasts, banners and messages."""
