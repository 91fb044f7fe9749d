package org.wsispark.jobs.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.wsispark.annotation.aperio.AperioXml;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Mpp;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.SlideReaders;

/**
 * The slide that the demo carries through the loop, checked before anything is written.
 *
 * @param slide the file
 * @param annotation its XML, if there is one
 * @param mppOverride um per px that wins over the slide's, or null
 */
public record DemoSlide(Path slide, Optional<Path> annotation, Double mppOverride) {

  /**
   * A slide with the XML of the same name beside it, if there is one.
   *
   * @throws WsiException what is wrong with the slide, its XML or its resolution
   */
  public static DemoSlide beside(Path slide, Double mppOverride) {
    String name = slide.getFileName().toString();
    int dot = name.lastIndexOf('.');
    Path xml = slide.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".xml");
    return checked(slide, Files.exists(xml) ? Optional.of(xml) : Optional.empty(), mppOverride);
  }

  /**
   * A slide and its XML.
   *
   * @throws WsiException what is wrong with the slide, its XML or its resolution
   */
  public static DemoSlide checked(Path slide, Optional<Path> annotation, Double mppOverride) {
    try (SlideReader reader = SlideReaders.open(slide)) {
      try {
        reader.info().mppOr(Optional.ofNullable(mppOverride).map(Mpp::new));
      } catch (WsiException e) {
        throw e.inSlide(slide.toString());
      }
    }
    annotation.ifPresent(xml -> AperioXml.read(bytes(xml), xml.toString()));
    return new DemoSlide(slide, annotation, mppOverride);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** The slide's name without extension. */
  public String name() {
    String name = slide.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }
}
