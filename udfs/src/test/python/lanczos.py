"""Resamples pictures by Lanczos with three lobes in float64, as the reference for wsispark's own in whole numbers.

usage: lanczos.py CASES OUT

CASES holds cases one after the other: ten big-endian int64 (width, height, scale x and y as fractions, left, top, width
and height of the target) and width * height * 3 bytes RGB. OUT gets the target's samples as big-endian float64,
clamped to 0 to 255 and not rounded; 255 where the centre of a target pixel lies outside the picture.

What is computed: for target pixel i the sum over all source pixels j of the picture of L((j + 1/2 - c) / s) where
c = (i + 1/2) * scale, s = max(scale, 1), divided by the sum of those weights; L(x) = sinc(x) sinc(x / 3) for |x| < 3.
"""

import struct
import sys
from fractions import Fraction

import numpy as np


def weights(scale, size, start, count):
    stretch = max(scale, Fraction(1))
    matrix = np.zeros((count, size))
    inside = np.zeros(count, dtype=bool)
    for row in range(count):
        centre = (start + row + Fraction(1, 2)) * scale
        inside[row] = 0 <= centre < size
        x = np.array([float((j + Fraction(1, 2) - centre) / stretch) for j in range(size)])
        matrix[row] = np.where(np.abs(x) < 3, np.sinc(x) * np.sinc(x / 3), 0)
        if inside[row]:
            matrix[row] /= matrix[row].sum()
    return matrix, inside


def main(cases, out):
    data = open(cases, "rb").read()
    at = 0
    with open(out, "wb") as file:
        while at < len(data):
            width, height, nx, dx, ny, dy, left, top, columns, rows = struct.unpack_from(">10q", data, at)
            at += 80
            picture = np.frombuffer(data, np.uint8, width * height * 3, at).reshape(height, width, 3).astype(float)
            at += width * height * 3
            across, inside_x = weights(Fraction(nx, dx), width, left, columns)
            down, inside_y = weights(Fraction(ny, dy), height, top, rows)
            result = np.einsum("yj,xi,jic->yxc", down, across, picture, optimize=True).clip(0, 255)
            result[~inside_y] = 255
            result[:, ~inside_x] = 255
            file.write(result.astype(">f8").tobytes())


if __name__ == "__main__":
    main(*sys.argv[1:])
