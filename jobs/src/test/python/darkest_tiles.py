"""The ten darkest tiles of a slide by the data source wsi, and the same by OpenSlide; then the SQL functions.

Usage: python darkest_tiles.py SLIDE JAR
"""

import io
import json
import sys

import numpy as np
import openslide
from PIL import Image
from pyspark.ml.image import ImageSchema
from pyspark.sql import SparkSession

TILE = 240


def session(jar):
    settings = {
        "spark.jars": jar,
        "spark.sql.extensions": "org.wsispark.spark.WsiSparkExtensions",
        "spark.sql.catalog.wsi": "org.wsispark.jobs.source.WsiCatalog",
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "768m",
        "spark.sql.shuffle.partitions": "2",
    }
    builder = SparkSession.builder.master("local[2]")
    for key, value in settings.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


def by_openslide(path):
    """Mean grey of every whole scanner tile, darkest first."""
    slide = openslide.OpenSlide(path)
    width, height = slide.dimensions
    tiles = []
    for y in range(0, height, TILE):
        for x in range(0, width, TILE):
            size = (min(TILE, width - x), min(TILE, height - y))
            pixels = np.asarray(slide.read_region((x, y), 0, size).convert("RGB"), dtype=np.float64)
            tiles.append([x, y, float(pixels.mean(axis=(0, 1)) @ [0.299, 0.587, 0.114])])
    return sorted(tiles, key=lambda tile: tile[2])[:10]


def main(path, jar):
    spark = session(jar)
    tiles = spark.read.format("wsi").load(path)
    dark = tiles.orderBy("mean.grey").select("x", "y", "mean.grey")
    darkest = dark.limit(10).collect()
    png = spark.sql(f"SELECT wsi_read('{path}', 0, 300, 200, 64, 48) AS png FROM wsi.`{path}` LIMIT 1").head().png
    region = openslide.OpenSlide(path).read_region((300, 200), 0, (64, 48)).convert("RGB")
    ml = spark.sql(f"SELECT wsi_ml_image(wsi_read('{path}', 0, 300, 200, 64, 48), 'region') AS image")
    array = ImageSchema.toNDArray(ml.head().image)
    result = {
        "ml_type_equal": ml.schema["image"].dataType == ImageSchema.columnSchema,
        "ml_bgr_equal": bool(np.array_equal(array[:, :, ::-1], np.asarray(region))),
        "spark": [list(row) for row in darkest],
        "openslide": by_openslide(path),
        "region_equal": bool(np.array_equal(np.asarray(Image.open(io.BytesIO(bytes(png)))), np.asarray(region))),
        "info": spark.sql(f"SELECT wsi_info('{path}').width AS width, try_wsi_info('/none') AS none").head().asDict(),
        "udf": spark.range(3).selectExpr(f"length(wsi_thumbnail('{path}', 50 + int(id))) > 0 AS made").collect()[2].made,
    }
    spark.stop()
    print("RESULT " + json.dumps(result), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
