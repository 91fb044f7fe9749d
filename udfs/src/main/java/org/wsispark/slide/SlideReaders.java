package org.wsispark.slide;

import java.nio.file.Path;
import java.util.Optional;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.openslide.OpenSlideError;
import org.wsispark.slide.openslide.OpenSlideLibrary;
import org.wsispark.slide.openslide.OpenSlideReader;
import org.wsispark.slide.openslide.OpenSlideSettings;
import org.wsispark.slide.openslide.SlideFile;
import org.wsispark.slide.openslide.StagingFolder;
import org.wsispark.slide.openslide.VendorFormat;
import org.wsispark.slide.tiff.TiffFile;

/** Opens slides by their bytes, never by their extension. */
public final class SlideReaders {
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
    return open(source, OpenSlideSettings.ofProcess());
  }

  /**
   * Opens a source. Aperio's and plain TIFF files are read here, formats of other vendors by
   * OpenSlide, for which remote files are copied to a local folder first.
   *
   * @param source goes to the reader, which closes it; closed here when opening fails
   * @param openSlide where OpenSlide is, and where copies go
   * @return a reader, to be closed by the caller
   * @throws WsiException as {@link #open(ByteSource)}; {@link OpenSlideError} when the slide is
   *     another vendor's and cannot be read by OpenSlide
   */
  public static SlideReader open(ByteSource source, OpenSlideSettings openSlide) {
    try {
      int sniffed = (int) Math.min(VendorFormat.HEAD_BYTES, source.size());
      byte[] head = source.read(0, sniffed);
      Optional<VendorFormat> format;
      if (TiffFile.isTiff(head)) {
        format = VendorFormat.ofLargeClassicTiff(source);
        if (format.isEmpty()) {
          TiffFile file = TiffFile.read(source);
          format = VendorFormat.ofTiff(file.directories().get(0));
          if (format.isEmpty()) {
            return TiffSlideReader.open(source, file);
          }
        }
      } else {
        format =
            VendorFormat.ofHead(head).or(() -> source.localPath().flatMap(VendorFormat::ofFolder));
      }
      return byOpenSlide(source, format.orElseThrow(() -> unrecognised(source)), openSlide);
    } catch (RuntimeException e) {
      closeAfter(source, e);
      throw e;
    }
  }

  private static WsiException unrecognised(ByteSource source) {
    return WsiException.of(
            SlideError.UNRECOGNISED,
            source.size() == 0
                ? "the file is empty"
                : "this is no slide: the file does not start as a TIFF or SVS file does")
        .inSlide(source.name())
        .remedy("Give an Aperio SVS or pyramidal TIFF file, or a format that OpenSlide reads");
  }

  private static SlideReader byOpenSlide(
      ByteSource source, VendorFormat format, OpenSlideSettings settings) {
    OpenSlideLibrary library;
    try {
      library = OpenSlideLibrary.load(settings.library());
    } catch (WsiException e) {
      throw WsiException.of(
              OpenSlideError.NO_OPENSLIDE,
              "this is a %s slide, which is read by OpenSlide, and %s",
              format.title(),
              e.problem())
          .inSlide(source.name())
          .remedy(OpenSlideLibrary.HOW_TO_GET)
          .causedBy(e);
    }
    // The copy or path is all that OpenSlide reads; the caller closes the source when this fails.
    SlideReader reader = OpenSlideReader.open(library, local(source, format, settings));
    try {
      source.close();
      return reader;
    } catch (WsiException e) {
      reader.close();
      throw e;
    }
  }

  private static SlideFile local(
      ByteSource source, VendorFormat format, OpenSlideSettings settings) {
    Optional<Path> path = source.localPath();
    if (path.isPresent()) {
      return SlideFile.local(path.get(), format);
    }
    if (!format.isOneFile()) {
      throw WsiException.of(
              OpenSlideError.MISSING_PARTS,
              "a %s slide is several files, of which this is one",
              format.title())
          .inSlide(source.name())
          .remedy("Copy all its files to one local folder and name it there");
    }
    return new StagingFolder(settings.stagingFolder(), settings.stagingBytes()).stage(source);
  }

  private static void closeAfter(ByteSource source, RuntimeException first) {
    try {
      source.close();
    } catch (WsiException second) {
      first.addSuppressed(second);
    }
  }
}
