package org.wsispark.spark;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.Region;
import org.wsispark.annotation.RegionType;
import org.wsispark.annotation.RegionWkb;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.Ring;

/** Regions as SQL has them: an array of structs, between a document and Spark's inner form. */
final class RegionRows {
  /** class: the layer's name; type: Aperio's code; geometry: WKB in level-0 px. */
  private static final StructType REGION =
      new StructType()
          .add("class", StringType, true)
          .add("type", IntegerType, true)
          .add("negative", BooleanType, true)
          .add("geometry", BinaryType, true)
          .add("text", StringType, true);

  /** Nothing in it is NOT NULL, so that arrays built by other functions fit too. */
  static final ArrayType TYPE = DataTypes.createArrayType(REGION, true);

  private static final int FIELDS = 5;
  private static final int RED = Layer.lineColor(255, 0, 0);
  private static final int YELLOW = Layer.lineColor(255, 255, 0);
  private static final int[] COLOURS = {Layer.GREEN, YELLOW, RED};

  private RegionRows() {}

  static ArrayData of(AnnotationDocument document) {
    List<InternalRow> rows = new ArrayList<>();
    for (Layer layer : document.layers()) {
      for (Region region : layer.regions()) {
        rows.add(row(layer.className(), region));
      }
    }
    return new GenericArrayData(rows.toArray());
  }

  private static InternalRow row(String className, Region region) {
    return new GenericInternalRow(
        new Object[] {
          UTF8String.fromString(className),
          region.typeCode(),
          region.negative(),
          RegionWkb.wkb(region).orElse(null),
          UTF8String.fromString(region.text())
        });
  }

  /** One layer per class, in the order in which the classes are met. */
  static AnnotationDocument document(ArrayData regions, double mpp) {
    Map<String, List<Region>> byClass = new LinkedHashMap<>();
    for (int k = 0; k < regions.numElements(); k++) {
      InternalRow row = regions.isNullAt(k) ? null : regions.getStruct(k, FIELDS);
      if (row == null || row.isNullAt(0) || row.isNullAt(3)) {
        throw WsiException.of(SparkError.BAD_ARGUMENT, "region %d has no class or geometry", k)
            .remedy("Leave such regions out of the array");
      }
      List<Region> sameClass =
          byClass.computeIfAbsent(row.getUTF8String(0).toString(), name -> new ArrayList<>());
      sameClass.add(region(row, sameClass.size() + 1, k));
    }
    List<Layer> layers = new ArrayList<>();
    byClass.forEach(
        (name, list) ->
            layers.add(
                Layer.drawn(
                    layers.size() + 1, name, COLOURS[layers.size() % COLOURS.length], list)));
    return new AnnotationDocument(Optional.of(new Mpp(mpp)), layers);
  }

  private static Region region(InternalRow row, int id, int position) {
    int type = row.isNullAt(1) ? RegionType.FREEHAND.code() : row.getInt(1);
    return new Region(
        Integer.toString(id),
        type,
        !row.isNullAt(2) && row.getBoolean(2),
        ring(row.getBinary(3), position),
        row.isNullAt(4) ? "" : row.getUTF8String(4).toString(),
        Map.of(),
        List.of(),
        new TreeMap<>(),
        List.of());
  }

  private static Ring ring(byte[] wkb, int position) {
    try {
      Geometry geometry = new WKBReader().read(wkb);
      boolean polygon = geometry instanceof Polygon;
      if (geometry.getNumGeometries() != 1
          || (polygon && ((Polygon) geometry).getNumInteriorRing() > 0)) {
        throw WsiException.of(SparkError.BAD_ARGUMENT, "region %d is no single outline", position)
            .remedy("Give each hole as a region of its own with negative = true");
      }
      Coordinate[] vertices = geometry.getCoordinates();
      int size = polygon ? vertices.length - 1 : vertices.length;
      double[] xy = new double[2 * Math.max(0, size)];
      for (int k = 0; k < size; k++) {
        xy[2 * k] = vertices[k].x;
        xy[2 * k + 1] = vertices[k].y;
      }
      return Ring.ofPx(xy);
    } catch (ParseException | IllegalArgumentException e) {
      throw WsiException.of(
              SparkError.BAD_ARGUMENT, "the geometry of region %d is no WKB", position)
          .remedy("Give well-known binary in pixels of level 0")
          .causedBy(e);
    }
  }
}
