"""Runs a module of unittest and prints the counts; the reasons go to stderr.

Usage: python run_tests.py MODULE
"""

import sys
import unittest

result = unittest.TextTestRunner(stream=sys.stderr, verbosity=2).run(unittest.defaultTestLoader.loadTestsFromName(sys.argv[1]))
print(f"ran {result.testsRun}, failed {len(result.failures) + len(result.errors)}, skipped {len(result.skipped)}")
sys.exit(0 if result.wasSuccessful() and result.testsRun else 1)
