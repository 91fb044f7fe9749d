package org.wsispark.jobs.samples;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.UUID;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.wsispark.errors.WsiException;

/**
 * A file that is put in place only when its bytes have the expected SHA-256; until then they lie in
 * a temporary file beside it.
 *
 * @param target where it belongs
 * @param sha256 64 lower-case hexadecimal digits
 */
record CheckedFile(Path target, String sha256) {
  /**
   * Whether the file is there already, with the right bytes.
   *
   * @throws WsiException CANNOT_WRITE when another file has its name
   */
  boolean isThere() throws IOException {
    if (Files.notExists(target)) {
      return false;
    }
    String found;
    try (InputStream in = Files.newInputStream(target)) {
      found = DigestUtils.sha256Hex(in);
    }
    if (found.equals(sha256)) {
      return true;
    }
    throw WsiException.of(
            SamplesError.CANNOT_WRITE,
            "another file has the name %s: its sha256 is %s",
            target,
            found)
        .remedy("Move it away, or name another folder with --out");
  }

  /**
   * Puts the bytes of a stream in place.
   *
   * @param in read to its end, not closed
   * @return how many bytes
   * @throws WsiException CHECKSUM_MISMATCH when they are other bytes; nothing is left then
   */
  long place(InputStream in) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path temporary = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      MessageDigest digest = DigestUtils.getSha256Digest();
      long bytes;
      try (OutputStream out =
          new DigestOutputStream(
              Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW), digest)) {
        bytes = in.transferTo(out);
      }
      String found = Hex.encodeHexString(digest.digest());
      if (!found.equals(sha256)) {
        throw WsiException.of(
                SamplesError.CHECKSUM_MISMATCH,
                "its %d bytes have sha256 %s, the manifest names %s",
                bytes,
                found,
                sha256)
            .remedy(
                "Fetch it again; if it stays so, the source has changed and is not to be trusted");
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      return bytes;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
