"""The report of './wsispark test': what counts as a skip, and when a run has failed."""

import contextlib
import io
import pathlib
import tempfile
import unittest

import environment
import maven
from outcome import Outcome, report

REPORT = """<testsuite>
  <testcase classname="a.B" name="works"/>
  <testcase classname="a.B" name="breaks"><failure message="expected 1&#10;but was 2" type="E">trace</failure></testcase>
  <testcase classname="a.B" name="throws"><error type="java.io.IOException">trace</error></testcase>
  <testcase classname="a.C" name=""><skipped message="Assumption failed: SKIP: no slides"/></testcase>
</testsuite>"""


def run_report(outcomes, strict=False):
    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        code = report(outcomes, strict)
    return code, text.getvalue().splitlines()


class ReportTest(unittest.TestCase):
    PASS = Outcome("p", Outcome.PASSED)
    FAIL = Outcome("f", Outcome.FAILED, "two\nlines")
    SKIP = Outcome("s", Outcome.SKIPPED, "org.opentest4j.TestAbortedException: Assumption failed: SKIP: no slides")

    def test_names_each_skip_and_failure_and_ends_with_the_counts(self):
        code, lines = run_report([self.PASS, self.FAIL, self.SKIP, self.PASS])
        self.assertEqual(code, 1)
        self.assertIn("SKIPPED s: SKIP: no slides", lines)
        self.assertIn("FAILED f: two", lines)
        self.assertEqual(lines[-1], "2 passed, 1 failed, 1 skipped")

    def test_a_skip_alone_passes_on_a_desk_and_fails_in_ci(self):
        self.assertEqual(run_report([self.PASS, self.SKIP])[0], 0)
        code, lines = run_report([self.PASS, self.SKIP], strict=True)
        self.assertEqual(code, 1)
        self.assertEqual(lines[-1], "1 passed, 0 failed, 1 skipped")

    def test_nothing_run_is_a_failure(self):
        self.assertEqual(run_report([])[0], 1)
        self.assertEqual(run_report([self.SKIP])[0], 1)

    def test_an_unknown_status_is_refused(self):
        with self.assertRaises(ValueError):
            run_report([Outcome("x", "aborted")])


class ReadReportsTest(unittest.TestCase):
    def test_reads_what_surefire_writes(self):
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "TEST-a.B.xml").write_text(REPORT)
            outcomes = maven.read_reports(pathlib.Path(folder))
        self.assertEqual(
            [(o.name, o.status) for o in outcomes],
            [("a.B.works", "passed"), ("a.B.breaks", "failed"), ("a.B.throws", "failed"), ("a.C", "skipped")],
        )
        self.assertIn("no slides", outcomes[3].reason)


    def test_a_build_in_which_a_test_jvm_died_has_failed(self):
        line = "[ERROR] ExecutionException The forked VM terminated without properly saying goodbye."
        self.assertRegex(line, maven.DEAD_JVM)
        self.assertEqual(maven.built(0, line, "log").status, Outcome.FAILED)
        self.assertEqual(maven.built(1, "", "log").status, Outcome.FAILED)
        self.assertEqual(maven.built(0, "", "log").status, Outcome.PASSED)


class EnvironmentTest(unittest.TestCase):
    def test_says_why_pip_failed_and_leaves_no_half_environment(self):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "requirements-test.txt").write_text("./not-a-package-that-is-here\n")
            with contextlib.redirect_stdout(io.StringIO()):
                python, trouble = environment.make(root)
            self.assertIsNone(python)
            self.assertIn("ERROR", trouble)
            self.assertFalse((root / ".wsispark" / "venv").exists())
