"""``python -m kumareport``"""

import sys

from kumareport.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
