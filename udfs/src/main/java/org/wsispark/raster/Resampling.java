package org.wsispark.raster;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.wsispark.geometry.Downsample;

/** How pixels between the levels of a slide are made. */
public enum Resampling {
  /** The mean of the area under a pixel: exact, without overshoot; what most tools call box. */
  AREA,
  /** Lanczos with three lobes, stretched with the scale: sharper, with slight halos at edges. */
  LANCZOS;

  /**
   * As options write it.
   *
   * @return {@code area} or {@code lanczos}
   */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * From options.
   *
   * @param text as {@link #text()} gives it
   * @return empty for any other text
   */
  public static Optional<Resampling> of(String text) {
    return Arrays.stream(values()).filter(value -> value.text().equals(text)).findFirst();
  }

  /**
   * A resampler.
   *
   * @param sourcePerTarget source pixels per target pixel
   * @param width of the source image in pixels
   * @param height of the source image in pixels
   * @return for one thread at a time
   * @throws IllegalArgumentException when a term of the scale passes 2^27
   */
  public Resampler over(Downsample sourcePerTarget, int width, int height) {
    return this == AREA
        ? new AreaResampler(sourcePerTarget)
        : new LanczosResampler(sourcePerTarget, width, height);
  }
}
