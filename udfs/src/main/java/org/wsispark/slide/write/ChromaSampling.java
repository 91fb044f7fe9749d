package org.wsispark.slide.write;

/** How many pixels share one sample of each colour difference. */
public enum ChromaSampling {
  /** Each pixel has its own: 4:4:4. */
  WHOLE(1, 1, 0x111111),
  /** Two beside each other share one: 4:2:2. */
  HALVED_ACROSS(2, 1, 0x211111),
  /** Squares of four share one: 4:2:0. */
  HALVED(2, 2, 0x221111);

  private final int across;
  private final int down;
  private final int factors;

  ChromaSampling(int across, int down, int factors) {
    this.across = across;
    this.down = down;
    this.factors = factors;
  }

  TiffTag tag() {
    return TiffTag.shorts(530, across, down);
  }

  /** As OpenCV's IMWRITE_JPEG_SAMPLING_FACTOR wants it. */
  int factors() {
    return factors;
  }
}
