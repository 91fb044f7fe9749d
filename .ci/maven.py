"""The Java side: the whole gated build with all tests, read back from the reports of Surefire and Failsafe."""

import fcntl
import os
import re
import subprocess
import xml.etree.ElementTree as xml

from outcome import Outcome

# Unit tests, and the tests of what is submitted, which run after packaging.
REPORTS = ("udfs/target/surefire-reports", "jobs/target/surefire-reports", "jobs/target/failsafe-reports")

# The lines of a long log that a reader waits for.
WORTH_SHOWING = re.compile(r"^\[(INFO|WARNING|ERROR)\] (Building wsispark|Tests run:.* -- in |Tests run:.*Time elapsed|BUILD )|^\[ERROR\]|^assembly: ")

# With failures ignored, so that every test runs, Surefire only logs that a JVM died and its tests never ended.
DEAD_JVM = re.compile(r"forked VM terminated|Crashed tests|error in the fork", re.IGNORECASE)


def verify(root, python):
    """Builds from clean with every gate on and returns one outcome per test, and one for the build itself.

    From clean, because classes that './wsispark COMMAND' has compiled have not gone through the gates.
    """
    log = root / ".wsispark" / "test.log"
    log.parent.mkdir(exist_ok=True)
    command = ["mvn", "-B", "clean", "verify", "-Dmaven.test.failure.ignore=true"]
    if python:
        command.append(f"-Dwsispark.python={python}")
    print(f"building with all gates and running the Java tests; the whole log is {log}", flush=True)
    with open(root / ".wsispark" / "build.lock", "w") as lock, open(log, "w") as copy:
        fcntl.flock(lock, fcntl.LOCK_EX)
        build = subprocess.Popen(
            command,
            cwd=root,
            env=os.environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        dead = ""
        for line in build.stdout:
            copy.write(line)
            if not dead and DEAD_JVM.search(line):
                dead = line.strip()
            if WORTH_SHOWING.search(line):
                print(line.rstrip(), flush=True)
        status = build.wait()
    outcomes = [case for folder in REPORTS for case in read_reports(root / folder)]
    return [built(status, dead, log)] + outcomes


def built(status, dead, log):
    """The outcome of the build itself: its exit status, and whether all test JVMs lived to their end."""
    if status == 0 and not dead:
        return Outcome("build with all gates", Outcome.PASSED)
    return Outcome("build with all gates", Outcome.FAILED, f"mvn ended with {status}; {dead or 'the log says why'}; see {log}")


def read_reports(folder):
    """The outcomes that Surefire or Failsafe wrote into a folder of reports, by class and method."""
    outcomes = []
    for file in sorted(folder.glob("TEST-*.xml")):
        for case in xml.parse(file).getroot().iter("testcase"):
            name = ".".join(part for part in (case.get("classname"), case.get("name")) if part)
            outcomes.append(outcome_of(name, case))
    return outcomes


def outcome_of(name, case):
    """One testcase element as an outcome."""
    for tag, status in (("failure", Outcome.FAILED), ("error", Outcome.FAILED), ("skipped", Outcome.SKIPPED)):
        found = case.find(tag)
        if found is not None:
            return Outcome(name, status, found.get("message") or found.text or found.get("type") or "")
    return Outcome(name, Outcome.PASSED)
