"""The press: makes documents of a session's record, each in a process of its own."""
