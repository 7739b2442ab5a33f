"""``python -m previz``."""

import sys

from previz.cli import main

sys.exit(main())
