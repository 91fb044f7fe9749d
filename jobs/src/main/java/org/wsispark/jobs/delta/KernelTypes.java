package org.wsispark.jobs.delta;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FieldMetadata;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;

/** Spark's schemas as Kernel's: names, order, NOT NULL and comments. */
final class KernelTypes {
  private static final Map<org.apache.spark.sql.types.DataType, DataType> PLAIN =
      Map.of(
          DataTypes.StringType, StringType.STRING,
          DataTypes.BinaryType, BinaryType.BINARY,
          DataTypes.BooleanType, BooleanType.BOOLEAN,
          DataTypes.IntegerType, IntegerType.INTEGER,
          DataTypes.LongType, LongType.LONG,
          DataTypes.FloatType, FloatType.FLOAT,
          DataTypes.DoubleType, DoubleType.DOUBLE,
          DataTypes.TimestampType, TimestampType.TIMESTAMP);

  private KernelTypes() {}

  static StructType of(org.apache.spark.sql.types.StructType schema) {
    List<StructField> fields = new ArrayList<>();
    for (org.apache.spark.sql.types.StructField field : schema.fields()) {
      fields.add(
          new StructField(
              field.name(), of(field.dataType()), field.nullable(), comment(field.getComment())));
    }
    return new StructType(fields);
  }

  private static FieldMetadata comment(scala.Option<String> text) {
    return text.isEmpty()
        ? FieldMetadata.empty()
        : FieldMetadata.builder().putString("comment", text.get()).build();
  }

  private static DataType of(org.apache.spark.sql.types.DataType type) {
    if (type instanceof org.apache.spark.sql.types.StructType struct) {
      return of(struct);
    }
    if (type instanceof org.apache.spark.sql.types.ArrayType array) {
      return new ArrayType(of(array.elementType()), array.containsNull());
    }
    if (type instanceof org.apache.spark.sql.types.MapType map) {
      return new MapType(of(map.keyType()), of(map.valueType()), map.valueContainsNull());
    }
    DataType plain = PLAIN.get(type);
    if (plain == null) {
      throw new IllegalArgumentException("tables of wsispark have no columns of type " + type);
    }
    return plain;
  }
}
