#!/usr/bin/env python3
"""The one command of the project: ``python3 build.py serve`` opens a workspace, ``python3 build.py test`` proves it.

Needs Python 3.11 or later and nothing else; everything further is set up by the first run.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this file alone can be read by an older Python, to say so
    sys.exit("Python 3.11 or later is needed; this is Python " + sys.version.split()[0] + ".")

from tools.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
