"""The floor: who asked to speak, in which order, who speaks, and for how long.

`commands`, `events` and `state` are the facts, `queue` the order, `limits` the time limits, `rules`
what is allowed, `changes` the only code that alters the floor.
"""
