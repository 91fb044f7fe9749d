package org.wsispark.jobs.delta;

import java.util.Map;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Spark's schemas as Parquet's, with lists and maps in three levels as the format asks for. */
final class ParquetTypes {
  private static final Map<DataType, PrimitiveTypeName> PLAIN =
      Map.of(
          DataTypes.BinaryType, PrimitiveTypeName.BINARY,
          DataTypes.BooleanType, PrimitiveTypeName.BOOLEAN,
          DataTypes.IntegerType, PrimitiveTypeName.INT32,
          DataTypes.LongType, PrimitiveTypeName.INT64,
          DataTypes.FloatType, PrimitiveTypeName.FLOAT,
          DataTypes.DoubleType, PrimitiveTypeName.DOUBLE);

  private ParquetTypes() {}

  static MessageType of(StructType schema) {
    Types.MessageTypeBuilder message = Types.buildMessage();
    for (StructField field : schema.fields()) {
      message.addField(type(field.name(), field.dataType(), field.nullable()));
    }
    return message.named("row");
  }

  private static Type type(String name, DataType type, boolean nullable) {
    Repetition repetition = nullable ? Repetition.OPTIONAL : Repetition.REQUIRED;
    if (type instanceof StructType struct) {
      Types.GroupBuilder<org.apache.parquet.schema.GroupType> group = Types.buildGroup(repetition);
      for (StructField field : struct.fields()) {
        group.addField(type(field.name(), field.dataType(), field.nullable()));
      }
      return group.named(name);
    }
    if (type instanceof ArrayType array) {
      return Types.list(repetition)
          .element(type("element", array.elementType(), array.containsNull()))
          .named(name);
    }
    if (type instanceof MapType map) {
      return Types.map(repetition)
          .key(type("key", map.keyType(), false))
          .value(type("value", map.valueType(), map.valueContainsNull()))
          .named(name);
    }
    if (type.equals(DataTypes.StringType)) {
      return Types.primitive(PrimitiveTypeName.BINARY, repetition)
          .as(LogicalTypeAnnotation.stringType())
          .named(name);
    }
    if (type.equals(DataTypes.TimestampType)) {
      return Types.primitive(PrimitiveTypeName.INT64, repetition)
          .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
          .named(name);
    }
    PrimitiveTypeName plain = PLAIN.get(type);
    if (plain == null) {
      throw new IllegalArgumentException("tables of wsispark have no columns of type " + type);
    }
    return Types.primitive(plain, repetition).named(name);
  }
}
