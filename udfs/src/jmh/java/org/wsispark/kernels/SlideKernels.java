package org.wsispark.kernels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.SlideInfo;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.SlideReaders;
import org.wsispark.slide.codec.SegmentDecoder;
import org.wsispark.slide.codec.SegmentFormat;
import org.wsispark.slide.synthetic.CoordinateSlide;
import org.wsispark.testkit.slide.Jpeg2000Encoder;
import org.wsispark.slide.write.ChromaSampling;
import org.wsispark.slide.write.TileEncoder;

/** One tile of 240 px decoded, and a slide of 9,600 x 9,600 px in three levels opened. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SlideKernels {
  private static final int SIDE = 240;
  private static final byte[] NO_TABLES = {};

  private final byte[] rgb = new byte[SIDE * SIDE * 3];
  private byte[] jpeg;
  private byte[] jpeg2000;
  private SegmentDecoder jpegDecoder;
  private SegmentDecoder jpeg2000Decoder;
  private Path slide;

  /** Encodes the tile and writes the slide. */
  @Setup
  public void make() throws IOException {
    RgbImage tile = Pictures.tissue(SIDE, SIDE);
    jpeg = TileEncoder.jpegYcc(75, ChromaSampling.WHOLE, false).encode(tile);
    jpeg2000 = Jpeg2000Encoder.rgb().encode(tile);
    jpegDecoder =
        SegmentDecoder.of(
            new SegmentFormat(SegmentFormat.JPEG, SegmentFormat.YCC, 3, 1, NO_TABLES));
    jpeg2000Decoder =
        SegmentDecoder.of(
            new SegmentFormat(SegmentFormat.JPEG_2000_RGB, SegmentFormat.RGB, 3, 1, NO_TABLES));
    slide = Files.createTempFile("kernel", ".svs");
    CoordinateSlide.of(9600, 9600, SIDE, TileEncoder.jpegRgb(50), 1, 4, 16).write(slide);
  }

  /** Frees native memory and the file. */
  @TearDown
  public void close() throws IOException {
    jpegDecoder.close();
    jpeg2000Decoder.close();
    Files.delete(slide);
  }

  /** JPEG, YCbCr 4:4:4, quality 75. */
  @Benchmark
  public byte[] decodeJpeg() {
    jpegDecoder.decode(jpeg, SIDE, SIDE, rgb);
    return rgb;
  }

  /** JPEG 2000, lossless. */
  @Benchmark
  public byte[] decodeJpeg2000() {
    jpeg2000Decoder.decode(jpeg2000, SIDE, SIDE, rgb);
    return rgb;
  }

  /** Directories of three levels and a thumbnail read and checked. */
  @Benchmark
  public SlideInfo openSlide() {
    try (SlideReader reader = SlideReaders.open(slide)) {
      return reader.info();
    }
  }
}
