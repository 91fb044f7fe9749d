package org.wsispark.jobs.source;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.wsispark.patch.PatchKey;
import org.wsispark.raster.RgbImage;

/** Makes rows of the columns that are wanted, and of these structs the fields that are wanted. */
final class TileRow {
  private static final String BYTES = "bytes";

  private final SourceOptions options;
  private final List<Part> parts;

  /** A wanted column and, of a struct, its wanted fields. */
  private record Part(TileColumn column, List<String> fields) {

    static Part of(StructField field) {
      List<String> fields =
          field.dataType() instanceof StructType struct
              ? Arrays.asList(struct.fieldNames())
              : List.of();
      return new Part(TileColumn.of(field.name()).orElseThrow(), fields);
    }

    boolean needsPixels() {
      return column == TileColumn.MEAN || (column == TileColumn.IMAGE && fields.contains(BYTES));
    }
  }

  TileRow(StructType schema, SourceOptions options) {
    this.options = options;
    this.parts = Arrays.stream(schema.fields()).map(Part::of).toList();
  }

  /** Whether any tile has to be decoded at all. */
  boolean needsPixels() {
    return parts.stream().anyMatch(Part::needsPixels);
  }

  /** The row of a slide that has none of its own. */
  InternalRow failed(FailedSlide slide) {
    return row(
        column ->
            column.column() == TileColumn.ERROR
                ? UTF8String.fromString(slide.error())
                : slide.value(column.column()));
  }

  /** The row of a tile; {@code pixels} is null when none are needed, or an error says why not. */
  InternalRow of(SlideTiles slide, int column, int row, RgbImage pixels, String error) {
    TileValues values = slide.at(column, row);
    return row(
        part ->
            switch (part.column()) {
              case MEAN -> pixels == null ? null : mean(part, MeanColour.of(pixels));
              case IMAGE -> error != null ? null : image(part, slide, column, row, pixels);
              case ERROR -> error == null ? null : UTF8String.fromString(error);
              default -> values.value(part.column());
            });
  }

  private interface Content {
    Object of(Part part);
  }

  private InternalRow row(Content content) {
    Object[] values = new Object[parts.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = content.of(parts.get(k));
    }
    return new GenericInternalRow(values);
  }

  private static InternalRow mean(Part part, MeanColour mean) {
    return new GenericInternalRow(
        part.fields().stream()
            .map(
                field ->
                    (Object)
                        switch (field) {
                          case "red" -> mean.red();
                          case "green" -> mean.green();
                          case "blue" -> mean.blue();
                          default -> mean.grey();
                        })
            .toArray());
  }

  private InternalRow image(Part part, SlideTiles slide, int column, int row, RgbImage pixels) {
    return new GenericInternalRow(
        part.fields().stream()
            .map(
                field ->
                    field.equals(BYTES)
                        ? (Object) options.encoding().encode(pixels, options.jpegQuality())
                        : UTF8String.fromString(path(slide, column, row)))
            .toArray());
  }

  private String path(SlideTiles slide, int column, int row) {
    String name = slide.slide().substring(slide.slide().lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String key = PatchKey.of(stem, slide.layout(), column, row).text();
    return stem + "/" + key + options.encoding().extension();
  }
}
