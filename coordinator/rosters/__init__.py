"""Lists of people as offices send them: read, understood, and matched to a session's roster.

Pure reading: nothing here changes a session, and nothing here keeps or logs what was read.
"""
