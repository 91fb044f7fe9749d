package org.wsispark.jobs.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wsispark.annotation.AnnotationCheck;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.CheckText;
import org.wsispark.annotation.Finding;
import org.wsispark.annotation.convert.AnnotationFile;
import org.wsispark.geometry.PixelRect;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.SlideReaders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is in annotation files, without Spark. */
@Command(
    name = "annotations",
    mixinStandardHelpOptions = true,
    description = "Looks into annotation files and converts them.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {AnnotationsCommand.Check.class, ConvertCommand.class})
final class AnnotationsCommand {
  private static final int PLACES = 5;

  /** Counts layers and regions and names what is odd about them. */
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = {
        "Counts and defects per layer of Aperio XML, ASAP XML or GeoJSON.",
        "Exit code 3 when it cannot be used; oddities that can be are only named."
      })
  static final class Check implements Callable<Integer> {
    @Parameters(paramLabel = "F", description = "An annotation file.")
    private Path file;

    @Option(
        names = "--slide",
        paramLabel = "SLIDE",
        description = "Its slide; then regions outside of it are named too.")
    private Path slide;

    @Option(names = "--json", description = "Print one JSON object as the last line of stdout.")
    private boolean json;

    @Override
    public Integer call() {
      Console console = Console.standard(json);
      AnnotationDocument document =
          AnnotationFile.read(RasterizeCommand.document(file), file.toString()).document();
      AnnotationCheck check = AnnotationCheck.of(document, bounds());
      CheckText.lines(check, PLACES).forEach(console::say);
      console.result(
          Map.of(
              "layers", document.layers().size(),
              "regions", document.layers().stream().mapToInt(layer -> layer.regions().size()).sum(),
              "findings", counts(check.findings()),
              "by-layer", byLayer(check)));
      return 0;
    }

    private static Map<String, Long> counts(List<Finding> findings) {
      Map<String, Long> counts = new LinkedHashMap<>();
      for (Finding.Kind kind : Finding.Kind.values()) {
        long count = findings.stream().filter(finding -> finding.kind() == kind).count();
        counts.put(kind.name().toLowerCase(Locale.ROOT), count);
      }
      return counts;
    }

    private static List<Map<String, Object>> byLayer(AnnotationCheck check) {
      return check.layers().stream()
          .map(
              layer ->
                  Map.<String, Object>of(
                      "id", layer.layerId(),
                      "class", layer.className(),
                      "regions", layer.regions(),
                      "negatives", layer.negatives(),
                      "vertices", layer.vertices(),
                      "types", layer.byType(),
                      "findings",
                          counts(
                              check.findings().stream()
                                  .filter(finding -> finding.layerId().equals(layer.layerId()))
                                  .toList())))
          .toList();
    }

    private Optional<PixelRect> bounds() {
      if (slide == null) {
        return Optional.empty();
      }
      try (SlideReader reader = SlideReaders.open(slide)) {
        return Optional.of(reader.info().levels().get(0).bounds());
      }
    }
  }
}
