package org.wsispark.slide.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.SlideError;

/** Any bytes as the JPEG tables and a JPEG tile of a slide: pixels or a typed error. */
class JpegFuzzTest {
  private static final int SIDE = 16;

  @FuzzTest(maxDuration = "30m")
  void header(FuzzedDataProvider data) {
    int photometric = data.consumeBoolean() ? SegmentFormat.RGB : SegmentFormat.YCC;
    byte[] tables = data.consumeBytes(data.consumeInt(0, 1_024));
    byte[] tile = data.consumeRemainingAsBytes();
    byte[] rgb = new byte[SIDE * SIDE * 3];
    SegmentFormat format = new SegmentFormat(SegmentFormat.JPEG, photometric, 3, 1, tables);
    try (SegmentDecoder decoder = SegmentDecoder.of(format)) {
      decoder.decode(tile, SIDE, SIDE, rgb);
    } catch (WsiException e) {
      assertThat(e.code()).isEqualTo(SlideError.BAD_TILE);
      assertThat(e.getMessage()).doesNotContain("\n");
    }
  }
}
