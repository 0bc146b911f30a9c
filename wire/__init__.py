"""What both programs say to each other: words, messages and the site's view.

Owned by neither the coordinator nor the agent and imports nothing of either.
"""
