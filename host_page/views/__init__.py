"""What a person sees: templates filled from the session, and what the controls in them do. Pure Python."""
