"""The Python environments of the tests, below .wsispark, made from the pinned requirement files."""

import hashlib
import platform
import shutil
import subprocess
import sys

REQUIREMENTS = ("requirements-test.txt", "notebooks/requirements.txt")
TORCH = ("requirements-torch.txt",)
CONSTRAINTS = ".ci/constraints.txt"


def make(root, name="venv", requirements=REQUIREMENTS):
    """Makes the environment unless it is there already.

    Returns its interpreter and None, or None and what went wrong.
    """
    folder = root / ".wsispark" / name
    stamp = folder / "wsispark.stamp"
    interpreter = folder / "bin" / "python"
    wanted = [root / file for file in requirements if (root / file).exists()]
    limits = [root / CONSTRAINTS] if (root / CONSTRAINTS).exists() else []
    digest = hashlib.sha256(platform.python_version().encode() + str(folder).encode())
    for file in wanted + limits:
        digest.update(file.read_bytes())
    if stamp.exists() and stamp.read_text() == digest.hexdigest() and interpreter.exists():
        return interpreter, None

    print(f"making the Python environment .wsispark/{name} of the tests ...", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    steps = [[sys.executable, "-m", "venv", str(folder)]]
    install = [str(interpreter), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    install += [part for file in wanted for part in ("-r", str(file))]
    steps.append(install + [part for file in limits for part in ("-c", str(file))])
    for step in steps:
        done = subprocess.run(step, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        if done.returncode != 0:
            shutil.rmtree(folder, ignore_errors=True)
            return None, trouble(step, done.stdout)
    stamp.write_text(digest.hexdigest())
    return interpreter, None


def trouble(step, output):
    """What to tell the user: the line that says most, and the cure where it is known."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    telling = [line for line in lines if line.startswith("ERROR")] or lines[-1:] or ["no output"]
    cure = "; install python3-venv" if "ensurepip" in output else ""
    return f"'{' '.join(step[1:4])}' failed: {telling[0]}{cure}"
