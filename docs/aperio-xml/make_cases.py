"""Makes the conformance cases beside it. Masks come from exact fractions, pixel by pixel: slow, and obvious.

usage: python3 make_cases.py   (standard library only; writes cases/ and cases.json, the same bytes every time)
"""

import json
import math
from fractions import Fraction
from pathlib import Path

import paip_rules

HERE = Path(__file__).parent
W, H = 24, 18


def vertices(points, z=' Z="0"'):
    return "".join(f'<Vertex X="{x}" Y="{y}"{z}/>' for x, y in points)


def region(points, number=1, kind=0, negative=0, extra="", z=' Z="0"'):
    return (
        f'<Region Id="{number}" Type="{kind}" NegativeROA="{negative}"{extra}><Attributes/>'
        f"<Vertices>{vertices(points, z)}</Vertices></Region>"
    )


def layer(*regions, number=1, extra=' Name="" Type="4" LineColor="65280"'):
    body = "".join(regions)
    return (
        f'<Annotation Id="{number}"{extra}><Attributes/><Regions><RegionAttributeHeaders/>{body}</Regions>'
        "<Plots/></Annotation>"
    )


def document(*layers, mpp=' MicronsPerPixel="0.252000"'):
    return f"<Annotations{mpp}>" + "".join(layers) + "</Annotations>\n"


def inside(points, cx, cy):
    """Even-odd by the rule: an edge counts at cy when min <= cy < max, a crossing at x counts when x <= cx."""
    odd = False
    for k, (x1, y1) in enumerate(points):
        x2, y2 = points[(k + 1) % len(points)]
        if min(y1, y2) <= cy < max(y1, y2):
            x = x1 + (cy - y1) * (x2 - x1) / (y2 - y1)
            odd ^= x <= cx
    return odd


def mask(positives, negatives, downsample=Fraction(1)):
    exact = [[[(Fraction(x), Fraction(y)) for x, y in ring] for ring in rings] for rings in (positives, negatives)]
    rows = []
    for j in range(H):
        cells = []
        for i in range(W):
            cx, cy = (i + Fraction(1, 2)) * downsample, (j + Fraction(1, 2)) * downsample
            yes = any(inside(ring, cx, cy) for ring in exact[0]) and not any(inside(ring, cx, cy) for ring in exact[1])
            cells.append("1" if yes else "0")
        rows.append(" ".join(cells))
    return f"P1\n{W} {H}\n" + "\n".join(rows) + "\n"


CASES = []


def case(name, about, xml, masks=(), defects=(), encoding="ascii", downsample="1", refused=None):
    data = xml if isinstance(xml, bytes) else xml.encode(encoding)
    (HERE / "cases" / f"{name}.xml").write_bytes(data)
    entry = {"name": name, "about": about, "xml": f"cases/{name}.xml"}
    if refused:
        entry["refused"] = refused
    else:
        entry["downsample"] = downsample
        entry["masks"] = {"exact": []}
        for number, (positives, negatives) in enumerate(masks):
            file = f"cases/{name}.layer{number}.exact.pbm"
            (HERE / file).write_text(mask(positives, negatives, Fraction(downsample)), encoding="ascii")
            entry["masks"]["exact"].append(file)
        entry["defects"] = [{"kind": kind, "layer": at[0], "region": at[1]} for kind, at in defects]
    CASES.append(entry)


def paip_case(rule, about, layers, values, downsample, defects):
    """A case whose last mask has the values of a PAIP rule; layers are pairs of Id and (points, type, negative)."""
    document_layers = [
        layer(*(region(points, k + 1, kind, negative) for k, (points, kind, negative) in enumerate(regions)), number=number)
        for number, regions in layers
    ]
    masks = [
        ([p for p, kind, negative in regions if not negative and kind != 4], [p for p, _, negative in regions if negative])
        for _, regions in layers
    ]
    case(rule, about, document(*document_layers), masks, defects, downsample=downsample)
    file = f"cases/{rule}.{rule}.pgm"
    rows = "\n".join(" ".join(map(str, row)) for row in values)
    (HERE / file).write_text(f"P2\n{W} {H}\n255\n{rows}\n", encoding="ascii")
    CASES[-1]["masks"][rule] = file


