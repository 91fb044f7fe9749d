package org.wsispark.patch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A number from 0 to below 1 that follows from a name and a seed, the same in any language. */
final class UnitHash {
  private UnitHash() {}

  /** The first 53 bits of the SHA-256 of {@code SEED:NAME} in UTF-8, as a fraction. */
  static double of(long seed, String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((seed + ":" + name).getBytes(StandardCharsets.UTF_8));
      return (ByteBuffer.wrap(digest).getLong() >>> 11) * 0x1p-53;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
