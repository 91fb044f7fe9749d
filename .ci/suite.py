"""Runs every test of the project and says what was skipped; './wsispark test' calls it.

Usage: ./wsispark test [--lake DIR] [--with torch]

  --lake DIR     the notebooks open this lake instead of one that 'demo' makes
  --with torch   the loader of patches runs in PyTorch's DataLoader, too, and says how many images a second it reads;
                 installs PyTorch (gigabytes) into .wsispark/venv-torch

With CI=true a part that is missing (Python packages, real data, a browser) is an error, not a skip.
The last line is 'N passed, N failed, N skipped'; the exit code is 0 only when nothing failed.
"""

import argparse
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import environment
import maven
import notebooks
import scripts
import torch_loader
from outcome import Outcome, report

ROOT = pathlib.Path(__file__).resolve().parent.parent


def main():
    parser = argparse.ArgumentParser(prog="wsispark test", description="Runs every test of the project.")
    parser.add_argument("--lake", type=pathlib.Path, help="notebooks open this lake instead of one that demo makes")
    parser.add_argument("--with", dest="extras", action="append", default=[], choices=["torch"], help="tests that need more: torch")
    options = parser.parse_args()
    strict = os.environ.get("CI", "").lower() in ("true", "1")

    outcomes = []
    python, trouble = environment.make(ROOT)
    if trouble:
        print(f"The Python environment of the tests could not be made: {trouble}", flush=True)
        status = Outcome.FAILED if strict else Outcome.SKIPPED
        outcomes.append(Outcome("python environment", status, trouble))
    outcomes += scripts.run(ROOT)
    outcomes += maven.verify(ROOT, python)
    lake, made = notebooks.lake(ROOT, options.lake and options.lake.resolve())
    outcomes += made
    outcomes += notebooks.run(ROOT, python, lake)
    if "torch" in options.extras:
        outcomes += torch_loader.run(ROOT, lake)
    return report(outcomes, strict)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
    except subprocess.SubprocessError as failure:
        print(f"wsispark test: {failure}", file=sys.stderr)
        sys.exit(1)