def paip_cases():
    whole = [("2.9", "2.999999"), (20, 3), (17, 15), (4, 12)]
    second = [(12, 1), (22, 6), (14, "9.5")]
    viable = [(5, 4), (13, 5), (15, 13), (6, 11)]
    hole = [("7.25", 6), (11, 7), (9, 10)]
    inner = [(3, 5), (8, 5), (8, 8)]
    layers = [(1, [(whole, 0, 0), (second, 0, 0), (inner, 0, 1)]), (2, [(viable, 0, 0), (hole, 0, 1)])]
    paip_case("paip2019", "Outlines without the digits behind the dot, pockets filled; negatives of both layers are taken from layer 2 only",
              layers, paip_rules.paip2019({str(n): [(p, neg) for p, _, neg in regions] for n, regions in layers}, W, H), "1",
              [("open", at) for at in ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1))])

    def far(points):
        return [(f"{16 * float(x) + 3.7:.6f}", f"{16 * float(y) + 9.4:.6f}") for x, y in points]

    regions = [(far(whole), 0, 0), (far(hole), 0, 1), (far(second), 0, 0), (far([(21, 12), (30, 13), (22, 16)]), 0, 0)]
    paip_case("paip2020", "At 1/16, vertices moved into the image, outlines belong to their regions, also to negative ones",
              [(1, regions)], paip_rules.paip2020([(p, neg) for p, _, neg in regions], W, H), "16",
              [(kind, (0, k)) for k in range(4) for kind in ("open", "outside")])
    layers = [
        (1, [(far(whole[:3]), 0, 0), (far(whole), 0, 0)]),
        (2, [(far([(1, 14), (9, 8), (22, 12), (21, 2), (3, 1)]), 4, 0)]),
        (3, [(far(viable), 0, 1)]),
    ]
    numbered = [(n, [p for p, _, _ in regions]) for n, regions in layers]
    paip_case("paip2021", "Four vertices make a box of Id + 10, Id 2 a line, all else is filled with its Id; flags and types are not looked at",
              layers, paip_rules.paip2021(numbered, W, H, 16 * W, 16 * H), "16",
              [("open", at) for at in ((0, 0), (0, 1), (2, 0))] + [("orphan_negative", (2, 0))]
              + [("outside", at) for at in ((0, 0), (0, 1), (1, 0), (2, 0))])


SQUARE = [(2, 2), (12, 2), (12, 10), (2, 10)]
TRIANGLE = [("1.5", "1.25"), ("20.75", "3.125"), ("7.333333", "16.1")]
INNER = [(4, 4), (8, 4), (8, 8), (4, 8)]


