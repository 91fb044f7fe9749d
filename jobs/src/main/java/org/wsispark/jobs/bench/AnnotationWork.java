package org.wsispark.jobs.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.aperio.AperioXml;
import org.wsispark.geometry.PixelRect;

/** The annotation that make_annotation.py writes, and the slide it lies on. */
final class AnnotationWork {
  /** Size of that slide in pixels of level 0. */
  static final PixelRect SLIDE = new PixelRect(0, 0, 38_880, 43_200);

  private AnnotationWork() {}

  static AnnotationDocument read(List<Path> files) {
    try {
      return AperioXml.read(Files.readAllBytes(files.get(0)), files.get(0).toString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + files.get(0), e);
    }
  }
}
