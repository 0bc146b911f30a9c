"""Documents made of the views: what an organizer takes away from a meeting."""
