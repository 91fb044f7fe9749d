package org.wsispark.jobs.patches;

import org.wsispark.jobs.options.Key;
import org.wsispark.jobs.options.OptionsError;

/** How images of patches are stored. */
public record ImageOptions(
    @Key(
            "How images are stored: jpeg, png, raw (RGB, row by row), source (the scanner's tiles"
                + " as they are) or reference (where those lie; nothing is copied).")
        String encoding,
    @Key("Quality of JPEG images, 1 to 100.") int jpegQuality) {

  /** Checks the ranges. */
  public ImageOptions {
    if (!Encoding.names().contains(encoding)) {
      throw OptionsError.badValue("encoding", encoding, "it is one of " + Encoding.names());
    }
    if (jpegQuality < 1 || jpegQuality > 100) {
      throw OptionsError.badValue("jpeg-quality", jpegQuality, "it lies from 1 to 100");
    }
  }

  /** JPEG of quality 90. */
  public static ImageOptions defaults() {
    return new ImageOptions(Encoding.JPEG.text(), 90);
  }

  PatchEncoder encoder() {
    return new PatchEncoder(Encoding.of(encoding), jpegQuality);
  }

  /** These options without those that do not change a byte of the images. */
  ImageOptions decisive() {
    return encoding.equals(Encoding.JPEG.text()) ? this : new ImageOptions(encoding, 1);
  }
}
