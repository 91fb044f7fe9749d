package org.wsispark.inference.onnx;

import java.util.List;
import org.wsispark.inference.ModelCard;
import org.wsispark.inference.ModelFiles;
import org.wsispark.inference.Normalization;

/**
 * The built-in model: how densely hematoxylin lies round a pixel. Arithmetic, not trained: optical
 * density of each channel, its mean over 4 x 4 px, the amount of hematoxylin by colour
 * deconvolution ({@link StainVectors}) cut at 0, a Gaussian of {@value #SIGMA_PX} output pixels (12
 * um), and a sigmoid round {@value #DENSITY_AT_HALF}. The mean comes first because unmixing and
 * Gaussian are linear but for the cut, and cost a sixteenth after it. At the window's edge the last
 * pixel repeats, so that a window does not fade towards its sides.
 */
final class HematoxylinDensity {
  static final String ID = "hematoxylin-density";

  private static final int WINDOW_PX = 512;

  /**
   * A pixel is decided by what lies within 72 px of it, so windows that overlap by 128 px lose
   * nothing; an overlap by half would cost 2.25 times as much.
   */
  private static final int STRIDE_PX = 384;

  private static final int POOL = 4;

  /** Divides the 25 windows of a full block, so that no batch of it is padded. */
  private static final int BATCH = 5;

  static final double SIGMA_PX = 6;

  /** Three standard deviations: 99.7 % of the bell. */
  private static final int RADIUS_PX = 18;

  /** Separates cellular from fibrous tissue on real H&E slides of two scanners. */
  static final double DENSITY_AT_HALF = 0.22;

  private static final double STEEPNESS = 30;

  private HematoxylinDensity() {}

  static byte[] graph() {
    double[] weights = StainVectors.hematoxylinWeights();
    double ln10 = StrictMath.log(10);
    // Amount = sum of w * -log10(value / 255) = sum of (-w / ln 10) * ln(value) + w * log10(255).
    float[] unmix = new float[3];
    double bias = 0;
    for (int c = 0; c < unmix.length; c++) {
      unmix[c] = (float) (-weights[c] / ln10);
      bias += weights[c] * StrictMath.log10(255);
    }
    float[] bell = bell();
    int side = WINDOW_PX / POOL;
    return new GraphWriter(ID, "Arithmetic, not trained: smoothed hematoxylin density.")
        .input("rgb", 3, WINDOW_PX)
        .floats("darkest", new float[] {1})
        .floats("unmix", unmix, 1, 3, 1, 1)
        .floats("white", new float[] {(float) bias}, 1)
        .integers("margins", 0, 0, RADIUS_PX, RADIUS_PX, 0, 0, RADIUS_PX, RADIUS_PX)
        .floats("across", bell, 1, 1, 1, bell.length)
        .floats("down", bell, 1, 1, bell.length, 1)
        .floats("density_at_half", new float[] {(float) DENSITY_AT_HALF})
        .floats("steepness", new float[] {(float) STEEPNESS})
        .node("Clip", List.of("rgb", "darkest"), "light")
        .node("Log", List.of("light"), "log_light")
        .node(
            "AveragePool",
            List.of("log_light"),
            "log_mean",
            Attribute.integers("kernel_shape", POOL, POOL),
            Attribute.integers("strides", POOL, POOL))
        .node("Conv", List.of("log_mean", "unmix", "white"), "signed_amount")
        .node("Relu", List.of("signed_amount"), "amount")
        .node("Pad", List.of("amount", "margins"), "framed", Attribute.text("mode", "edge"))
        .node("Conv", List.of("framed", "across"), "smooth_across")
        .node("Conv", List.of("smooth_across", "down"), "density")
        .node("Sub", List.of("density", "density_at_half"), "above")
        .node("Mul", List.of("above", "steepness"), "logit")
        .node("Sigmoid", List.of("logit"), "probability")
        .output("probability", 1, side)
        .toBytes();
  }

  private static float[] bell() {
    double[] values = new double[2 * RADIUS_PX + 1];
    double sum = 0;
    for (int k = 0; k < values.length; k++) {
      double z = (k - RADIUS_PX) / SIGMA_PX;
      values[k] = StrictMath.exp(-z * z / 2);
      sum += values[k];
    }
    float[] bell = new float[values.length];
    for (int k = 0; k < bell.length; k++) {
      bell[k] = (float) (values[k] / sum);
    }
    return bell;
  }

  static ModelCard card(byte[] graph) {
    return new ModelCard(
        ID,
        "Hematoxylin density",
        "How densely hematoxylin, which stains nuclei, lies within about 12 um of a pixel of an H&E"
            + " slide. Arithmetic, not trained and not for diagnosis.",
        0.5,
        WINDOW_PX,
        STRIDE_PX,
        POOL,
        BATCH,
        Normalization.NONE,
        List.of("hematoxylin-dense"),
        "Apache-2.0",
        ModelFiles.sha256(graph),
        false,
        "Not trained. Made by the build of wsispark: optical density, colour deconvolution with the"
            + " vectors of Ruifrok and Johnston 2001, Gaussian smoothing, sigmoid; the threshold was"
            + " set by looking at two public H&E slides.");
  }
}
