package org.wsispark.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.wsispark.jobs.storage.S3Bucket;
import org.wsispark.jobs.storage.S3Mock;
import org.wsispark.jobs.storage.S3MockExtension;

/** The source and the functions over an S3 server: the same rows as from a disk. */
@ExtendWith(S3MockExtension.class)
class WsiOnS3Test extends SourceTestBase {
  private String prefix;
  private S3Bucket bucket;
  private Map<String, String> settings;

  @BeforeEach
  void tellTheSession(S3Mock store) throws IOException {
    // Hadoop keeps a file system per bucket, with the settings it was first asked for with.
    String name = "wsi-" + folder.getFileName();
    prefix = "fs.s3a.bucket." + name;
    bucket = S3Bucket.make(store, name);
    settings = bucket.configure(new Configuration(false)).getPropsWithPrefix(prefix);
    settings.forEach((key, value) -> spark().conf().set(prefix + key, value));
  }

  @AfterEach
  void forget() throws IOException {
    settings.keySet().forEach(key -> spark().conf().unset(prefix + key));
    bucket.close();
  }

  @Test
  void tenDarkestTilesOfASlideInAnObjectStore() throws IOException {
    Path local = disc("disc.svs", 1);
    bucket.put("2024/disc.svs", Files.readAllBytes(local));
    bucket.put("2024/disc.xml", new byte[] {'<'});

    Dataset<Row> tiles = reader().load(bucket.uri("2024"));
    Dataset<Row> dark = tiles.orderBy("mean.grey").select("x", "y", "mean.grey").limit(10);

    List<Row> rows = dark.collectAsList();
    assertThat(rows).hasSize(10);
    assertThat(rows)
        .isEqualTo(
            load(local)
                .orderBy("mean.grey")
                .select("x", "y", "mean.grey")
                .limit(10)
                .collectAsList());
    assertThat(metric(dark, "tiles")).isEqualTo(TILES);
    assertThat(metric(dark, "storeRequests")).isPositive();
    assertThat(metric(dark, "storeBytes")).isGreaterThanOrEqualTo(metric(dark, "bytesRead"));
    Row read =
        spark()
            .sql(
                "SELECT wsi_read('%s', 0, 300, 200, 64, 48), wsi_read('%s', 0, 300, 200, 64, 48)"
                    .formatted(bucket.uri("2024/disc.svs"), local))
            .head();
    assertThat((byte[]) read.get(0)).isEqualTo((byte[]) read.get(1)).isNotEmpty();
    assertThat(
            spark()
                .sql("SELECT count(*) FROM wsi.`%s`".formatted(bucket.uri("*/*.svs")))
                .head()
                .getLong(0))
        .isEqualTo(TILES);
  }

  @Test
  void aSlideWrittenAnewAfterPlanningIsRefused() throws IOException {
    Path first = disc("one.svs", 2);
    bucket.put("slide.svs", Files.readAllBytes(first));
    var rows =
        reader("mode", "PERMISSIVE")
            .load(bucket.uri("slide.svs"))
            .select("x", "mean", "error")
            .javaRDD();
    assertThat(rows.getNumPartitions()).isPositive();
    bucket.put("slide.svs", Files.readAllBytes(disc("two.svs", 3)));
    assertThat(rows.collect())
        .hasSize(TILES)
        .allSatisfy(row -> assertThat(row.getString(2)).startsWith("CHANGED: "));
  }
}
