package org.wsispark.slide.codec;

/**
 * YCbCr of ITU-R BT.601 with full range to RGB, as OpenSlide converts these tiles: red and blue in
 * whole steps, green from two products that are each rounded to 16 binary places.
 */
final class YccColour {
  private static final int PLACES = 16;
  private static final int HALF = 1 << (PLACES - 1);
  private static final int[] RED_CR = wholeSteps(1.402);
  private static final int[] GREEN_CB = products(-0.344_14);
  private static final int[] GREEN_CR = products(-0.714_14);
  private static final int[] BLUE_CB = wholeSteps(1.772);

  private YccColour() {}

  private static int[] wholeSteps(double factor) {
    int fixed = (int) Math.round(factor * (1 << PLACES));
    int[] steps = new int[256];
    for (int sample = 0; sample < steps.length; sample++) {
      steps[sample] = (fixed * (sample - 128) + HALF) >> PLACES;
    }
    return steps;
  }

  private static int[] products(double factor) {
    int[] products = new int[256];
    for (int sample = 0; sample < products.length; sample++) {
      products[sample] = (int) Math.round(factor * (1 << PLACES) * (sample - 128));
    }
    return products;
  }

  /** Replaces Y, Cb, Cr by R, G, B. */
  static void toRgb(byte[] samples, int pixels) {
    for (int k = 0; k < 3 * pixels; k += 3) {
      int luma = samples[k] & 255;
      int cb = samples[k + 1] & 255;
      int cr = samples[k + 2] & 255;
      samples[k] = clamp(luma + RED_CR[cr]);
      samples[k + 1] = clamp(luma + ((GREEN_CB[cb] + GREEN_CR[cr] + HALF) >> PLACES));
      samples[k + 2] = clamp(luma + BLUE_CB[cb]);
    }
  }

  private static byte clamp(int value) {
    return (byte) Math.max(0, Math.min(255, value));
  }
}
