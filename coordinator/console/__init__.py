"""The people's door: pages, their streams, the API for people and scripts, health and metrics."""
