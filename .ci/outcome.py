"""The result of one test, and the closing report over all of them."""

import dataclasses
import re


@dataclasses.dataclass(frozen=True)
class Outcome:
    """One test: its name, whether it passed, and for a failure or a skip the reason in one line."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"

    name: str
    status: str
    reason: str = ""


def one_line(text, limit=400):
    """The first line of a message, shortened; the whole of it stands in the test's own report."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text or "")
    lines = [line.strip() for line in plain.splitlines() if line.strip()]
    first = lines[0] if lines else "no reason given"
    first = first.removeprefix("org.opentest4j.TestAbortedException: ").removeprefix("Assumption failed: ")
    return first if len(first) <= limit else first[: limit - 3] + "..."


def report(outcomes, strict):
    """Prints each skip and each failure by name, then the counts; returns the exit code."""
    passed = [o for o in outcomes if o.status == Outcome.PASSED]
    failed = [o for o in outcomes if o.status == Outcome.FAILED]
    skipped = [o for o in outcomes if o.status == Outcome.SKIPPED]
    unknown = [o for o in outcomes if o not in passed and o not in failed and o not in skipped]
    if unknown:
        raise ValueError(f"tests with no known status: {unknown}")
    print()
    for outcome in skipped:
        print(f"SKIPPED {outcome.name}: {one_line(outcome.reason)}")
    for outcome in failed:
        print(f"FAILED {outcome.name}: {one_line(outcome.reason)}")
    if not passed:
        print("Not one test passed: that is a failure too.")
    if strict and skipped:
        print(f"CI=true: the {len(skipped)} skipped tests above are an error, because a part they need is missing.")
    print(f"{len(passed)} passed, {len(failed)} failed, {len(skipped)} skipped", flush=True)
    return 1 if failed or not passed or (strict and skipped) else 0
