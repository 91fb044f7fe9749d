package org.wsispark.jobs.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.wsispark.testkit.pixels.PixelAssertions.assertThatPixels;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.storage.Exchange;
import org.wsispark.jobs.storage.Fault;
import org.wsispark.jobs.storage.FaultRule;
import org.wsispark.jobs.storage.S3Bucket;
import org.wsispark.jobs.storage.S3Mock;
import org.wsispark.jobs.storage.S3MockExtension;
import org.wsispark.jobs.testing.DiscSlide;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.ByteRange;
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
    return catchThrowableOfType(WsiException.class, read::run);
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "病理/組織 標本.svs",
        "a b+c%20d#e.svs",
        "100%.svs",
        "α&β=γ;δ,ε@ζ!.svs",
        "q'uote(1).svs"
      })
  void namesRoundTrip(String key) {
    bucket.put(key, slide);
    List<String> listed = files.list(bucket.uri(""));
    assertThat(listed).contains(bucket.uri(key));
    String uri = listed.get(listed.indexOf(bucket.uri(key)));
    try (SlideReader reader = files.open(uri)) {
      PixelRect rect = new PixelRect(700, 500, 300, 300);
      assertThatPixels(reader.read(0, rect)).isEqualTo(pixels.crop(rect));
    }
    bucket.delete(key);
  }

  private static HadoopByteSource source() throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(bucket.uri(KEY));
    return HadoopByteSource.open(path.getFileSystem(conf), path, null);
  }

  private static byte[] cut(ByteRange range) {
    return Arrays.copyOfRange(slide, (int) range.offset(), (int) range.end());
  }

  @Test
  void rangesThatRepeatAndOverlapAreFetchedOnce() throws IOException {
    ByteRange shared = new ByteRange(1_000, 5_000);
    List<ByteRange> wanted =
        List.of(shared, shared, new ByteRange(3_000, 4_000), new ByteRange(0, 0), shared);
    try (HadoopByteSource source = source()) {
      List<byte[]> parts = source.readVectored(wanted);
      for (int k = 0; k < wanted.size(); k++) {
        assertThat(parts.get(k)).isEqualTo(cut(wanted.get(k)));
      }
      assertThat(parts.get(0)).isNotSameAs(parts.get(1));
      assertThat(gets(KEY)).extracting(Exchange::bytes).containsExactly(6_000L);
    }
  }

  @Test
  void moreRangesThanACallHoldsAreSplit(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("ranges.bin"), slide);
    List<ByteRange> wanted = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(5);
    for (int k = 0; k < 12_000; k++) {
      wanted.add(
          new ByteRange(
              random.nextInt(slide.length - 600), 1 + random.nextInt(k % 10 == 0 ? 600 : 4)));
    }
    org.apache.hadoop.fs.Path local = new org.apache.hadoop.fs.Path(file.toUri());
    try (HadoopByteSource source = HadoopByteSource.open(FileSystem.getLocal(conf), local, null)) {
      List<byte[]> parts = source.readVectored(wanted);
      for (int k = 0; k < wanted.size(); k++) {
        assertThat(parts.get(k)).isEqualTo(cut(wanted.get(k)));
      }
      assertThat(source.sourceStats().requests()).isGreaterThan(1_000);
    }
  }

  @Test
  void whatIsAnnouncedIsFetchedOnceAndInTheBackground() throws IOException {
    List<ByteRange> first = List.of(new ByteRange(0, 3_000), new ByteRange(200_000, 3_000));
    List<ByteRange> second = List.of(new ByteRange(200_000, 3_000), new ByteRange(100_000, 500));
    try (HadoopByteSource source = source()) {
      assertThat(source.prefetch(first)).isTrue();
      assertThat(source.prefetch(second)).isTrue();
      assertThat(source.prefetch(List.of(new ByteRange(0, slide.length)))).isTrue();
      for (List<ByteRange> ranges : List.of(first, second)) {
        List<byte[]> parts = source.readVectored(ranges);
        assertThat(parts.get(0)).isEqualTo(cut(ranges.get(0)));
        assertThat(parts.get(1)).isEqualTo(cut(ranges.get(1)));
      }
      assertThat(source.readVectored(List.of(new ByteRange(0, slide.length))).get(0))
          .isEqualTo(slide);
      // The one that both named was read by the first, so the second asks for it again.
      assertThat(gets(KEY)).hasSize(5);
      assertThat(source.sourceStats().requests()).isEqualTo(5);
    }
  }

  @Test
  void noMoreIsAnnouncedThanIsHeldInMemory() throws IOException {
    byte[] large = new byte[(int) VectoredReads.AHEAD_BYTES + 1_000_000];
    bucket.put("large", large);
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(bucket.uri("large"));
    ByteRange half = new ByteRange(0, large.length / 2);
    ByteRange other = new ByteRange(half.end(), large.length / 2);
    try (HadoopByteSource source = HadoopByteSource.open(path.getFileSystem(conf), path, null)) {
      assertThat(source.prefetch(List.of(half))).isTrue();
      assertThat(source.prefetch(List.of(other))).isFalse();
      source.readVectored(List.of(half));
      assertThat(source.prefetch(List.of(other))).isTrue();
      assertThat(source.readVectored(List.of(other)).get(0)).hasSize(other.length());
    }
  }

  @Test
  void anObjectOverwrittenWhileItIsReadIsRefused() {
    byte[] other = slide.clone();
    other[slide.length / 2] ^= 1;
    try (SlideReader reader = files.open(bucket.uri(KEY))) {
      bucket.proxy().rules(overwrite(other));
      WsiException failure = failure(() -> reader.read(0, ALL));
      assertThat(failure)
          .hasMessageMatching(
              "CHANGED: s3a://object-store-read/slide.svs: reading \\d+ bytes in \\d+ ranges from"
                  + " \\d+ on failed: it was overwritten since it was opened\\. Ingest it again, or"
                  + " run the query again, when its copy is complete");
    }
  }

  private static FaultRule overwrite(byte[] other) {
    return FaultRule.nth("GET", KEY, 1, 1, new Fault.Before(() -> bucket.put(KEY, other)));
  }

  @Test
  void anObjectOverwrittenSinceItWasIngestedIsRefused() {
    FileIdentity ingested = files.identity(bucket.uri(KEY));
    assertThat(ingested.etag()).isNotEmpty();
    byte[] other = slide.clone();
    other[slide.length / 2] ^= 1;
    bucket.put(KEY, other);
    SlideRow row = new SlideRow("s", bucket.uri(KEY), "x", null, null, "{}", ingested, null);
    assertThat(failure(() -> files.open(row).close()))
        .hasMessageMatching(
            "CHANGED: s3a://object-store-read/slide.svs: it was written anew since it was"
                + " first read: \\d+ bytes with etag "
                + ingested.etag()
                + ", then \\d+ bytes with etag \\w+. Ingest"
                + " it again, or run the query again; .*");
    assertThat(gets(KEY)).isEmpty();
  }

  @Test
  void anObjectDeletedWhileItIsReadIsNotAskedForAgain() {
    try (SlideReader reader = files.open(bucket.uri(KEY))) {
      bucket.proxy().reset();
      bucket.delete(KEY);
      assertThat(failure(() -> reader.read(1, new PixelRect(0, 0, 50, 50))))
          .hasMessageMatching(
              "NOT_FOUND: s3a://object-store-read/slide.svs: reading .* failed: it is not there\\."
                  + " Check the path; .*");
      assertThat(gets(KEY)).hasSize(1);
    }
    assertThat(failure(() -> files.open(bucket.uri(KEY)).close()))
        .hasMessageStartingWith("NOT_FOUND: ");
  }

  @Test
  void aStoreWithoutEtagsIsToldFromThem() {
    bucket
        .proxy()
        .rules(
            FaultRule.always("HEAD", KEY, new Fault.NoEtag()),
            FaultRule.always("GET", KEY, new Fault.NoEtag()));
    assertThat(failure(() -> files.open(bucket.uri(KEY)).close()))
        .hasMessageStartingWith("NO_ETAG: s3a://object-store-read/slide.svs: ")
        .hasMessageContaining("fs.s3a.change.detection.mode=none");
  }

  private static Stream<FaultRule> passing() {
    return Stream.of(
        FaultRule.nth("GET", KEY, 2, 5, new Fault.Status(503, "SlowDown")),
        FaultRule.nth("GET", KEY, 1, 1, new Fault.Status(500, "InternalError")),
        FaultRule.nth("GET", KEY, 3, 1, new Fault.Status(504, "GatewayTimeout")),
        FaultRule.nth("HEAD", KEY, 1, 1, new Fault.Status(503, "SlowDown")),
        FaultRule.nth("GET", KEY, 1, 2, new Fault.Reset(1_000)),
        FaultRule.nth("GET", KEY, 3, 2, new Fault.Reset(0)),
        FaultRule.nth("GET", KEY, 3, 2, new Fault.Short(777)),
        FaultRule.nth("GET", KEY, 3, 1, new Fault.DropResponse()));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void faultsThatPassLeaveNoTrace(FaultRule rule) {
    bucket.proxy().rules(rule);
    try (SlideReader reader = files.open(bucket.uri(KEY))) {
      assertThatPixels(reader.read(0, ALL)).isEqualTo(pixels);
    }
    assertThat(rule.seen().get()).as("requests the rule saw").isGreaterThan(rule.from());
  }

  @ParameterizedTest
  @ValueSource(strings = {"AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch"})
  void refusedCredentialsEndAtOnceAndShowNoSecret(String code) {
    try (SlideReader reader = files.open(bucket.uri(KEY))) {
      bucket.proxy().reset();
      bucket.proxy().rules(FaultRule.always("GET", KEY, new Fault.Status(403, code)));
      WsiException failure = failure(() -> reader.read(1, new PixelRect(0, 0, 50, 50)));
      assertThat(failure).hasMessageStartingWith("AUTH: s3a://object-store-read/slide.svs: ");
      assertThat(failure.code().kind().exitCode()).isEqualTo(2);
      assertThat(gets(KEY)).hasSize(1);
      assertThat(trace(failure)).doesNotContain(S3Bucket.SECRET);
    }
  }

  @Test
  void anExpiredTokenCountsAsRefused() {
    bucket.proxy().rules(FaultRule.always("GET", KEY, new Fault.Status(400, "ExpiredToken")));
    assertThat(failure(() -> files.open(bucket.uri(KEY)).close()))
        .hasMessageStartingWith("AUTH: s3a://object-store-read/slide.svs: ");
  }

  @Test
  void credentialsInAUriAreRefusedAndNotRepeated() {
    String uri = "s3a://key:" + S3Bucket.SECRET + "@some-bucket/slide.svs";
    WsiException failure = failure(() -> files.open(uri).close());
    assertThat(failure).hasMessageStartingWith("AUTH: s3a://***: a URI must not carry");
    assertThat(trace(failure)).doesNotContain(S3Bucket.SECRET);
  }

  @Test
  void aStoreNobodyKnowsNamesTheConnector() {
    assertThat(failure(() -> files.open("s3nobody://bucket/slide.svs").close()))
        .hasMessageStartingWith("NO_CONNECTOR: s3nobody://bucket/slide.svs: ")
        .hasMessageContaining("--packages org.apache.hadoop:hadoop-aws");
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
