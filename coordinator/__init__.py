"""The coordinator: one loop owns each session; doors bring commands in and carry views out."""
