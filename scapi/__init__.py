"""The workspace and its Service Client API, without a browser: no clock, no input or output, no randomness.

Everything outside is handed in through :class:`scapi.host.Host`. Start reading at :mod:`scapi.service`, the pipeline
that every message of a client passes, and :mod:`scapi.session`, which puts the parts together.
"""
