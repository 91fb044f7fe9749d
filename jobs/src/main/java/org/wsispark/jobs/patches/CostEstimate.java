package org.wsispark.jobs.patches;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.wsispark.slide.RangePlanner;

/**
 * What each encoding of the patches of a plan would take, before a pixel is read. Sizes of JPEG and
 * PNG are those of the tissue of two real slides, which the tissue of others differs from by a
 * factor of two; core seconds are of one machine. Both tell encodings apart, not budgets.
 *
 * @param patches of the plan
 * @param pixels of all of them
 * @param compressedBytes of the slides under them
 * @param tasks of the plan
 */
record CostEstimate(long patches, long pixels, long compressedBytes, long tasks) {
  /** Bytes per pixel at a JPEG quality, chroma at half resolution. */
  private static final NavigableMap<Integer, Double> JPEG =
      new TreeMap<>(Map.of(1, 0.08, 30, 0.12, 50, 0.15, 75, 0.20, 90, 0.33, 95, 0.45, 100, 0.81));

  private static final double PNG = 1.9;
  private static final double RAW = 3;

  /** Start marker and tables that go before each tile. */
  private static final long PREFIX_BYTES = 600;

  /** Offset, length and level; what is the same in all rows of a slide is stored once. */
  static final long REFERENCE_BYTES = 16;

  /** Of a slide's directory per tile. */
  private static final long DIRECTORY_BYTES = 16;

  /** Reading and decoding a million pixels, and encoding them. */
  private static final double DECODE_SECONDS = 0.011;

  private static final double JPEG_SECONDS = 0.008;
  private static final double PNG_SECONDS = 0.08;

  /** Of a tile that is passed on, and of one that is referred to. */
  private static final double COPY_SECONDS = 0.0002;

  private static final double REFER_SECONDS = 0.00005;

  SetCost of(Encoding encoding, int jpegQuality) {
    return switch (encoding) {
      case JPEG -> decoded(jpegBytesPerPx(jpegQuality), JPEG_SECONDS);
      case PNG -> decoded(PNG, PNG_SECONDS);
      case RAW -> decoded(RAW, 0);
      case SOURCE ->
          cost(compressedBytes + PREFIX_BYTES * patches, compressedBytes, COPY_SECONDS * patches);
      case REFERENCE ->
          cost(REFERENCE_BYTES * patches, DIRECTORY_BYTES * patches, REFER_SECONDS * patches);
    };
  }

  private SetCost decoded(double bytesPerPx, double encodeSeconds) {
    return cost(
        Math.round(bytesPerPx * pixels),
        compressedBytes,
        pixels / 1e6 * (DECODE_SECONDS + encodeSeconds));
  }

  private SetCost cost(long stored, long moved, double seconds) {
    long gets = tasks + moved / RangePlanner.RANGE_BYTES;
    return new SetCost(stored, moved, gets, 2 * tasks, seconds);
  }

  static double jpegBytesPerPx(int quality) {
    Map.Entry<Integer, Double> low = JPEG.floorEntry(quality);
    Map.Entry<Integer, Double> high = JPEG.ceilingEntry(quality);
    if (low.getKey().equals(high.getKey())) {
      return low.getValue();
    }
    double part = (double) (quality - low.getKey()) / (high.getKey() - low.getKey());
    return low.getValue() + part * (high.getValue() - low.getValue());
  }

  List<String> lines(int jpegQuality, Prices prices) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "about, by encoding (source and reference of patches that are the scanner's tiles; prices"
            + " of %s):".formatted(prices.asOf()));
    for (Encoding encoding : Encoding.values()) {
      lines.add("  " + of(encoding, jpegQuality).line(encoding.text(), prices));
    }
    return lines;
  }

  Map<String, Object> figures(int jpegQuality, Prices prices) {
    Map<String, Object> figures = new LinkedHashMap<>();
    for (Encoding encoding : Encoding.values()) {
      figures.put(encoding.text(), of(encoding, jpegQuality).figures(prices));
    }
    return figures;
  }
}
