package org.wsispark.jobs.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wsispark.jobs.testing.SparkTestBase;
import org.wsispark.pixel.PngCodec;
import org.wsispark.raster.RgbImage;

/**
 * {@code wsi_ml_image} gives the rows that Spark ML's own decoder (Java's ImageIO) makes of the
 * same bytes. The build needs no Spark ML, so its classes come from PyPI's PySpark.
 */
class SparkMlTest extends SparkTestBase {
  private static final int MOST = 30;

  private static URLClassLoader loader;
  private static Object imageSchema;

  @BeforeAll
  static void findSparkMl() throws Exception {
    String python = System.getProperty("wsispark.python");
    assumeTrue(python != null, "SKIP: wsispark.python names no interpreter");
    loader = new URLClassLoader(jars(Path.of(python)), SparkMlTest.class.getClassLoader());
    imageSchema =
        loader.loadClass("org.apache.spark.ml.image.ImageSchema$").getField("MODULE$").get(null);
  }

  @AfterAll
  static void close() throws IOException {
    if (loader != null) {
      loader.close();
    }
  }

  private static URL[] jars(Path python) throws IOException {
    Path library = python.toAbsolutePath().getParent().resolveSibling("lib");
    List<URL> found = new ArrayList<>();
    try (Stream<Path> versions = Files.list(library)) {
      for (Path version : versions.toList()) {
        Path jars = version.resolve("site-packages/pyspark/jars");
        if (Files.isDirectory(jars)) {
          try (DirectoryStream<Path> ml = Files.newDirectoryStream(jars, "spark-mllib*.jar")) {
            for (Path jar : ml) {
              found.add(jar.toUri().toURL());
            }
          }
        }
      }
    }
    assumeTrue(!found.isEmpty(), "SKIP: pyspark is not installed in " + library);
    return found.toArray(URL[]::new);
  }

  private static Object call(String method, Class<?>[] types, Object... arguments)
      throws ReflectiveOperationException {
    return imageSchema.getClass().getMethod(method, types).invoke(imageSchema, arguments);
  }

  /** A row with one image, as Spark ML decodes it. */
  private static Row decoded(String origin, byte[] bytes) throws ReflectiveOperationException {
    Object row = call("decode", new Class<?>[] {String.class, byte[].class}, origin, bytes);
    return ((Row) ((scala.Option<?>) row).get()).getStruct(0);
  }

  private static Object get(String method, Row image) throws ReflectiveOperationException {
    return call(method, new Class<?>[] {Row.class}, image);
  }

  /** Compares, and says how many bytes the image has that are not 0. */
  private static int compare(Row ours, byte[] encoded) throws ReflectiveOperationException {
    String origin = (String) get("getOrigin", ours);
    Row theirs = decoded(origin, encoded);
    for (String field : List.of("getHeight", "getWidth", "getNChannels", "getMode")) {
      assertThat(get(field, ours)).as("%s of %s", field, origin).isEqualTo(get(field, theirs));
    }
    byte[] data = (byte[]) get("getData", ours);
    assertThat(data).as("pixels of %s", origin).isEqualTo((byte[]) get("getData", theirs));
    int set = 0;
    for (byte value : data) {
      set += value == 0 ? 0 : 1;
    }
    return set;
  }

  @Test
  void patchesAndMasksAreTheImagesOfSparkMl() throws Exception {
    ReaderLake lake = ReaderLake.shared();
    int foreground = 0;
    for (String set : List.of(ReaderLake.LOSSLESS, ReaderLake.JPEG)) {
      Dataset<Row> images =
          lake.patches(set)
              .where("mask IS NOT NULL")
              .orderBy("patch_id")
              .limit(MOST)
              .selectExpr(
                  "wsi_ml_image(image.bytes, image.path) AS image",
                  "image.bytes",
                  "wsi_ml_image(mask, patch_id) AS mask_image",
                  "mask");
      assertThat(images.schema().apply("image").dataType())
          .isEqualTo(call("columnSchema", new Class<?>[0]));
      List<Row> rows = images.collectAsList();
      assertThat(rows).hasSize(MOST);
      for (Row row : rows) {
        assertThat(compare(row.getStruct(0), row.getAs("bytes"))).isGreaterThan(1_000);
        foreground += compare(row.getStruct(2), row.getAs("mask"));
      }
    }
    assertThat(foreground).as("foreground of the masks").isPositive();
  }

  @Test
  void blueComesFirst() {
    RgbImage image = new RgbImage(2, 1, new byte[] {10, 20, 30, 40, 50, 60});
    String png = Base64.getEncoder().encodeToString(PngCodec.encode(image));
    Row row =
        spark()
            .sql(
                "SELECT wsi_ml_image(unbase64('%s'), 'a.png'), try_wsi_ml_image(X'00', 'b')"
                    .formatted(png))
            .head();
    assertThat(row.getStruct(0).<byte[]>getAs("data")).containsExactly(30, 20, 10, 60, 50, 40);
    assertThat(row.isNullAt(1)).as("no picture").isTrue();
  }
}
