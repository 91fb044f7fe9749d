package org.wsispark.inference;

import com.google.errorprone.annotations.FormatMethod;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.wsispark.errors.WsiException;

/** What a card must satisfy; each rule names the key of the YAML file that breaks it. */
final class ModelCardRules {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9.-]{0,99}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** Beyond these a float input or output of one batch would pass 2^31 - 1 values. */
  private static final int LARGEST_WINDOW_PX = 8192;

  private static final int LARGEST_BATCH = 1024;
  private static final int MOST_CLASSES = 256;
  private static final int CHANNELS = 3;

  private ModelCardRules() {}

  static void check(
      String modelId,
      double mpp,
      int windowPx,
      int stridePx,
      int outputDownsample,
      int batchSize,
      Normalization normalization,
      List<String> classes) {
    require(
        modelId != null && ID.matcher(modelId).matches(),
        "model_id %s is not made of lower-case letters, digits, dots and hyphens",
        modelId);
    require(mpp > 0 && mpp <= 1000, "mpp %s is no resolution above 0 and at most 1000", mpp);
    require(
        windowPx >= 1 && windowPx <= LARGEST_WINDOW_PX,
        "window_px %d is not within 1 and %d",
        windowPx,
        LARGEST_WINDOW_PX);
    require(
        WindowGrid.fits(windowPx, stridePx, outputDownsample),
        "window_px %d, stride_px %d and output_downsample %d do not fit: the stride is at most the"
            + " window, and output_downsample divides the stride, the window and half of their"
            + " difference",
        windowPx,
        stridePx,
        outputDownsample);
    require(
        batchSize >= 1 && batchSize <= LARGEST_BATCH,
        "batch_size %d is not within 1 and %d",
        batchSize,
        LARGEST_BATCH);
    classes(classes);
    long values = (long) batchSize * windowPx * windowPx * CHANNELS;
    long side = windowPx / outputDownsample;
    require(
        values <= Integer.MAX_VALUE / 4
            && batchSize * side * side * classes.size() <= Integer.MAX_VALUE / 4,
        "batch_size %d of window_px %d is more than one run can hold",
        batchSize,
        windowPx);
    normalization(normalization);
  }

  private static void classes(List<String> classes) {
    require(
        classes != null && !classes.isEmpty() && classes.size() <= MOST_CLASSES,
        "classes %s does not list 1 to %d names",
        classes,
        MOST_CLASSES);
    require(
        new HashSet<>(classes).size() == classes.size(),
        "classes %s names one class twice",
        classes);
    classes.forEach(name -> text("classes", name));
  }

  private static void normalization(Normalization normalization) {
    require(normalization != null, "normalization is missing");
    require(
        Normalization.NCHW_RGB.equals(normalization.layout()),
        "normalization layout %s is not %s",
        normalization.layout(),
        Normalization.NCHW_RGB);
    require(
        Double.isFinite(normalization.scale()) && normalization.scale() != 0,
        "normalization scale %s is not a finite number other than 0",
        normalization.scale());
    require(
        normalization.mean().size() == CHANNELS
            && normalization.mean().stream().allMatch(Double::isFinite),
        "normalization mean %s does not list 3 finite numbers",
        normalization.mean());
    require(
        normalization.std().size() == CHANNELS
            && normalization.std().stream().allMatch(s -> Double.isFinite(s) && s > 0),
        "normalization std %s does not list 3 finite numbers above 0",
        normalization.std());
  }

  static void text(String key, String value) {
    require(value != null && !value.isBlank(), "%s is empty", key);
  }

  static void sha256(String value) {
    require(
        value != null && SHA256.matcher(value).matches(),
        "sha256 %s is not 64 lower-case hexadecimal digits",
        value);
  }

  @FormatMethod
  private static void require(boolean holds, String problem, Object... args) {
    if (!holds) {
      throw WsiException.of(InferenceError.BAD_MODEL_CARD, problem, args)
          .remedy("Correct the model card (docs/models.md lists its keys)");
    }
  }
}
