"""Executes every notebook over a lake, and asserts that each shows a picture."""

import os
import subprocess

from outcome import Outcome

RUN_ONE = """
import base64, io, sys, nbclient, nbformat
from PIL import Image
path = sys.argv[1]
notebook = nbformat.read(path, as_version=4)
nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3",
                        resources={"metadata": {"path": sys.argv[2]}}).execute()
pictures = [data["image/png"] for cell in notebook.cells for output in cell.get("outputs", [])
            for data in [output.get("data", {})] if "image/png" in data]
if not pictures:
    sys.exit("no picture came out")
for picture in pictures:
    image = Image.open(io.BytesIO(base64.b64decode(picture))).convert("L")
    low, high = image.getextrema()
    if high - low < 32:
        sys.exit(f"a picture of {image.size} is blank")
"""


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
    done = subprocess.run(
        [str(python), "-c", RUN_ONE, str(file), str(file.parent)],
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
