"""Runs a module of unittest and prints the counts; the reasons go to stderr.

Usage: python run_tests.py MODULE
"""

import sys
import unittest


def main(module):
    tests = unittest.defaultTestLoader.loadTestsFromName(module)
    result = unittest.TextTestRunner(stream=sys.stderr, verbosity=2).run(tests)
    print(f"ran {result.testsRun}, failed {len(result.failures) + len(result.errors)}, skipped {len(result.skipped)}")
    return 0 if result.wasSuccessful() and result.testsRun else 1


# Workers that are spawned import this file again.
if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
