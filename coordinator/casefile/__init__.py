"""Session files: what an organizer writes before a meeting, read, checked and made a session."""
