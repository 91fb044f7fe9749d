package org.wsispark.testkit.slide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.wsispark.geometry.TileGrid;
import org.wsispark.slide.synthetic.CoordinateSlide;
import org.wsispark.slide.write.ChromaSampling;
import org.wsispark.slide.write.TiffForm;
import org.wsispark.slide.write.TileEncoder;

/**
 * One way to store the coordinate-coded slide: a compression, a byte order, classic or BigTIFF.
 * Tests take them by {@code @MethodSource("org.wsispark.testkit.slide.SlideVariant#all")}.
 *
 * @param compression short name of the compression, fit for a file name
 * @param encoder of its tiles
 * @param tolerance steps of 255 by which a sample of the coordinate slide may differ after
 *     decoding, but for few beside jumps of colour; 0 means lossless
 * @param form byte order and offset size
 */
public record SlideVariant(String compression, TileEncoder encoder, int tolerance, TiffForm form) {
  private static final int QUALITY = 95;

  /** The compressions, as classic little-endian TIFF. */
  public static Stream<SlideVariant> compressions() {
    return Stream.of(
        lossless("raw", TileEncoder.raw()),
        lossless("lzw", TileEncoder.lzw(false)),
        lossless("lzw-predictor", TileEncoder.lzw(true)),
        lossless("deflate", TileEncoder.deflate(false)),
        lossless("deflate-predictor", TileEncoder.deflate(true)),
        lossless("zstd", new ZstdEncoder()),
        lossless("jpeg2000", Jpeg2000Encoder.rgb()),
        lossless("jpeg2000-tagged", Jpeg2000Encoder.tagged()),
        lossy("jpeg2000-ycc", Jpeg2000Encoder.ycc(), 2),
        lossy("jpeg-rgb", TileEncoder.jpegRgb(QUALITY), 6),
        lossy("jpeg-ycc", TileEncoder.jpegYcc(QUALITY, ChromaSampling.WHOLE, false), 6),
        lossy("jpeg-ycc-tables", TileEncoder.jpegYcc(QUALITY, ChromaSampling.WHOLE, true), 6),
        lossy(
            "jpeg-ycc-422", TileEncoder.jpegYcc(QUALITY, ChromaSampling.HALVED_ACROSS, false), 24),
        lossy(
            "jpeg-ycc-422-tables",
            TileEncoder.jpegYcc(QUALITY, ChromaSampling.HALVED_ACROSS, true),
            24),
        lossy("jpeg-ycc-halved", TileEncoder.jpegYcc(QUALITY, ChromaSampling.HALVED, false), 24),
        lossy(
            "jpeg-ycc-halved-tables",
            TileEncoder.jpegYcc(QUALITY, ChromaSampling.HALVED, true),
            24));
  }

  /** Every compression in every form. */
  public static Stream<SlideVariant> all() {
    return compressions().flatMap(variant -> variant.inEveryForm().stream());
  }

  /** This compression as classic and BigTIFF, little and big endian. */
  public List<SlideVariant> inEveryForm() {
    return Stream.of(
            TiffForm.CLASSIC,
            TiffForm.BIG,
            new TiffForm(false, ByteOrder.BIG_ENDIAN),
            new TiffForm(true, ByteOrder.BIG_ENDIAN))
        .map(other -> new SlideVariant(compression, encoder, tolerance, other))
        .toList();
  }

  /** Whether every sample comes back as it was. */
  public boolean isLossless() {
    return tolerance == 0;
  }

  /** The slide with these levels. */
  public CoordinateSlide slide(List<TileGrid> levels) {
    return new CoordinateSlide(levels, form, encoder);
  }

  /**
   * The bytes of the slide with these levels.
   *
   * @param levels the largest first
   * @param folder where the file lies for a moment
   */
  public byte[] bytes(List<TileGrid> levels, Path folder) {
    Path path = folder.resolve(this + ".svs");
    try {
      slide(levels).write(path);
      byte[] bytes = Files.readAllBytes(path);
      Files.delete(path);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("coordinate slide " + this, e);
    }
  }

  private static SlideVariant lossless(String name, TileEncoder encoder) {
    return new SlideVariant(name, encoder, 0, TiffForm.CLASSIC);
  }

  private static SlideVariant lossy(String name, TileEncoder encoder, int tolerance) {
    return new SlideVariant(name, encoder, tolerance, TiffForm.CLASSIC);
  }

  /** For the names of tests and files: jpeg-rgb-big-le. */
  @Override
  public String toString() {
    String order = form.order() == ByteOrder.BIG_ENDIAN ? "be" : "le";
    return compression + (form.big() ? "-big-" : "-classic-") + order;
  }
}
