package org.wsispark.slide.codec;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.SlideError;

/**
 * Zstandard by zstd-jni, which Spark brings. It is seven megabytes of native code for a compression
 * that no scanner writes, so other programs get a message that names the library instead of the
 * library.
 */
final class ZstdStream {
  private ZstdStream() {}

  /** Refuses when the library is not on the class path. */
  static void checkThere() {
    try {
      Class.forName(
          "com.github.luben.zstd.ZstdDecompressCtx", false, ZstdStream.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw WsiException.of(
              SlideError.UNSUPPORTED_COMPRESSION, "zstd (50000) needs a library that is not here")
          .remedy("Put com.github.luben:zstd-jni on the class path, as Spark does")
          .causedBy(e);
    }
  }

  /** Fills the first bytes of {@code out} and says how many there were. */
  static int decode(byte[] data, byte[] out, int wanted) {
    try (ZstdDecompressCtx context = new ZstdDecompressCtx()) {
      return context.decompressByteArray(out, 0, wanted, data, 0, data.length);
    } catch (ZstdException e) {
      throw WsiException.of(SlideError.BAD_TILE, "zstd data is damaged: %s", e.getMessage())
          .causedBy(e);
    }
  }
}
