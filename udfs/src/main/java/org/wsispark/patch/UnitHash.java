package org.wsispark.patch;

import java.nio.ByteBuffer;
import org.apache.commons.codec.digest.DigestUtils;

/** A number from 0 to below 1 that follows from a name and a seed, the same in any language. */
final class UnitHash {
  private UnitHash() {}

  /** The first 53 bits of the SHA-256 of {@code SEED:NAME} in UTF-8, as a fraction. */
  static double of(long seed, String name) {
    byte[] digest = DigestUtils.sha256(seed + ":" + name);
    return (ByteBuffer.wrap(digest).getLong() >>> 11) * 0x1p-53;
  }
}
