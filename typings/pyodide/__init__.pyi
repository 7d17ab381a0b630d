"""The parts of Pyodide's own package that the project uses."""

__version__: str
