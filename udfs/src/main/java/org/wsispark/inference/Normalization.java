package org.wsispark.inference;

import com.google.errorprone.annotations.Immutable;
import java.io.Serializable;
import java.util.List;

/**
 * How the bytes of an image become a model's input: {@code (byte * scale - mean[c]) / std[c]} for
 * channel c of red, green, blue, in float arithmetic rounded once from double.
 *
 * @param layout order of the input's axes and channels; {@link #NCHW_RGB} is the only one
 * @param scale factor on the byte 0 to 255, for example 1/255 as 0.00392156862745098
 * @param mean one number per channel, subtracted after scaling
 * @param std one number per channel, above 0, divides last
 */
@Immutable
public record Normalization(
    String layout,
    double scale,
    @SuppressWarnings("Immutable") List<Double> mean,
    @SuppressWarnings("Immutable") List<Double> std)
    implements Serializable {
  /** Axes batch, channel, row, column; channels red, green, blue. */
  public static final String NCHW_RGB = "NCHW_RGB";

  /** The bytes as they are, 0 to 255. */
  public static final Normalization NONE =
      new Normalization(NCHW_RGB, 1, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));

  /** Copies the lists. */
  public Normalization {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
  }

  /**
   * The input value of every byte of one channel.
   *
   * @param channel 0 red, 1 green, 2 blue
   * @return 256 values
   */
  public float[] table(int channel) {
    float[] table = new float[256];
    for (int value = 0; value < table.length; value++) {
      table[value] = (float) ((value * scale - mean.get(channel)) / std.get(channel));
    }
    return table;
  }
}
