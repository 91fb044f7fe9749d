package org.wsispark.jobs.delta;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import scala.jdk.javaapi.CollectionConverters;

/** What rows hold for lists, maps and times: arrays, Java's or Scala's collections. */
final class SparkValues {
  private SparkValues() {}

  /** Since 1970. */
  static long micros(Timestamp time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant());
  }

  static Object[] elements(Object array) {
    if (array instanceof Object[] elements) {
      return elements;
    }
    Collection<?> elements =
        array instanceof scala.collection.Iterable<?> scala
            ? CollectionConverters.asJavaCollection(scala)
            : (Collection<?>) array;
    return elements.toArray();
  }

  static Map<?, ?> entries(Object map) {
    return map instanceof scala.collection.Map<?, ?> scala
        ? CollectionConverters.asJava(scala)
        : (Map<?, ?>) map;
  }
}
