"""The rules of a session, pure: no I/O, no clock, no randomness. The caller tells the time.

Commands are what someone wants, events what is now true, state the fold of events.
"""
