package org.wsispark.jobs.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wsispark.testkit.pixels.PixelAssertions.assertThatPixels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.storage.Exchange;
import org.wsispark.jobs.storage.S3Bucket;
import org.wsispark.jobs.storage.S3Mock;
import org.wsispark.jobs.storage.S3MockExtension;
import org.wsispark.jobs.testing.DiscSlide;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.SlideReaders;
import org.wsispark.testkit.slide.MemorySource;

/** Slides read from an S3 server through a proxy that makes faults. */
@ExtendWith(S3MockExtension.class)
class ObjectStoreReadTest {
  private static final String KEY = "slide.svs";
  private static final PixelRect ALL = new PixelRect(0, 0, 1_600, 1_200);

  private static S3Bucket bucket;
  private static Configuration conf;
  private static SlideFiles files;
  private static byte[] slide;
  private static RgbImage pixels;

  @BeforeAll
  static void upload(S3Mock store, @TempDir Path folder) throws IOException {
    bucket = S3Bucket.make(store, "object-store-read");
    conf = bucket.configure(new Configuration());
    files = SlideFiles.of(conf);
    Path file = folder.resolve(KEY);
    new DiscSlide(1_600, 1_200, 7, -1).write(file);
    slide = Files.readAllBytes(file);
    try (SlideReader reader = SlideReaders.open(new MemorySource(slide))) {
      pixels = reader.read(0, ALL);
    }
  }

  @AfterAll
  static void close() throws IOException {
    bucket.close();
  }

  @BeforeEach
  void cleanSlide() {
    bucket.proxy().reset();
    bucket.put(KEY, slide);
  }

  private static List<Exchange> gets(String key) {
    return bucket.proxy().exchanges("GET", "/" + key);
  }

  private static WsiException failure(Runnable read) {
    return (WsiException) org.assertj.core.api.Assertions.catchThrowable(read::run);
  }

  @Test
  void readsASlideInTheBytesOfItsTilesAndCountsThem() {
    try (SlideReader reader = files.open(bucket.uri(KEY))) {
      List<Exchange> directory = gets(KEY);
      assertThat(directory).hasSizeLessThanOrEqualTo(2);
      assertThatPixels(reader.read(0, ALL)).isEqualTo(pixels);
      List<Exchange> all = gets(KEY);
      long fetched = all.stream().mapToLong(Exchange::bytes).sum();
      long directoryBytes = directory.stream().mapToLong(Exchange::bytes).sum();
      long tiles = reader.stats().compressedBytes();
      assertThat(tiles).isPositive();
      assertThat(fetched).isLessThanOrEqualTo(tiles + tiles / 10 + directoryBytes);
      assertThat(reader.stats().source().requests()).isEqualTo(all.size());
      assertThat(reader.stats().source().bytes()).isEqualTo(fetched);
    }
  }
}
