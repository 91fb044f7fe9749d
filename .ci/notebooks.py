"""Executes every notebook over a lake, and asserts that each shows a picture."""

import os
import subprocess

from outcome import Outcome


def run(root, python, lake):
    """Runs the notebooks; when no lake is given, demo makes one first."""
    files = sorted((root / "notebooks").glob("*.ipynb"))
    if not files:
        return []
    outcomes = []
    if lake is None:
        out = root / ".wsispark" / "demo"
        print("running the demo that makes the notebooks' lake", flush=True)
        done = subprocess.run([str(root / "wsispark"), "demo", "--out", str(out)], check=False, stdin=subprocess.DEVNULL)
        status = Outcome.PASSED if done.returncode == 0 else Outcome.FAILED
        outcomes.append(Outcome("wsispark demo", status, f"it ended with {done.returncode}"))
        if done.returncode != 0:
            return outcomes + [Outcome(name(root, f), Outcome.FAILED, "the demo that makes its lake failed") for f in files]
        lake = out / "lake"
    return outcomes + [execute(root, python, lake, file) for file in files]


def execute(root, python, lake, file):
    """One notebook in a kernel of the test environment."""
    if python is None:
        return Outcome(name(root, file), Outcome.SKIPPED, "SKIP: the Python environment of the tests is not here")
    print(f"executing {name(root, file)}", flush=True)
    executed = root / ".wsispark" / "notebooks" / file.name
    executed.parent.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [str(python), str(root / ".ci" / "execute_notebook.py"), str(file), str(executed)],
        env=dict(os.environ, WSISPARK_LAKE=str(lake)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        return Outcome(name(root, file), Outcome.PASSED)
    print(done.stdout, flush=True)
    lines = [line for line in done.stdout.splitlines() if line.strip()]
    return Outcome(name(root, file), Outcome.FAILED, lines[-1] if lines else f"ended with {done.returncode}")


def name(root, file):
    """A notebook's name in the report."""
    return file.relative_to(root).as_posix()
