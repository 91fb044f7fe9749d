package org.wsispark.slide;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Set;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.wsispark.slide.tiff.TiffDirectory;
import org.wsispark.slide.tiff.TiffField;
import org.wsispark.slide.tiff.TiffFile;
import org.wsispark.slide.tiff.TiffTag;

/**
 * A digest over the structure of a TIFF file: its size, every directory with every entry, and the
 * values that say where each tile lies and how it is stored. Two files with the same digest have
 * their tiles of the same sizes in the same places; pixels are not read.
 */
final class DirectoryDigest {
  private static final Set<Integer> HASHED_VALUES =
      Set.of(
          TiffTag.BITS_PER_SAMPLE,
          TiffTag.IMAGE_DESCRIPTION,
          TiffTag.STRIP_OFFSETS,
          TiffTag.STRIP_BYTE_COUNTS,
          TiffTag.TILE_OFFSETS,
          TiffTag.TILE_BYTE_COUNTS,
          TiffTag.JPEG_TABLES);

  private DirectoryDigest() {}

  static String of(TiffFile file, long size) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    putNumbers(digest, size, file.isBig() ? 1 : 0, file.directories().size());
    for (TiffDirectory directory : file.directories()) {
      put(digest, directory);
      file.subDirectories(directory.index()).forEach(sub -> put(digest, sub));
    }
    return Hex.encodeHexString(digest.digest());
  }

  private static void put(MessageDigest digest, TiffDirectory directory) {
    putNumbers(digest, directory.offset(), directory.fields().size());
    for (TiffField field : directory.fields()) {
      putNumbers(digest, field.tag(), field.type().code(), field.count(), field.offset());
      if (HASHED_VALUES.contains(field.tag()) || field.bytes() <= Long.BYTES) {
        digest.update(directory.bytes(field.tag()).orElseThrow());
      }
    }
  }

  private static void putNumbers(MessageDigest digest, long... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Long.BYTES);
    for (long number : numbers) {
      bytes.putLong(number);
    }
    digest.update(bytes.array());
  }
}
