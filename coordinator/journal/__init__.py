"""The durable side: an append-only chain of events per session, and what stands beside it."""
