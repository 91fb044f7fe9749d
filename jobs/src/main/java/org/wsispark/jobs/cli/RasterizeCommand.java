package org.wsispark.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.aperio.AperioXml;
import org.wsispark.annotation.mask.MaskRule;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.io.IoError;
import org.wsispark.jobs.options.OptionsError;
import org.wsispark.jobs.rasterize.SlideRasterizer;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.SlideReaders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One slide's mask, without Spark. */
@Command(
    name = "rasterize",
    mixinStandardHelpOptions = true,
    description = {
      "The mask of one slide's annotation as a tiled pyramidal TIFF.",
      "The n-th layer is value n and later layers win; paip2021 has labels of its own."
    })
final class RasterizeCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "SLIDE", description = "The slide.")
  private Path slide;

  @Parameters(index = "1", paramLabel = "XML", description = "Its Aperio XML.")
  private Path xml;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "M.tif",
      description = "The mask to write.")
  private Path out;

  @Option(
      names = "--downsample",
      required = true,
      paramLabel = "D",
      description = "Level-0 pixels per mask pixel; that of a level gives that level's size.")
  private int downsample;

  @Option(
      names = "--rule",
      paramLabel = "R",
      defaultValue = "exact",
      description =
          "Which pixels belong to a layer: exact, or what the official script gives: paip2019"
              + " (downsample 1), paip2020, paip2021 (downsample 16). Default: ${DEFAULT-VALUE}.")
  private String rule;

  @Option(
      names = "--layer",
      paramLabel = "ID",
      description = "Only the layer with this Id, as 0 and 1.")
  private String layer;

  @Option(names = "--json", description = "Print one JSON object as the last line of stdout.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (downsample < 1) {
      throw WsiException.of(
              OptionsError.BAD_VALUE, "--downsample is %d, but it is at least 1", downsample)
          .remedy("Give a whole number such as 4");
    }
    MaskRule wanted =
        MaskRule.of(rule)
            .orElseThrow(
                () ->
                    WsiException.of(OptionsError.BAD_VALUE, "--rule %s is not known", rule)
                        .remedy("Give one of " + String.join(", ", MaskRule.texts())));
    AnnotationDocument document = AperioXml.read(document(xml), xml.toString());
    try (SlideReader reader = SlideReaders.open(slide)) {
      Files.createDirectories(out.toAbsolutePath().getParent());
      SlideRasterizer.Rasterized made =
          SlideRasterizer.rasterize(
              reader.info(), document, new SlideRasterizer.Wanted(wanted, layer, downsample), out);
      Console console = Console.standard(json);
      console.say("%s: %d x %d px".formatted(out, made.width(), made.height()));
      made.pixels().forEach((name, count) -> console.say("value %s: %d px".formatted(name, count)));
      console.result(
          Map.of(
              "out",
              out.toString(),
              "width",
              made.width(),
              "height",
              made.height(),
              "pixels",
              made.pixels()));
    }
    return 0;
  }

  /** The bytes of a small file. */
  static byte[] document(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw WsiException.of(
              IoError.NO_ACCESS, "it cannot be read: %s", e.getClass().getSimpleName())
          .inSlide(file.toString())
          .remedy("Check the path and its permissions")
          .causedBy(e);
    }
  }
}
