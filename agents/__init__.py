"""The site's side: an agent that keeps what the technician enters and speaks with the coordinator.

It works all day with the coordinator away; nothing here imports the coordinator.
"""
