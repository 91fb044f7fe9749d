package org.wsispark.jobs.delta;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** Seeded rows of a schema: every type of the lake, nulls where they may be, few texts. */
final class RandomRows {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int TEXTS = 4;

  private final Random random;

  RandomRows(long seed) {
    this.random = new Random(seed);
  }

  List<Row> of(StructType schema, int count) {
    return IntStream.range(0, count).mapToObj(i -> row(schema)).toList();
  }

  private Row row(StructType schema) {
    List<Object> values = new ArrayList<>();
    for (StructField field : schema.fields()) {
      values.add(field.nullable() && random.nextInt(4) == 0 ? null : value(field.dataType()));
    }
    return RowFactory.create(values.toArray());
  }

  private Object value(DataType type) {
    if (type instanceof StructType struct) {
      return row(struct);
    }
    if (type instanceof ArrayType array) {
      List<Object> values =
          IntStream.range(0, random.nextInt(4)).mapToObj(i -> value(array.elementType())).toList();
      return CollectionConverters.asScala(values).toSeq();
    }
    if (type instanceof MapType map) {
      Map<Object, Object> values = new HashMap<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        values.put(value(map.keyType()), value(map.valueType()));
      }
      return CollectionConverters.asScala(values);
    }
    return plain(type);
  }

  private Object plain(DataType type) {
    if (type.equals(DataTypes.StringType)) {
      return "text ü" + random.nextInt(TEXTS);
    } else if (type.equals(DataTypes.BinaryType)) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      return bytes;
    } else if (type.equals(DataTypes.BooleanType)) {
      return random.nextBoolean();
    } else if (type.equals(DataTypes.IntegerType)) {
      return random.nextInt();
    } else if (type.equals(DataTypes.LongType)) {
      return random.nextLong();
    } else if (type.equals(DataTypes.FloatType)) {
      return random.nextFloat();
    } else if (type.equals(DataTypes.DoubleType)) {
      return random.nextGaussian();
    } else if (type.equals(DataTypes.TimestampType)) {
      return Timestamp.from(
          Instant.ofEpochSecond(random.nextInt(), 1000L * random.nextInt((int) MICROS_PER_SECOND)));
    }
    throw new IllegalArgumentException("no values of type " + type);
  }
}
