"""Compares two GeoJSON files feature by feature: same geometry to the last decimal, same class, name and id.

usage: same_geometry.py BEFORE AFTER; prints what was compared, exits 1 on a difference.
"""

import json
import sys

from shapely import get_coordinates, make_valid
from shapely.geometry import shape


def features(path):
    with open(path, encoding="utf-8") as file:
        root = json.load(file)
    if isinstance(root, list):
        return root
    return root["features"] if root["type"] == "FeatureCollection" else [root]


def identity(feature):
    properties = feature.get("properties") or {}
    classification = properties.get("classification") or {}
    return feature.get("id"), properties.get("name"), classification.get("name")


def vertices(geometry):
    return {tuple(point) for point in get_coordinates(geometry).tolist()}


def main(before, after):
    # A conversion sorts features by class and keeps their order within one.
    left = sorted(features(before), key=lambda feature: str(identity(feature)[2]))
    right = sorted(features(after), key=lambda feature: str(identity(feature)[2]))
    if len(left) != len(right):
        sys.exit(f"{len(left)} features became {len(right)}")
    holes = points = 0
    for number, (one, other) in enumerate(zip(left, right)):
        if identity(one) != identity(other):
            sys.exit(f"feature {number}: {identity(one)} became {identity(other)}")
        a = shape(one["geometry"])
        b = shape(other["geometry"])
        if not b.is_valid:
            sys.exit(f"feature {number} became invalid")
        if a.is_valid and not (a.equals(b) and vertices(a) == vertices(b)):
            sys.exit(f"feature {number}: other geometry, {a.symmetric_difference(b).area} px2 differ")
        difference = make_valid(a).symmetric_difference(b).area
        if difference > 1e-6:
            sys.exit(f"feature {number}: {difference} px2 differ")
        points += len(vertices(b))
        holes += sum(len(part.interiors) for part in getattr(b, "geoms", [b]) if hasattr(part, "interiors"))
    print(f"features {len(left)} vertices {points} holes {holes}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
