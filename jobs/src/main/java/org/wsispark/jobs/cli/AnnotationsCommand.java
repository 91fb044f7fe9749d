package org.wsispark.jobs.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wsispark.annotation.AnnotationCheck;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.CheckText;
import org.wsispark.annotation.Finding;
import org.wsispark.annotation.aperio.AperioXml;
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
    description = "Looks into annotation files.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = AnnotationsCommand.Check.class)
final class AnnotationsCommand {
  private static final int PLACES = 5;

  /** Counts layers and regions and names what is odd about them. */
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = {
        "Counts and defects of an Aperio XML, per layer.",
        "Exit code 3 when it cannot be used; oddities that can be are only named."
      })
  static final class Check implements Callable<Integer> {
    @Parameters(paramLabel = "F", description = "An Aperio XML file.")
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
          AperioXml.read(RasterizeCommand.document(file), file.toString());
      AnnotationCheck check = AnnotationCheck.of(document, bounds());
      CheckText.lines(check, PLACES).forEach(console::say);
      Map<String, Object> findings = new LinkedHashMap<>();
      for (Finding.Kind kind : Finding.Kind.values()) {
        findings.put(kind.name().toLowerCase(java.util.Locale.ROOT), check.count(kind));
      }
      console.result(
          Map.of(
              "layers", document.layers().size(),
              "regions", document.layers().stream().mapToInt(layer -> layer.regions().size()).sum(),
              "findings", findings));
      return 0;
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
