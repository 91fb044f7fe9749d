package org.wsispark.jobs.io;

import org.apache.commons.codec.digest.DigestUtils;

/** Short names for texts. */
public final class Digests {
  /** Hex digits of a short digest: 64 bits, enough to tell options apart in a column. */
  private static final int SHORT = 16;

  private Digests() {}

  /**
   * The first 16 hex digits of the SHA-256 over texts, put together with a byte that none holds.
   */
  public static String brief(String... texts) {
    return DigestUtils.sha256Hex(String.join("\u0000", texts)).substring(0, SHORT);
  }
}
