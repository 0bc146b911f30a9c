"""What pages show: pure functions of the session and the readable texts. Whole views, newest wins.

Each streamed view stays under 32 KB by design; the page is `render(view)` and recomputes nothing.
"""
