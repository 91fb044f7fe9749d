package org.wsispark.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.datasources.v2.BatchScanExec;
import org.wsispark.geometry.TileGrid;
import org.wsispark.jobs.testing.DiscSlide;
import org.wsispark.jobs.testing.SparkTestBase;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.write.ImageSpec;
import org.wsispark.slide.write.SvsWriter;
import org.wsispark.slide.write.TiffForm;
import org.wsispark.slide.write.TileEncoder;
import scala.jdk.javaapi.CollectionConverters;

/** Small slides and a look at what Spark made of a query. */
abstract class SourceTestBase extends SparkTestBase {
  static final int WIDTH = 1_100;
  static final int HEIGHT = 900;

  /** 5 x 4 scanner tiles of 240 px on level 0, the last ones cut off. */
  static final int TILES = 20;

  final Path disc(String name, long seed) {
    return disc(name, seed, -1);
  }

  final Path disc(String name, long seed, int brokenLevel) {
    Path path = folder.resolve(name);
    new DiscSlide(WIDTH, HEIGHT, seed, brokenLevel).write(path);
    return path;
  }

  /** A slide of 500 x 300 px and half of it, that does not say its resolution. */
  final Path withoutMpp(String name) {
    Path path = folder.resolve(name);
    List<ImageSpec> images = new ArrayList<>();
    for (int factor : new int[] {1, 2}) {
      TileGrid grid = new TileGrid(500 / factor, 300 / factor, 128, 128);
      String size = "%dx%d".formatted(grid.imageWidth(), grid.imageHeight());
      images.add(
          ImageSpec.tiled(
              grid,
              TileEncoder.jpegRgb(90),
              "Aperio Image Library v11.2.1 \r\n500x300 "
                  + (factor == 1 ? "[0,0 500x300] (128x128) JPEG/RGB" : "-> " + size)));
    }
    try (SvsWriter writer = SvsWriter.create(path, TiffForm.CLASSIC, images)) {
      for (int image = 0; image < images.size(); image++) {
        TileGrid grid = images.get(image).grid();
        writer.writeAll(image, RgbImage.white(grid.imageWidth(), grid.imageHeight()));
      }
      writer.finish();
    }
    return path;
  }

  /** Option, value, option, value, ... */
  static DataFrameReader reader(String... options) {
    DataFrameReader reader = spark().read().format("wsi");
    for (int k = 0; k < options.length; k += 2) {
      reader = reader.option(options[k], options[k + 1]);
    }
    return reader;
  }

  static Dataset<Row> load(Path path, String... options) {
    return reader(options).load(path.toString());
  }

  /** The sum over the scans of a query that has run. */
  static long metric(Dataset<Row> ran, String name) {
    long sum = 0;
    List<SparkPlan> scans = scans(ran);
    assertThat(scans).as("scans of the query").isNotEmpty();
    for (SparkPlan scan : scans) {
      sum += scan.metrics().apply(name).value();
    }
    return sum;
  }

  static String plan(Dataset<Row> frame) {
    return executed(frame).toString();
  }

  static SparkPlan executed(Dataset<Row> frame) {
    SparkPlan plan = frame.queryExecution().executedPlan();
    return plan instanceof AdaptiveSparkPlanExec adaptive ? adaptive.executedPlan() : plan;
  }

  private static List<SparkPlan> scans(Dataset<Row> frame) {
    List<SparkPlan> found = new ArrayList<>();
    addScans(executed(frame), found);
    return found;
  }

  private static void addScans(SparkPlan plan, List<SparkPlan> found) {
    if (plan instanceof BatchScanExec) {
      found.add(plan);
    }
    CollectionConverters.asJava(plan.children()).forEach(child -> addScans(child, found));
  }
}
