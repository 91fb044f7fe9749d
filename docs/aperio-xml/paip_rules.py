"""Masks under the rules of the PAIP challenges, pixel by pixel from the sentences of ../masks.md: slow, and obvious.

Standard library only. Outlines may leave the image by less than PADDING (paip2019); lines of paip2020 and paip2021 may not leave the mask,
as what OpenCV clips is no matter of these cases.
"""

PADDING = 1024
BOX = 10


def before_dot(text):
    return int(str(text).split(".", maxsplit=1)[0])


def clamp(value, low, high):
    return max(low, min(high, value))


def sign(value):
    return (value > 0) - (value < 0)


def outline_2019(points):
    """On the canvas: the padding is added first, which decides what a double makes of a line that nearly meets a pixel."""
    corners = [(before_dot(x) + PADDING, before_dot(y) + PADDING) for x, y in points]
    pixels = {corners[0]}
    x0, y0 = corners[0]
    for x1, y1 in corners[1:] + corners[:1]:
        if (x1, y1) == (x0, y0):
            continue
        dx, dy = x1 - x0, y1 - y0
        right, down = sign(dx), sign(dy)
        pixels.add((x1, y1))
        if dx == 0:
            pixels |= {(x0 - 1, y) for y in range(y0 + down, y1 + down, down)}
        elif dy == 0:
            pixels |= {(x, y0 - 1) for x in range(x0 + right, x1 + right, right)}
        elif abs(dx) == abs(dy):
            pixels |= {(x0 + k * right, y0 + k * down) for k in range(1, abs(dx) + 1)}
        elif abs(dy) > abs(dx):
            y = y0 + down
            for x in range(x0 + right, x1 + right, right):
                while (y - (y0 + (x - x0) * (dy / dx))) * down <= 0:
                    pixels.add((x, y))
                    y += down
        else:
            x = x0 + right
            for y in range(y0 + down, y1 + down, down):
                while (x - (x0 + (y - y0) / (dy / dx))) * right <= 0:
                    pixels.add((x, y))
                    x += right
        x0, y0 = x1, y1
    return pixels


def pockets_filled(pixels):
    """With all that no way of 4-neighbours leads to from outside."""
    if not pixels:
        return pixels
    left, right = min(x for x, _ in pixels) - 1, max(x for x, _ in pixels) + 1
    top, bottom = min(y for _, y in pixels) - 1, max(y for _, y in pixels) + 1
    outside, front = {(left, top)}, [(left, top)]
    while front:
        x, y = front.pop()
        for near in ((x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)):
            inside = left <= near[0] <= right and top <= near[1] <= bottom
            if inside and near not in outside and near not in pixels:
                outside.add(near)
                front.append(near)
    return {(x, y) for y in range(top, bottom + 1) for x in range(left, right + 1)} - outside


def board_2019(rings, width, height):
    pixels = set().union(*(outline_2019(ring) for ring in rings))
    for x, y in pixels:
        if not (0 < x < width + 2 * PADDING and 0 < y < height + 2 * PADDING):
            raise ValueError(f"{x}, {y} lies outside the canvas")
    return {(x - PADDING, y - PADDING) for x, y in pockets_filled(pixels)}


def paip2019(layers, width, height):
    """Layers by Id: lists of (points, negative). 1 whole tumour, 2 viable tumour painted over it."""
    whole, viable = (board_2019([p for p, n in layers[k] if not n], width, height) for k in ("1", "2"))
    negative = board_2019([p for k in ("1", "2") for p, n in layers[k] if n], width, height)
    values = dict.fromkeys(whole, 1) | dict.fromkeys(viable - negative, 2)
    return [[values.get((x, y), 0) for x in range(width)] for y in range(height)]


def line(start, end, width, height):
    (x0, y0), (x1, y1) = sorted((start, end), key=lambda point: point[0])
    if not all(0 <= x < width and 0 <= y < height for x, y in (start, end)):
        raise ValueError(f"{start} to {end} leaves the mask")
    dx, dy, down = x1 - x0, abs(y1 - y0), sign(y1 - y0)
    long, short = max(dx, dy), min(dx, dy)
    error, x, y, pixels = long - 2 * short, x0, y0, set()
    for _ in range(long + 1):
        pixels.add((x, y))
        side = error < 0
        error += 2 * long * side - 2 * short
        x += 1 if dx == long or side else 0
        y += down if dx != long or side else 0
    return pixels


def filled(corners, width, height):
    edges = list(zip(corners, corners[1:] + corners[:1]))
    pixels = set().union(*(line(a, b, width, height) for a, b in edges))
    crossings = {}
    for (xa, ya), (xb, yb) in (sorted(edge, key=lambda point: point[1]) for edge in edges):
        if ya != yb:
            step = abs(xb - xa) * 65536 // (yb - ya) * sign(xb - xa)
            for y in range(ya, yb):
                crossings.setdefault(y, []).append(xa * 65536 + (y - ya) * step)
    for y, positions in crossings.items():
        positions.sort()
        for first, second in zip(positions[::2], positions[1::2]):
            pixels |= {(x, y) for x in range(-(-first // 65536), second // 65536 + 1)}
    return pixels


def paip2020(regions, width, height):
    """Regions of the one layer: (points, negative); the mask's size, a sixteenth of the slide's."""
    boards = {False: set(), True: set()}
    for points, negative in regions:
        corners = [
            (clamp(before_dot(x) // 16, 0, width - 1), clamp(before_dot(y) // 16, 0, height - 1)) for x, y in points
        ]
        boards[negative] |= filled(corners, width, height)
    inside = boards[False] - boards[True]
    return [[int((x, y) in inside) for x in range(width)] for y in range(height)]


def paip2021(layers, width, height, slide_width, slide_height):
    """Pairs of Id and regions, in the document's order; regions are lists of points."""
    values = {}
    ratios = slide_width / width, slide_height / height
    for number, regions in layers:
        for points in sorted(regions, key=lambda ring: len(ring) != 4):
            corners = [
                tuple(clamp(round(round(float(v)) / r), 0, s) for v, r, s in zip(point, ratios, (width, height)))
                for point in points
            ]
            if len(points) == 4:
                values |= dict.fromkeys(filled(corners, width, height), number + BOX)
            elif number == 2:
                for start, end in zip(corners, corners[1:]):
                    values |= dict.fromkeys(line(start, end, width, height), number)
            else:
                values |= dict.fromkeys(filled(corners, width, height), number)
    return [[values.get((x, y), 0) for x in range(width)] for y in range(height)]
