package org.wsispark.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.cli.Main;
import org.wsispark.jobs.testing.DiscSlide;
import org.wsispark.jobs.testing.SparkTestBase;
import org.wsispark.pixel.PngCodec;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.SlideReaders;
import org.wsispark.slide.SlideThumbnail;
import org.wsispark.spark.SqlFunction;
import org.wsispark.spark.SqlFunctions;

/** The SQL functions, called as SQL calls them. */
class SqlFunctionsTest extends SparkTestBase {

  static List<SqlFunction> functions() {
    return SqlFunctions.all();
  }

  private Path slide(String name, long seed) {
    Path path = folder.resolve(name);
    new DiscSlide(1_100, 900, seed, -1).write(path);
    return path;
  }

  /** One value; {@code %s} is the slide's path. */
  private static Object value(String expression, Path slide) {
    return spark().sql("SELECT " + expression.formatted(slide)).head().get(0);
  }

  @Test
  void infoIsTheReadersDescription() {
    Row info = (Row) value("wsi_info('%s')", slide("a.svs", 1));
    assertThat(info.<String>getAs("vendor")).isEqualTo("aperio");
    assertThat(info.<Integer>getAs("width")).isEqualTo(1_100);
    assertThat(info.<Integer>getAs("height")).isEqualTo(900);
    assertThat(info.<Double>getAs("mpp")).isEqualTo(0.5);
    assertThat(info.<Double>getAs("app_mag")).isEqualTo(20.0);
    List<Row> levels = info.getList(info.fieldIndex("levels"));
    assertThat(levels).hasSize(2);
    assertThat(levels.get(1).<Integer>getAs("width")).isEqualTo(68);
    assertThat(levels.get(1).<Double>getAs("downsample_x")).isEqualTo(1_100 / 68.0);
    assertThat(levels.get(0).<Integer>getAs("tile_width")).isEqualTo(240);
    assertThat(levels.get(0).<Long>getAs("compressed_bytes")).isGreaterThan(10_000);
    List<Row> associated = info.getList(info.fieldIndex("associated"));
    assertThat(associated)
        .extracting(row -> row.<String>getAs("name"))
        .containsExactly("thumbnail");
    assertThat(info.getJavaMap(info.fieldIndex("properties"))).isNotEmpty();
  }

  @Test
  void readGivesWhatTheCommandReads() throws IOException {
    Path path = slide("a.svs", 2);
    Path png = folder.resolve("read.png");
    assertThat(
            Main.run(
                "read",
                path.toString(),
                "--level",
                "1",
                "--x",
                "333",
                "--y",
                "171",
                "--width",
                "41",
                "--height",
                "30",
                "--out",
                png.toString()))
        .isZero();
    byte[] sql = (byte[]) value("wsi_read('%s', 1, 333, 171, 41, 30)", path);
    assertThat(sql).isEqualTo(Files.readAllBytes(png));
    RgbImage image = PngCodec.decode(sql);
    assertThat(image.width()).isEqualTo(41);
    assertThat(new String(image.rgb(), StandardCharsets.ISO_8859_1).chars())
        .as("not all one colour")
        .anyMatch(value -> value != Byte.toUnsignedInt(image.rgb()[0]));
  }

  @Test
  void readCutsPatchesOfManySlidesOutOfATable() {
    Path a = slide("a.svs", 3);
    Path b = slide("b.svs", 4);
    spark().read().format("wsi").load(folder.toString()).createOrReplaceTempView("tiles");
    try {
      Dataset<Row> cut =
          spark()
              .sql(
                  "SELECT slide, x, y, wsi_read(slide, 0, x, y, 50, 40) AS png FROM tiles"
                      + " DISTRIBUTE BY x SORT BY y");
      List<Row> rows = cut.collectAsList();
      assertThat(rows).hasSize(40);
      try (SlideReader first = SlideReaders.open(a);
          SlideReader second = SlideReaders.open(b)) {
        for (Row row : rows) {
          SlideReader reader = row.getString(0).endsWith("/a.svs") ? first : second;
          PixelRect rect = new PixelRect(row.getInt(1), row.getInt(2), 50, 40);
          assertThat(PngCodec.decode((byte[]) row.get(3))).isEqualTo(reader.read(0, rect));
        }
      }
    } finally {
      spark().catalog().dropTempView("tiles");
    }
  }

