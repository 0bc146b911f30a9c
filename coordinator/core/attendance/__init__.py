"""Who attends: notes, corrections, added attendees and head-counts."""
