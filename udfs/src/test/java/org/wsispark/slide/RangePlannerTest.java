package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.wsispark.testkit.property.Gen;
import org.wsispark.testkit.property.Property;

/** The planner beside one that paints bytes and counts them. */
class RangePlannerTest {
  private static final int SPACE = 3_000;

  private record Case(List<ByteRange> wanted, RangePlanner planner) {}

  private static final Gen<ByteRange> RANGES =
      Gen.pair(Gen.ints(0, SPACE), Gen.ints(0, 120))
          .map(pair -> new ByteRange(pair.first(), pair.second()));

  private static final Gen<RangePlanner> PLANNERS =
      Gen.pair(
              Gen.pair(Gen.ints(0, 40), Gen.ints(1, 900)),
              Gen.pair(Gen.ints(1, 6), Gen.longs(1, 2_000)))
          .map(
              all ->
                  new RangePlanner(
                      all.first().first(),
                      all.first().second(),
                      all.second().first(),
                      all.second().second()));

  private static final Gen<Case> CASES =
      Gen.pair(Gen.list(RANGES, 0, 40), PLANNERS)
          .map(both -> new Case(both.first(), both.second()));

  @Test
  void everyWantedRangeIsInOneRequestAndNoCallOverlapsOrIsTooLarge() {
    Property.check(
        "ranges are planned once, apart, within the limits",
        3_000,
        CASES,
        one -> {
          List<ByteRange> parts = new ArrayList<>();
          for (List<PlannedRange> call : one.planner().plan(one.wanted())) {
            long bytes = 0;
            long before = -1;
            for (PlannedRange planned : call) {
              assertThat(planned.range().offset()).isGreaterThanOrEqualTo(before);
              before = planned.range().end();
              bytes += planned.range().length();
              for (ByteRange part : planned.parts()) {
                assertThat(part.offset()).isGreaterThanOrEqualTo(planned.range().offset());
                assertThat(part.end()).isLessThanOrEqualTo(planned.range().end());
                parts.add(part);
              }
            }
            assertThat(call).hasSizeBetween(1, one.planner().callRanges());
            assertThat(call.size() == 1 || bytes <= one.planner().callBytes()).isTrue();
          }
          assertThat(parts).doesNotHaveDuplicates();
          assertThat(new HashSet<>(parts)).isEqualTo(distinct(one.wanted()));
        });
  }

  private static HashSet<ByteRange> distinct(List<ByteRange> wanted) {
    HashSet<ByteRange> distinct = new HashSet<>(wanted);
    distinct.removeIf(range -> range.length() == 0);
    return distinct;
  }

  @Test
  void neighboursBecomeOneRequestByTheStatedGap() {
    Property.check(
        "requests are those of the painter",
        3_000,
        CASES,
        one ->
            assertThat(
                    one.planner().plan(one.wanted()).stream()
                        .flatMap(List::stream)
                        .map(PlannedRange::range)
                        .toList())
                .isEqualTo(painted(one)));
  }

  /** Grows one request at a time over a strip of bytes, on which wanted bytes are painted. */
  private static List<ByteRange> painted(Case one) {
    TreeSet<ByteRange> left =
        new TreeSet<>(
            Comparator.comparing(ByteRange::offset)
                .thenComparing(ByteRange::length, Comparator.reverseOrder()));
    left.addAll(distinct(one.wanted()));
    List<ByteRange> requests = new ArrayList<>();
    while (!left.isEmpty()) {
      BitSet paint = new BitSet();
      ByteRange next = left.pollFirst();
      paint.set((int) next.offset(), (int) next.end());
      while (!left.isEmpty()) {
        BitSet more = (BitSet) paint.clone();
        more.set((int) left.first().offset(), (int) left.first().end());
        int length = more.length() - more.nextSetBit(0);
        int hole = more.get(paint.length(), more.length()).nextSetBit(0);
        boolean joins =
            more.equals(paint)
                || hole <= one.planner().gapBytes()
                    && length <= one.planner().rangeBytes()
                    && (length - more.cardinality()) * RangePlanner.WASTE <= length;
        if (!joins) {
          break;
        }
        paint = more;
        left.pollFirst();
      }
      requests.add(new ByteRange(paint.nextSetBit(0), paint.length() - paint.nextSetBit(0)));
    }
    return requests;
  }

  @Test
  void tilesThatShareAnOffsetAreFetchedOnce() {
    ByteRange shared = new ByteRange(1_000, 500);
    List<List<PlannedRange>> calls =
        RangePlanner.TILES.plan(List.of(shared, new ByteRange(90_000_000, 10), shared, shared));
    assertThat(calls).hasSize(1);
    assertThat(calls.get(0))
        .extracting(PlannedRange::parts)
        .containsExactly(List.of(shared), List.of(new ByteRange(90_000_000, 10)));
  }

  @Test
  void whatLiesInsideALongRangeIsNotFetchedAgain() {
    int length = 3 * RangePlanner.RANGE_BYTES;
    ByteRange strip = new ByteRange(1_000, length);
    ByteRange head = new ByteRange(1_000, 200);
    ByteRange middle = new ByteRange(1_000 + length / 2, 300);
    ByteRange tail = new ByteRange(strip.end() - 100, 100);
    ByteRange next = new ByteRange(strip.end(), 100);
    List<List<PlannedRange>> calls =
        RangePlanner.TILES.plan(List.of(next, tail, head, strip, middle));
    assertThat(calls).hasSize(1);
    assertThat(calls.get(0))
        .containsExactly(
            new PlannedRange(strip, List.of(strip, head, middle, tail)),
            new PlannedRange(next, List.of(next)));
  }

  @Test
  void tenThousandFarRangesAreSplitIntoCalls() {
    List<ByteRange> far = new ArrayList<>();
    for (int k = 0; k < 10_500; k++) {
      far.add(new ByteRange(k * 1_000_000L, 100));
    }
    List<List<PlannedRange>> calls = RangePlanner.TILES.plan(far);
    assertThat(calls).hasSize((10_500 + RangePlanner.CALL_RANGES - 1) / RangePlanner.CALL_RANGES);
    assertThat(calls.stream().mapToInt(List::size).sum()).isEqualTo(10_500);
  }

  @Test
  void cutsPartsOutOfWhatWasFetched() {
    PlannedRange planned =
        new PlannedRange(new ByteRange(10, 4), List.of(new ByteRange(10, 2), new ByteRange(11, 3)));
    byte[] fetched = {1, 2, 3, 4};
    assertThat(planned.cut(fetched, new ByteRange(10, 2))).containsExactly(1, 2);
    assertThat(planned.cut(fetched, new ByteRange(11, 3))).containsExactly(2, 3, 4);
  }
}
