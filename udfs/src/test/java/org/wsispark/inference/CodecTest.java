package org.wsispark.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.BitMask;

class CodecTest {

  @Test
  void blocksComeBack() {
    SplittableRandom random = new SplittableRandom(5);
    for (int trial = 0; trial < 100; trial++) {
      StitchedBlock block = block(random);
      StitchedBlock back = ProbabilityCodec.decode(ProbabilityCodec.encode(block));
      assertThat(back).as("trial " + trial).isEqualTo(block);
      assertThat(ProbabilityCodec.encode(back)).isEqualTo(ProbabilityCodec.encode(block));
    }
  }

  @Test
  void bordersComeBack() {
    SplittableRandom random = new SplittableRandom(6);
    for (int trial = 0; trial < 100; trial++) {
      PixelRect rect =
          new PixelRect(random.nextInt(99), 7, 1 + random.nextInt(20), 1 + random.nextInt(20));
      long[] weights = random.longs(rect.area(), 0, 1L << 40).toArray();
      long[] sums = random.longs(rect.area() * (1 + random.nextInt(3))).toArray();
      BorderSums border = new BorderSums(3, 4, rect, sums, weights);
      assertThat(BorderCodec.decode(BorderCodec.encode(border))).isEqualTo(border);
    }
  }

  @Test
  void everyChangedOrMissingByteIsNoticedOrHarmless() {
    StitchedBlock block = block(new SplittableRandom(9));
    byte[] bytes = ProbabilityCodec.encode(block);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertBad(cut);
    }
    assertBad(Arrays.copyOf(bytes, bytes.length + 1));
    int stream = 2 + 6 * 4;
    int noticed = 0;
    for (int at = stream; at < bytes.length; at++) {
      byte[] changed = bytes.clone();
      changed[at] ^= 0x10;
      try {
        // Bits that pad a deflate block carry nothing.
        assertThat(ProbabilityCodec.decode(changed)).as("byte " + at).isEqualTo(block);
      } catch (WsiException e) {
        assertThat(e.code()).isEqualTo(InferenceError.BAD_PROBABILITY_BYTES);
        noticed++;
      }
    }
    assertThat(noticed).isGreaterThanOrEqualTo(bytes.length - stream - 2);
  }

  @Test
  void sizesAreCheckedBeforeMemoryIsTaken() {
    byte[] bytes = ProbabilityCodec.encode(block(new SplittableRandom(9)));
    bytes[2 + 12] = 0x7F;
    bytes[2 + 16] = 0x7F;
    assertBad(bytes);
    byte[] version = ProbabilityCodec.encode(block(new SplittableRandom(9)));
    version[1] = 2;
    assertBad(version);
    assertThatThrownBy(() -> BorderCodec.decode(version))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("BAD_PROBABILITY_BYTES");
  }

  private static void assertBad(byte[] bytes) {
    assertThatThrownBy(() -> ProbabilityCodec.decode(bytes))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("BAD_PROBABILITY_BYTES");
  }

  private static StitchedBlock block(SplittableRandom random) {
    PixelRect rect = new PixelRect(31, 8, 1 + random.nextInt(40), 1 + random.nextInt(40));
    int classes = 1 + random.nextInt(3);
    BitMask covered = new BitMask(rect.width(), rect.height());
    short[] values = new short[(int) rect.area() * classes];
    for (int y = 0; y < rect.height(); y++) {
      for (int x = 0; x < rect.width(); x++) {
        if (random.nextInt(4) > 0) {
          covered.set(x, y, true);
          for (int label = 0; label < classes; label++) {
            values[(label * rect.height() + y) * rect.width() + x] = (short) random.nextInt(65_536);
          }
        }
      }
    }
    return new StitchedBlock(12, rect, classes, values, covered);
  }
}
