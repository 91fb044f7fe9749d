package org.wsispark.jobs.io;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 names for bytes and texts. */
public final class Digests {
  /** Hex digits of a short digest: 64 bits, enough to tell options apart in a column. */
  private static final int SHORT = 16;

  private Digests() {}

  /** All 64 hex digits. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The first 16 hex digits over texts, each ended by a byte that no text holds. */
  public static String brief(String... texts) {
    return sha256(String.join("\u0000", texts).getBytes(StandardCharsets.UTF_8))
        .substring(0, SHORT);
  }
}
