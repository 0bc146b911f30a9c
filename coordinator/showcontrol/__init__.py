"""Show control: what the meeting tells the machines around it, and what buttons may ask of it."""
