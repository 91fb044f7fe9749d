package org.wsispark.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.wsispark.testkit.pixels.PixelAssertions.assertThatPixels;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wsispark.errors.WsiException;
import org.wsispark.testkit.property.Gens;
import org.wsispark.testkit.property.Property;

class RunLengthTest {

  private static BitMask noise(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    BitMask mask = new BitMask(random.nextInt(0, 300), random.nextInt(0, 40));
    int longest = random.nextInt(1, 200);
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x += random.nextInt(1, longest + 1)) {
        mask.setRow(y, x, x + random.nextInt(longest), random.nextBoolean());
      }
    }
    return mask;
  }

  private static WsiException failure(byte... bytes) {
    WsiException failure = catchThrowableOfType(WsiException.class, () -> RunLength.decode(bytes));
    assertThat(failure).isNotNull();
    assertThat(failure.code()).isEqualTo(RasterError.BAD_RUN_LENGTH);
    return failure;
  }

  @Test
  void masksComeBack() {
    long foreground = 0;
    for (long seed = 0; seed < 1_000; seed++) {
      BitMask mask = noise(seed);
      assertThatPixels(RunLength.decode(RunLength.encode(mask)))
          .as("seed %d", seed)
          .isEqualTo(mask);
      foreground += mask.count();
    }
    assertThat(foreground).isGreaterThan(100_000);
  }

  @Test
  void noiseOfAnyDensityComesBack() {
    Property.check(
        "a mask comes back from its runs",
        500,
        Gens.masks(150, 30),
        mask -> assertThatPixels(RunLength.decode(RunLength.encode(mask))).isEqualTo(mask));
  }

  @Test
  void runsGoOverTheEndsOfRows() {
    BitMask mask = new BitMask(1_000, 1_000);
    assertThat(RunLength.encode(mask)).hasSize(1 + 2 + 2 + 3);
    for (int y = 100; y < 900; y++) {
      mask.setRow(y, 0, 1_000, true);
    }
    assertThat(RunLength.encode(mask)).hasSize(1 + 2 + 2 + 3 + 3 + 3);
    assertThatPixels(RunLength.decode(RunLength.encode(mask))).isEqualTo(mask);
  }

  @Test
  void badBytesAreTyped() {
    assertThat(failure().problem()).contains("missing");
    assertThat(failure((byte) 2, (byte) 1, (byte) 1, (byte) 1).problem()).contains("version");
    assertThat(failure((byte) 1, (byte) 2, (byte) 2, (byte) 3).problem()).contains("end after");
    assertThat(failure((byte) 1, (byte) 2, (byte) 2, (byte) 5).problem()).contains("run of 5");
    assertThat(failure((byte) 1, (byte) 2, (byte) 2, (byte) 1, (byte) 0, (byte) 3).problem())
        .contains("run of 0");
    assertThat(failure((byte) 1, (byte) 2, (byte) 2, (byte) 4, (byte) 1).problem())
        .contains("left over");
    byte[] endless = new byte[12];
    Arrays.fill(endless, (byte) -1);
    endless[0] = 1;
    assertThat(failure(endless).problem()).contains("63 bits");
    byte[] huge = {1, -1, -1, -1, -1, 7, -1, -1, -1, -1, 7, 0};
    assertThat(failure(huge).problem()).contains("larger than");
  }

  @Test
  void truncatedBytesAreTyped() {
    byte[] whole = RunLength.encode(noise(7));
    assertThat(whole.length).isGreaterThan(50);
    for (int length = 0; length < whole.length; length++) {
      failure(Arrays.copyOf(whole, length));
    }
  }
}
