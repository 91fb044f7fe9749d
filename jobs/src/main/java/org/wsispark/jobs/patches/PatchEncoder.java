package org.wsispark.jobs.patches;

import java.io.Serializable;
import org.wsispark.pixel.PieceCoder;

/**
 * Encodes patches.
 *
 * @param encoding format
 * @param jpegQuality 1 to 100; of JPEG
 */
record PatchEncoder(Encoding encoding, int jpegQuality) implements Serializable {

  /** For the patches of a task; the caller's to close. */
  PieceCoder open() {
    return encoding.coder(jpegQuality);
  }
}
