package org.wsispark.spark;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Gathers the columns of a table with their comments; of two of one name the first counts. */
final class Columns {
  /** Name to text. */
  static final DataType STRINGS = DataTypes.createMapType(StringType, StringType, false);

  /** Name to number of things. */
  static final DataType COUNTS = DataTypes.createMapType(StringType, LongType, false);

  /** Name to measure. */
  static final DataType MEASURES = DataTypes.createMapType(StringType, DoubleType, false);

  /** Name to run-length mask. */
  static final DataType MASKS = DataTypes.createMapType(StringType, BinaryType, false);

  private final List<StructField> fields = new ArrayList<>();

  Columns need(String name, DataType type, String comment) {
    return add(name, type, false, comment);
  }

  Columns can(String name, DataType type, String comment) {
    return add(name, type, true, comment);
  }

  Columns derived() {
    return need("source_id", StringType, "which bytes of the slide it was made from")
        .need("options_digest", StringType, "digest of the options that made the row")
        .need("run_id", StringType, "the run that wrote the row");
  }

  private Columns add(String name, DataType type, boolean nullable, String comment) {
    if (fields.stream().noneMatch(field -> field.name().equals(name))) {
      fields.add(new StructField(name, type, nullable, Metadata.empty()).withComment(comment));
    }
    return this;
  }

  StructType type() {
    return new StructType(fields.toArray(StructField[]::new));
  }
}
