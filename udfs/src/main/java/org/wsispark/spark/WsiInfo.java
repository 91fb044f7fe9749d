package org.wsispark.spark;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.wsispark.geometry.Mpp;
import org.wsispark.slide.AssociatedImage;
import org.wsispark.slide.SlideInfo;
import org.wsispark.slide.SlideLevel;
import org.wsispark.slide.SlideReader;

/** {@code wsi_info(path)}: what a slide is, without decoding a pixel. */
final class WsiInfo extends SqlFunction {
  private static final long serialVersionUID = 1L;

  private static final StructType LEVEL =
      new StructType()
          .add("index", IntegerType, false, "0 is the finest")
          .add("width", IntegerType, false, "px of this level")
          .add("height", IntegerType, false, "px of this level")
          .add("downsample_x", DoubleType, false, "level-0 px per px of this level, to the right")
          .add("downsample_y", DoubleType, false, "level-0 px per px of this level, downwards")
          .add("tile_width", IntegerType, false, "px")
          .add("tile_height", IntegerType, false, "px")
          .add("compression", StringType, false, "how the tiles are encoded")
          .add("compressed_bytes", LongType, false, "sum over the level's tiles");

  private static final StructType ASSOCIATED =
      new StructType()
          .add("name", StringType, false, "label, macro or thumbnail")
          .add("width", IntegerType, false, "px")
          .add("height", IntegerType, false, "px")
          .add("compression", StringType, false, "how it is encoded");

  private static final StructType RESULT =
      new StructType()
          .add("vendor", StringType, false, "format family found by the file's bytes")
          .add("width", IntegerType, false, "px of level 0")
          .add("height", IntegerType, false, "px of level 0")
          .add("mpp", DoubleType, true, "um per px of level 0; null when unknown, never guessed")
          .add("app_mag", DoubleType, true, "objective power as the scanner wrote it")
          .add("levels", DataTypes.createArrayType(LEVEL, false), false, "finest first")
          .add("associated", DataTypes.createArrayType(ASSOCIATED, false), false, "other images")
          .add(
              "properties",
              DataTypes.createMapType(StringType, StringType, false),
              false,
              "allow-listed keys of the slide's description")
          .add("dropped_properties", IntegerType, false, "how many other keys; not shown");

  WsiInfo() {
    super(
        "wsi_info",
        RESULT,
        "what a slide is, without decoding a pixel and without anything that names a person",
        new Parameter("path", StringType, "path or URI of the slide"));
  }

  @Override
  public Object evaluate(InternalRow arguments, OpenSlides slides) {
    SlideInfo info = slides.read(arguments.getUTF8String(0).toString(), SlideReader::info);
    return row(
        text(info.vendor()),
        info.width(),
        info.height(),
        info.mpp().map(Mpp::umPerPx).orElse(null),
        info.appMag().isPresent() ? info.appMag().getAsDouble() : null,
        array(info.levels(), WsiInfo::level),
        array(info.associated(), WsiInfo::associated),
        map(info.properties()),
        info.droppedProperties());
  }

  private static InternalRow level(SlideLevel level) {
    return row(
        level.index(),
        level.width(),
        level.height(),
        level.downsample().x().toDouble(),
        level.downsample().y().toDouble(),
        level.tiles().tileWidth(),
        level.tiles().tileHeight(),
        text(level.compression()),
        level.bytes().total());
  }

  private static InternalRow associated(AssociatedImage image) {
    return row(text(image.name()), image.width(), image.height(), text(image.compression()));
  }

  private static UTF8String text(String value) {
    return UTF8String.fromString(value);
  }

  private static InternalRow row(Object... values) {
    return new GenericInternalRow(values);
  }

  private static <T> ArrayData array(List<T> items, Function<T, InternalRow> row) {
    return new GenericArrayData(items.stream().map(row).toArray());
  }

  private static ArrayBasedMapData map(Map<String, String> entries) {
    return new ArrayBasedMapData(
        new GenericArrayData(entries.keySet().stream().map(WsiInfo::text).toArray()),
        new GenericArrayData(entries.values().stream().map(WsiInfo::text).toArray()));
  }
}