def main():
    (HERE / "cases").mkdir(exist_ok=True)
    case("square", "Whole coordinates: the pixels are those whose centres lie inside", document(layer(region(SQUARE))),
         [([SQUARE], [])], [("open", (0, 0))])
    case("closed", "The last vertex repeats the first: the same area", document(layer(region(SQUARE + SQUARE[:1]))),
         [([SQUARE], [])])
    case("fractions", "Coordinates with up to six places are exact", document(layer(region(TRIANGLE))),
         [([TRIANGLE], [])], [("open", (0, 0))])
    case("edges-on-centres", "A centre on a left or upper edge is inside, on a right or lower one outside",
         document(layer(region([("2.5", "2.5"), ("7.5", "2.5"), ("7.5", "6.5"), ("2.5", "6.5")]))),
         [([[("2.5", "2.5"), ("7.5", "2.5"), ("7.5", "6.5"), ("2.5", "6.5")]], [])], [("open", (0, 0))])
    bow = [(2, 2), (14, 14), (14, 2), (2, 14)]
    case("bow-tie", "An outline that crosses itself is even-odd", document(layer(region(bow))), [([bow], [])],
         [("self_crossing", (0, 0)), ("open", (0, 0))])
    case("doubled", "What is wound round twice is outside",
         document(layer(region(SQUARE + SQUARE[:1] + INNER + INNER[:1]))), [([SQUARE + SQUARE[:1] + INNER + INNER[:1]], [])],
         [("open", (0, 0))])
    case("negative", "NegativeROA=1 is taken out of its layer, wherever it stands in the list",
         document(layer(region(INNER, 1, negative=1), region(SQUARE, 2))), [([SQUARE], [INNER])],
         [("open", (0, 0)), ("open", (0, 1))])
    case("negative-of-another-layer", "and of its own layer only",
         document(layer(region(SQUARE)), layer(region(INNER, negative=1), number=2)), [([SQUARE], []), ([], [INNER])],
         [("open", (0, 0)), ("open", (1, 0)), ("orphan_negative", (1, 0))])
    island = [(5, 5), (7, 5), (7, 7), (5, 7)]
    case("island-is-swallowed", "All positives minus all negatives: a positive inside a negative has no area",
         document(layer(region(SQUARE, 1), region(INNER, 2, negative=1), region(island, 3))),
         [([SQUARE, island], [INNER])], [("open", (0, 0)), ("open", (0, 1)), ("open", (0, 2))])
    key = [(2, 2), (12, 2), (12, 10), (2, 10), (2, 2), (4, 4), (8, 4), (8, 8), (4, 8), (4, 4), (2, 2)]
    case("keyhole", "A hole by two coincident edges: they cancel", document(layer(region(key))),
         [([key], [])])
    outside = [(-5, -3), (9, -3), (9, 30), (-5, 30)]
    case("outside", "Coordinates outside the image are clipped, not moved", document(layer(region(outside))),
         [([outside], [])], [("open", (0, 0)), ("partly_outside", (0, 0))])
    many = [(10 + round(8 * math.cos(k / 99)), 9 + round(7 * math.sin(k / 99))) for k in range(622)]
    many = [point for k, point in enumerate(many) if k == 0 or point != many[k - 1]]
    case("rectangle-with-many-vertices", "Type 1 is its listed polygon, however many vertices there are",
         document(layer(region(many, kind=1))), [([many], [])])
    case("rectangle", "Type 1 with four corners", document(layer(region(SQUARE, kind=1))), [([SQUARE], [])])
    case("arrow-ruler-unknown", "Arrows (3), rulers (4) and unknown types have no area",
         document(layer(region([(1, 1), (9, 9)], 1, 3), region([(1, 9), (9, 1)], 2, 4), region(SQUARE, 3, 5))), [([], [])])
    case("degenerate", "One vertex, two, three on a line: no area, no error",
         document(layer(region([(3, 3)], 1), region([(1, 1), (9, 5)], 2), region([(1, 1), (3, 3), (9, 9)], 3))),
         [([], [])], [("degenerate", (0, 0)), ("degenerate", (0, 1)), ("degenerate", (0, 2))])
    case("repeated-ids", "Ids repeat within layers and across: position names a region",
         document(layer(region(SQUARE, 7), region(island, 7)), layer(region(INNER, 7))), [([SQUARE, island], []), ([INNER], [])],
         [("duplicate_layer_id", (1, -1)), ("duplicate_id", (0, 1)), ("open", (0, 0)), ("open", (0, 1)), ("open", (1, 0))])
    case("no-resolution-no-z", "MicronsPerPixel and Z may be missing",
         document(layer(region(SQUARE, z="")), mpp=""), [([SQUARE], [])], [("open", (0, 0))])
    case("empty-layer", "A layer without regions is a layer", document(layer(), layer(region(SQUARE), number=2)),
         [([], []), ([SQUARE], [])], [("empty_layer", (0, -1)), ("open", (1, 0))])
    case("odd-numbers", "Signs, exponents, more than six places (rounded, halves away from zero)",
         document(layer(region([("+2", ".2e1"), ("12.0000004", "2."), ("1.2e1", "1e1"), ("2.0", "10")]))),
         [([SQUARE], [])], [("open", (0, 0))])
    case("utf-16-le", "UTF-16 with a mark", "\ufeff" + document(layer(region(SQUARE, extra=' Text="é"'))), [([SQUARE], [])],
         [("open", (0, 0))], encoding="utf-16-le")
    case("utf-8-mark", "UTF-8 with a mark", "\ufeff" + document(layer(region(SQUARE, extra=' Text="é"'))), [([SQUARE], [])],
         [("open", (0, 0))], encoding="utf-8")
    case("latin-1", "A declared encoding",
         '<?xml version="1.0" encoding="ISO-8859-1"?>' + document(layer(region(SQUARE, extra=' Text="é"'))),
         [([SQUARE], [])], [("open", (0, 0))], encoding="latin-1")
    big = [(3, 2), (40, 4), (33, 26), (1, 20)]
    case("downsample", "At 3/2 level-0 px per mask px centres are (i + 1/2) * 3/2", document(layer(region(big))),
         [([big], [])], [("open", (0, 0)), ("partly_outside", (0, 0))], downsample="3/2")
    neighbour = [(12, 2), (20, 4), (12, 10)]
    case("neighbours", "Regions that share an edge share no pixel and leave none out",
         document(layer(region(SQUARE)), layer(region(neighbour), number=2)), [([SQUARE], []), ([neighbour], [])],
         [("open", (0, 0)), ("open", (1, 0))])
    paip_cases()
    case("x-doctype", "A document type is refused", '<!DOCTYPE Annotations [<!ENTITY e "x">]>' + document(layer()),
         refused="DOCTYPE_REFUSED")
    for name, value in (("nan", "NaN"), ("comma", "1,5"), ("infinite", "Infinity"), ("far", "1e308")):
        case(f"x-{name}", f"X={value} is refused", document(layer(region([(value, 1), (2, 2), (3, 1)]))), refused="BAD_NUMBER")
    case("x-no-y", "A vertex needs X and Y", document(layer(region([(1, 1)]))).replace(' Y="1"', ""), refused="MISSING_ATTRIBUTE")
    case("x-cut", "A document that is cut off", document(layer(region(SQUARE)))[:200], refused="BAD_XML")
    case("x-other", "Another root element", "<Other/>", refused="NOT_ANNOTATIONS")
    case("x-bad-utf-8", "Bytes that are no UTF-8", b'<Annotations a="\xc3("/>', refused="BAD_XML")
    (HERE / "cases.json").write_text(
        json.dumps({"width": W, "height": H, "cases": CASES}, indent=1, ensure_ascii=True) + "\n", encoding="ascii")


main()
