"""Executes one notebook in the interpreter's own environment; a notebook without a picture is a failure.

Usage: python execute_notebook.py NOTEBOOK.ipynb [EXECUTED.ipynb]
"""

import base64
import io
import pathlib
import sys
import tempfile

import nbclient
import nbformat
from PIL import Image
from traitlets.config import Config

# Grey levels between the darkest and the brightest pixel; a blank figure has none.
LEAST_CONTRAST = 32


def pictures(notebook):
    """The PNG outputs of a notebook, decoded."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            encoded = output.get("data", {}).get("image/png")
            if encoded:
                yield Image.open(io.BytesIO(base64.b64decode(encoded))).convert("L")


def main(path, executed=None):
    notebook = nbformat.read(path, as_version=4)
    folder = str(pathlib.Path(path).resolve().parent)
    with tempfile.TemporaryDirectory(prefix="wsispark-") as sockets:
        # Over socket files: nobody else on the machine can talk to the kernel.
        config = Config(KernelManager={"transport": "ipc", "ip": f"{sockets}/kernel"})
        client = nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": folder}}, config=config)
        client.execute()
    if executed:
        nbformat.write(notebook, executed)
    found = list(pictures(notebook))
    if not found:
        sys.exit("no picture came out")
    for image in found:
        low, high = image.getextrema()
        if high - low < LEAST_CONTRAST:
            sys.exit(f"a picture of {image.size} is blank")


if __name__ == "__main__":
    main(*sys.argv[1:])
