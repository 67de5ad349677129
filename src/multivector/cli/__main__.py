"""``python -m multivector.cli`` is ``multivector``."""

import sys

from multivector.cli import main

if __name__ == "__main__":
    sys.exit(main())
