"""Outputs of an ONNX graph by onnxruntime in Python, for comparison with the Java runner.

Arguments: graph, file of RGB windows (uint8, N x side x side x 3), side, scale, mean, std (three numbers joined
by commas each), file to write (float32, as the graph gives it). The graph is checked by onnx first.
"""

import sys

import numpy
import onnx
import onnxruntime


def main():
    graph, windows, side, scale, mean, std, out = sys.argv[1:]
    onnx.checker.check_model(onnx.load(graph), full_check=True)
    side = int(side)
    rgb = numpy.fromfile(windows, numpy.uint8).reshape(-1, side, side, 3).astype(numpy.float64)
    values = (rgb * float(scale) - numbers(mean)) / numbers(std)
    session = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])
    fed = {session.get_inputs()[0].name: values.transpose(0, 3, 1, 2).astype(numpy.float32)}
    result = session.run(None, fed)[0]
    result.astype("<f4").tofile(out)
    print(" ".join(str(size) for size in result.shape))


def numbers(text):
    return numpy.array([float(number) for number in text.split(",")])


main()
