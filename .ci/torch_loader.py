"""The loader of patches in PyTorch's DataLoader, in an environment of its own; '--with torch' asks for it."""

import os
import subprocess

import environment
from outcome import Outcome

MODULE = "test_patch_dataset_torch"


def run(root, lake):
    """Runs the tests over the lake, shows what they print, and returns one outcome."""
    if lake is None:
        return [Outcome(MODULE, Outcome.FAILED, "the demo that makes its lake failed")]
    python, trouble = environment.make(root, "venv-torch", environment.TORCH)
    if trouble:
        return [Outcome(MODULE, Outcome.FAILED, f"the environment with torch could not be made: {trouble}")]
    print("running the loader of patches in PyTorch's DataLoader", flush=True)
    done = subprocess.run(
        [str(python), "run_tests.py", MODULE],
        cwd=root / "jobs" / "src" / "test" / "python",
        env=dict(os.environ, WSISPARK_LAKE=str(lake)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    print(done.stdout, flush=True)
    if done.returncode == 0:
        return [Outcome(MODULE, Outcome.PASSED)]
    lines = [line for line in done.stdout.splitlines() if line.strip()]
    return [Outcome(MODULE, Outcome.FAILED, lines[-1] if lines else f"ended with {done.returncode}")]