  @Test
  void thumbnailIsTheWholeSlideNoLargerThanAsked() {
    Path path = slide("a.svs", 5);
    RgbImage small = PngCodec.decode((byte[]) value("wsi_thumbnail('%s', 100)", path));
    assertThat(small.width()).isEqualTo(100);
    assertThat(small.height()).isEqualTo(81);
    RgbImage whole = PngCodec.decode((byte[]) value("wsi_thumbnail('%s', 5000)", path));
    try (SlideReader reader = SlideReaders.open(path)) {
      assertThat(whole).isEqualTo(reader.read(0, new PixelRect(0, 0, 1_100, 900)));
      assertThat(small).isEqualTo(SlideThumbnail.of(reader, 100));
    }
    assertThat(green(small, 50, 40)).as("tissue in the middle").isBetween(100, 140);
    assertThat(green(small, 2, 2)).as("glass at the corner").isBetween(238, 248);
  }

  private static int green(RgbImage image, int x, int y) {
    return Byte.toUnsignedInt(image.rgb()[(y * image.width() + x) * 3 + 1]);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void anyNullGivesNullAndTheTwinToo(SqlFunction function) {
    int parameters = function.parameters().size();
    assertThat(parameters).isPositive();
    for (int wanted = 0; wanted < parameters; wanted++) {
      StringBuilder arguments = new StringBuilder();
      for (int k = 0; k < parameters; k++) {
        String type = function.parameters().get(k).type().sql();
        arguments.append(k == 0 ? "" : ", ").append(k == wanted ? "NULL" : someOf(type));
      }
      for (String twin : List.of("", "try_")) {
        String call = twin + function.name() + "(" + arguments + ")";
        assertThat(spark().sql("SELECT " + call).head().isNullAt(0)).as(call).isTrue();
      }
    }
  }

  private static String someOf(String type) {
    return switch (type) {
      case "STRING" -> "'/no/slide'";
      case "INT" -> "7";
      case "DOUBLE" -> "7.0D";
      case "BINARY" -> "X'00'";
      default -> "CAST(array() AS " + type + ")";
    };
  }

  @Test
  void failuresAreTypedAndTheTwinGivesNull() {
    Path path = slide("a.svs", 6);
    assertFails("wsi_info('/no/such.svs')", path, "UNREADABLE: /no/such.svs");
    assertFails("wsi_read('%s', 9, 0, 0, 1, 1)", path, "NO_SUCH_LEVEL: ", "a.svs", "wsi_info");
    assertFails("wsi_read('%s', 0, 0, 0, 0, 1)", path, "BAD_ARGUMENT: width is 0 px, not from 1");
    assertFails("wsi_read('%s', 0, 2147483647, 0, 9, 1)", path, "BAD_ARGUMENT: ", "no place");
    assertFails("wsi_thumbnail('%s', 20000)", path, "BAD_ARGUMENT: max_px is 20000 px");
    assertThatThrownBy(() -> spark().sql("SELECT wsi_read('a.svs')"))
        .isInstanceOf(WsiException.class)
        .hasMessage(
            "WRONG_ARGUMENTS: wsi_read takes 6 arguments, not 1. Call wsi_read(path STRING, level"
                + " INT, x INT, y INT, width INT, height INT)");
    assertThatThrownBy(() -> spark().sql("SELECT wsi_thumbnail('a.svs', 'many')").head())
        .hasMessageContaining("CAST_INVALID_INPUT");
  }

  private static void assertFails(String call, Path slide, String... parts) {
    assertThatThrownBy(() -> value(call, slide))
        .satisfies(thrown -> assertThat(typed(thrown)).hasMessageContainingAll(parts));
    assertThat(value("try_" + call, slide)).as("try_%s", call).isNull();
  }

  /** Spark wraps what a task throws; the reason must still be there, as it was thrown. */
  private static Throwable typed(Throwable thrown) {
    Throwable cause = thrown;
    while (!(cause instanceof WsiException) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    assertThat(cause).isInstanceOf(WsiException.class);
    return cause;
  }

  @ParameterizedTest
  @MethodSource("functions")
  void sparkDescribesThem(SqlFunction function) {
    String text = spark().sql("DESCRIBE FUNCTION " + function.name()).collectAsList().toString();
    assertThat(text).contains(function.signature(), function.meaning());
  }

  @Test
  void aStoresSlideIsOpenedOncePerTaskAndClosedWithIt() {
    Path path = slide("a.svs", 7);
    spark().conf().set("fs.counted.impl", CountingFileSystem.class.getName());
    try {
      Dataset<Row> regions =
          spark()
              .range(0, 64, 1, 2)
              .selectExpr("wsi_read('counted://%s', 0, int(id), 0, 8, 8) AS png".formatted(path));
      int before = CountingFileSystem.OPENED.get();
      assertThat(regions.collectAsList()).hasSize(64);
      int opened = CountingFileSystem.OPENED.get() - before;
      assertThat(opened).as("64 rows in two tasks").isBetween(1, 4);
      assertThat(CountingFileSystem.CLOSED.get()).isEqualTo(CountingFileSystem.OPENED.get());
    } finally {
      spark().conf().unset("fs.counted.impl");
    }
  }
}
