"""The tests of the launcher and of these scripts, in the standard library's unittest."""

import unittest

from outcome import Outcome


class Collector(unittest.TestResult):
    """Keeps every test's outcome; TestResult itself keeps only what did not pass."""

    def __init__(self):
        super().__init__()
        self.outcomes = []

    def _add(self, test, status, reason=""):
        self.outcomes.append(Outcome(test.id(), status, reason))

    def addSuccess(self, test):
        self._add(test, Outcome.PASSED)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._add(test, Outcome.FAILED, str(err[1]))

    def addError(self, test, err):
        super().addError(test, err)
        self._add(test, Outcome.FAILED, f"{err[0].__name__}: {err[1]}")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._add(test, Outcome.SKIPPED, reason)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self._add(subtest, Outcome.FAILED, str(err[1]))


def run(root):
    """Runs .ci/test_*.py and returns one outcome per test."""
    print("running the tests of the launcher", flush=True)
    collector = Collector()
    unittest.defaultTestLoader.discover(str(root / ".ci"), pattern="test_*.py").run(collector)
    return collector.outcomes
