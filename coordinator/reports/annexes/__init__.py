"""The annexes of the documents to be signed, each with its own table."""
