"""Makes `ledger_records` importable: pytest's importlib mode puts no test folder on the path by itself."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
