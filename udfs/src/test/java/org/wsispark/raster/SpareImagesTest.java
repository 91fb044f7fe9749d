package org.wsispark.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpareImagesTest {

  @Test
  void anImageOfASizeIsGivenAgain() {
    SpareImages spare = new SpareImages(1_000);
    RgbImage wide = spare.of(10, 5);
    RgbImage tall = spare.of(5, 10);

    assertThat(wide.width()).isEqualTo(10);
    assertThat(tall.height()).isEqualTo(10);
    assertThat(spare.of(10, 5)).isSameAs(wide);
    assertThat(spare.of(5, 10)).isSameAs(tall);
  }

  @Test
  void whatWasNotAskedForLongestGoesFirst() {
    SpareImages spare = new SpareImages(3 * 100);
    RgbImage first = spare.of(50, 1);
    RgbImage second = spare.of(1, 40);
    assertThat(spare.of(50, 1)).isSameAs(first);
    spare.of(7, 7);

    assertThat(spare.of(50, 1)).isSameAs(first);
    assertThat(spare.of(1, 40)).isNotSameAs(second);
  }

  @Test
  void oneThatIsTooLargeIsMadeAnewAndDrivesNoneOut() {
    SpareImages spare = new SpareImages(3 * 100);
    RgbImage small = spare.of(10, 10);
    assertThat(spare.of(11, 10)).isNotSameAs(spare.of(11, 10));
    assertThat(spare.of(10, 10)).isSameAs(small);
  }

  @Test
  void sizesAreAlwaysTheOnesAskedFor() {
    SplittableRandom random = new SplittableRandom(5);
    SpareImages spare = new SpareImages(20_000);
    for (int k = 0; k < 2_000; k++) {
      int width = random.nextInt(0, 60);
      int height = random.nextInt(0, 60);
      RgbImage image = spare.of(width, height);
      assertThat(image.width()).isEqualTo(width);
      assertThat(image.height()).isEqualTo(height);
    }
  }
}
