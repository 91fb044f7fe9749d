"""Executes every notebook over a lake, and asserts that each shows a picture."""

import os
import subprocess

from outcome import Outcome


def lake(root, given):
    """The lake that was given, else the one that demo makes now, or None where it fails; and the outcome of demo."""
    if given is not None:
        return given, []
    out = root / ".wsispark" / "demo"
    print("running the demo that makes the notebooks' lake", flush=True)
    done = subprocess.run([str(root / "wsispark"), "demo", "--out", str(out)], check=False, stdin=subprocess.DEVNULL)
    if done.returncode == 0:
        return out / "lake", [Outcome("wsispark demo", Outcome.PASSED)]
    return None, [Outcome("wsispark demo", Outcome.FAILED, f"it ended with {done.returncode}")]


def run(root, python, lake):
    """Runs every notebook over the lake."""
    files = sorted((root / "notebooks").glob("*.ipynb"))
    if lake is None:
        return [Outcome(name(root, file), Outcome.FAILED, "the demo that makes its lake failed") for file in files]
    return [execute(root, python, lake, file) for file in files]


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
