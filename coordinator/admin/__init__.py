"""The administrator's door: the command line speaks to the server that holds the store."""
