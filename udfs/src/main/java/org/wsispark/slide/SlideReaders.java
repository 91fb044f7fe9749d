package org.wsispark.slide;

import java.nio.file.Path;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.tiff.TiffFile;

/** Opens slides by their bytes, never by their extension. */
public final class SlideReaders {
  private static final int SNIFFED_BYTES = 16;

  private SlideReaders() {}

  /**
   * Opens a local file.
   *
   * @param path of the file
   * @return a reader, to be closed by the caller
   * @throws WsiException as {@link #open(ByteSource)}; {@link SlideError#UNREADABLE}
   */
  public static SlideReader open(Path path) {
    return open(FileByteSource.open(path));
  }

  /**
   * Opens a source. The whole structure is checked: what is opened can be read, short of damage
   * inside a tile.
   *
   * @param source goes to the reader, which closes it; closed here when opening fails
   * @return a reader, to be closed by the caller
   * @throws WsiException {@link SlideError#UNRECOGNISED} for a file of another kind; any other code
   *     of {@link SlideError} for a defect
   */
  public static SlideReader open(ByteSource source) {
    try {
      byte[] head = source.read(0, (int) Math.min(SNIFFED_BYTES, source.size()));
      if (!TiffFile.isTiff(head)) {
        throw WsiException.of(
                SlideError.UNRECOGNISED,
                source.size() == 0
                    ? "the file is empty"
                    : "this is no slide: the file does not start as a TIFF or SVS file does")
            .inSlide(source.name())
            .remedy("Give an Aperio SVS or pyramidal TIFF file");
      }
      return TiffSlideReader.open(source);
    } catch (RuntimeException e) {
      closeAfter(source, e);
      throw e;
    }
  }

  private static void closeAfter(ByteSource source, RuntimeException first) {
    try {
      source.close();
    } catch (WsiException second) {
      first.addSuppressed(second);
    }
  }
}
