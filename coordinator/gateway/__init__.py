"""The agents' door: one WebSocket per link, described in `docs/protocol.md`.

`door` lets in and sends away, `greeting` is hello and welcome, `conversation` everything after it,
`link` one socket, `patience` what a link may do, `registry` who speaks for which site, `fanout`
pictures to many, `translate` words of the wire into words of the core and errors into answers.
"""
