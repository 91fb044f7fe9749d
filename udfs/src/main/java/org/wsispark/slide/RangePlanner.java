package org.wsispark.slide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Decides which ranges a remote source is asked for, so that it gives the wanted ones in few
 * requests. Ranges are sorted, each is fetched once however often it is wanted, and neighbours
 * become one request. Within a call no two ranges touch each other's bytes, which Hadoop's vectored
 * reads refuse. Pure: it reads nothing.
 *
 * @param gapBytes most bytes between two ranges that are fetched along to save a request
 * @param rangeBytes most bytes of one request that holds more than one wanted range
 * @param callRanges most requests of a call
 * @param callBytes most bytes of a call that has more than one request
 */
public record RangePlanner(int gapBytes, int rangeBytes, int callRanges, long callBytes) {
  /**
   * About four tiles. A store answers in 20 ms or more, in which one of its streams gives a
   * megabyte, so a request costs more time than this gap; {@link #WASTE} keeps the bytes in check.
   */
  public static final int GAP_BYTES = 64 << 10;

  /** Of the bytes of a request at most one in this many is gap: what is paid for is pixels. */
  public static final int WASTE = 20;

  /** Beyond this a store gives the bytes sooner in two requests side by side than in one. */
  public static final int RANGE_BYTES = 4 << 20;

  /** Requests side by side: more than a store's client keeps connections for would only queue. */
  public static final int CALL_RANGES = 32;

  /** Compressed bytes of one call: what a task holds of them beside its decoded tiles. */
  public static final long CALL_BYTES = 16L << 20;

  /** What is right for tiles of an object store. */
  public static final RangePlanner TILES =
      new RangePlanner(GAP_BYTES, RANGE_BYTES, CALL_RANGES, CALL_BYTES);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException when the gap is negative or another limit is not positive
   */
  public RangePlanner {
    if (gapBytes < 0 || rangeBytes < 1 || callRanges < 1 || callBytes < 1) {
      throw new IllegalArgumentException(
          "gap %d, range %d, ranges %d, call %d bytes"
              .formatted(gapBytes, rangeBytes, callRanges, callBytes));
    }
  }

  /**
   * Plans.
   *
   * @param wanted in any order; they may repeat and overlap
   * @return calls to make one after the other, each of ranges by rising offset that do not overlap;
   *     ranges without bytes are in none
   */
  public List<List<PlannedRange>> plan(List<ByteRange> wanted) {
    List<List<PlannedRange>> calls = new ArrayList<>();
    List<PlannedRange> call = new ArrayList<>();
    long bytes = 0;
    for (PlannedRange next : merge(wanted)) {
      boolean full = call.size() == callRanges || bytes + next.range().length() > callBytes;
      boolean overlaps =
          !call.isEmpty() && next.range().offset() < call.get(call.size() - 1).range().end();
      if (!call.isEmpty() && (full || overlaps)) {
        calls.add(call);
        call = new ArrayList<>();
        bytes = 0;
      }
      call.add(next);
      bytes += next.range().length();
    }
    if (!call.isEmpty()) {
      calls.add(call);
    }
    return calls;
  }

  private List<PlannedRange> merge(List<ByteRange> wanted) {
    List<ByteRange> sorted =
        wanted.stream()
            .filter(range -> range.length() > 0)
            .distinct()
            // The longest of one offset first: the others lie inside it.
            .sorted(
                Comparator.comparingLong(ByteRange::offset)
                    .thenComparing(ByteRange::length, Comparator.reverseOrder()))
            .toList();
    List<PlannedRange> merged = new ArrayList<>();
    List<ByteRange> parts = new ArrayList<>();
    long start = 0;
    long end = 0;
    long wasted = 0;
    for (ByteRange range : sorted) {
      long gap = Math.max(0, range.offset() - end);
      long length = Math.max(end, range.end()) - start;
      // What is fetched anyway costs nothing more, however long it is.
      boolean inside = range.end() <= end;
      boolean joins =
          !parts.isEmpty()
              && (inside
                  || (gap <= gapBytes && length <= rangeBytes && (wasted + gap) * WASTE <= length));
      if (joins) {
        wasted += gap;
        end = Math.max(end, range.end());
      } else {
        if (!parts.isEmpty()) {
          merged.add(new PlannedRange(new ByteRange(start, (int) (end - start)), parts));
        }
        parts = new ArrayList<>();
        start = range.offset();
        end = range.end();
        wasted = 0;
      }
      parts.add(range);
    }
    if (!parts.isEmpty()) {
      merged.add(new PlannedRange(new ByteRange(start, (int) (end - start)), parts));
    }
    return merged;
  }
}
