package org.wsispark.slide.openslide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.SlideError;

/** A slide at a local path, as long as it is open: the user's own file or a staged copy. */
public final class SlideFile implements AutoCloseable {
  private final String name;
  private final Path path;
  private final long bytes;
  private final Runnable release;

  SlideFile(String name, Path path, long bytes, Runnable release) {
    this.name = name;
    this.path = path;
    this.bytes = bytes;
    this.release = release;
  }

  /**
   * A user's file.
   *
   * @param path of the file that OpenSlide opens
   * @param format which says whether files beside it belong to the slide
   * @return the file, which nothing needs to release
   * @throws WsiException {@link SlideError#UNREADABLE}; {@link OpenSlideError#MISSING_PARTS} when
   *     the folder that belongs to it is not there
   */
  public static SlideFile local(Path path, VendorFormat format) {
    Path parts = format.partsOf(path);
    if (!Files.exists(parts)) {
      throw WsiException.of(
              OpenSlideError.MISSING_PARTS,
              "a %s slide is this file and the folder %s beside it, which is not there",
              format.title(),
              parts.getFileName())
          .inSlide(path.toString())
          .remedy("Copy the slide again with all its files");
    }
    return new SlideFile(path.toString(), path, bytesOf(parts), () -> {});
  }

  /**
   * A user's file that is the whole slide.
   *
   * @param path of the file
   * @return the file, which nothing needs to release
   * @throws WsiException {@link SlideError#UNREADABLE}
   */
  public static SlideFile ofOne(Path path) {
    return new SlideFile(path.toString(), path, bytesOf(path), () -> {});
  }

  private static long bytesOf(Path parts) {
    try (Stream<Path> files = Files.walk(parts, 1)) {
      return files
          .filter(Files::isRegularFile)
          .mapToLong(
              file -> {
                try {
                  return Files.size(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .sum();
    } catch (IOException | UncheckedIOException e) {
      throw WsiException.of(SlideError.UNREADABLE, "its files cannot be listed")
          .inSlide(parts.toString())
          .remedy("Check the path and its permissions")
          .causedBy(e);
    }
  }

  /**
   * What the slide is called in messages.
   *
   * @return the path or address it was asked for by
   */
  public String name() {
    return name;
  }

  /**
   * Where OpenSlide finds it.
   *
   * @return a local path
   */
  public Path path() {
    return path;
  }

  /**
   * Size of all files of the slide.
   *
   * @return bytes
   */
  public long bytes() {
    return bytes;
  }

  @Override
  public void close() {
    release.run();
  }
}
