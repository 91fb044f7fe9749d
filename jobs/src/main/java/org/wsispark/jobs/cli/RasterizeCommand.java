package org.wsispark.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.AnnotationError;
import org.wsispark.annotation.OrphanPolicy;
import org.wsispark.annotation.classes.ClassSet;
import org.wsispark.annotation.convert.AnnotationFile;
import org.wsispark.annotation.mask.MaskRule;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.io.ClassChoice;
import org.wsispark.jobs.io.IoError;
import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.options.OptionsError;
import org.wsispark.jobs.rasterize.RasterizeJob;
import org.wsispark.jobs.rasterize.RasterizeOptions;
import org.wsispark.jobs.rasterize.RasterizeResult;
import org.wsispark.jobs.rasterize.SlideRasterizer;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.SlideReaders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One slide's mask without Spark, or the masks of a lake. */
@Command(
    name = "rasterize",
    mixinStandardHelpOptions = true,
    description = {
      "The mask of one slide's annotation as a tiled pyramidal TIFF; without SLIDE and XML, those"
          + " of the lake's slides.",
      "The n-th layer is value n and later layers win; paip2021 has labels of its own."
    })
final class RasterizeCommand extends JobCommand<RasterizeOptions, RasterizeResult> {
  private static final long MOST_BYTES = 512L << 20;

  @Parameters(index = "0", arity = "0..1", paramLabel = "SLIDE", description = "The slide.")
  private Path slide;

  @Parameters(index = "1", arity = "0..1", paramLabel = "XML", description = "Its Aperio XML.")
  private Path xml;

  @Option(
      names = "--out",
      paramLabel = "M.tif",
      description = "The mask to write; over a lake, the folder that CONFIG/SLIDE.tif go to.")
  private Path out;

  @Option(
      names = "--downsample",
      paramLabel = "D",
      description = "Level-0 pixels per mask pixel; that of a level gives that level's size.")
  private Integer downsample;

  @Option(
      names = "--rule",
      paramLabel = "R",
      description =
          "Which pixels belong to a layer: exact (default), or what the official script gives:"
              + " paip2019 (downsample 1), paip2020, paip2021 (downsample 16).")
  private String rule;

  @Option(
      names = "--layer",
      paramLabel = "ID",
      description = "Only the layer with this Id, as 0 and 1.")
  private String layer;

  @Option(
      names = "--orphans",
      paramLabel = "P",
      description = "Negatives that touch no positive region: subtract (default), warn, positive.")
  private String orphans;

  @Option(
      names = "--classes",
      paramLabel = "FILE[#SET]",
      description =
          "Values, names and order by class, as conf/classes.yaml gives them; rule exact.")
  private String classes;

  @Override
  Job<RasterizeOptions, RasterizeResult> job() {
    return new RasterizeJob();
  }

  @Override
  RasterizeOptions options(LakeMixin given) {
    RasterizeOptions base = given.resolve(RasterizeOptions.defaults());
    String wantedRule = rule == null ? base.rule() : rule;
    int own = MaskRule.of(wantedRule).flatMap(MaskRule::downsample).orElse(base.downsample());
    RasterizeOptions options =
        base.with(
            wantedRule,
            downsample == null ? own : downsample,
            layer == null ? base.layer() : layer);
    options = classes == null ? options : options.withClasses(classes);
    options = orphans == null ? options : options.withOrphans(orphans);
    return out == null ? options : options.withOutput(options.output(), out.toString());
  }

  @Override
  public Integer call() throws Exception {
    return slide == null ? super.call() : oneSlide();
  }

  private Integer oneSlide() throws IOException {
    if (xml == null || out == null || downsample == null) {
      throw WsiException.of(
              OptionsError.BAD_VALUE, "one slide needs its XML, --out and --downsample")
          .remedy("Give rasterize SLIDE XML --out M.tif --downsample D, or no slide for the lake");
    }
    if (downsample < 1) {
      throw WsiException.of(
              OptionsError.BAD_VALUE, "--downsample is %d, but it is at least 1", downsample)
          .remedy("Give a whole number such as 4");
    }
    SlideRasterizer.Wanted wanted =
        new SlideRasterizer.Wanted(
            rule == null
                ? MaskRule.EXACT
                : known("--rule", rule, MaskRule.of(rule), MaskRule.texts()),
            layer,
            downsample,
            orphans == null
                ? OrphanPolicy.SUBTRACT
                : known("--orphans", orphans, OrphanPolicy.of(orphans), OrphanPolicy.texts()),
            classSet());
    AnnotationDocument document = AnnotationFile.read(document(xml), xml.toString()).document();
    try (SlideReader reader = SlideReaders.open(slide)) {
      Files.createDirectories(out.toAbsolutePath().getParent());
      SlideRasterizer.Rasterized made =
          SlideRasterizer.rasterize(reader.info(), document, wanted, out);
      Console console = Console.standard(lake().json());
      if (wanted.classesOrNull() != null) {
        wanted
            .classesOrNull()
            .classified(document)
            .unmatched()
            .forEach(
                left -> console.note("no class takes layer " + left.id() + " " + left.className()));
      }
      print(console, made);
    }
    return 0;
  }

  private ClassSet classSet() {
    if (classes == null) {
      return null;
    }
    if (layer != null || !(rule == null || rule.equals(MaskRule.EXACT.text()))) {
      throw WsiException.of(
              OptionsError.BAD_VALUE, "--classes goes with rule exact and all layers only")
          .remedy("Leave out --layer and --rule, or --classes");
    }
    return ClassChoice.of(classes).set();
  }

  private void print(Console console, SlideRasterizer.Rasterized made) {
    console.say("%s: %d x %d px".formatted(out, made.width(), made.height()));
    made.pixels().forEach((name, count) -> console.say("value %s: %d px".formatted(name, count)));
    made.orphans().forEach(name -> console.note("negative, but touches no region: " + name));
    console.result(
        Map.of(
            "out",
            out.toString(),
            "width",
            made.width(),
            "height",
            made.height(),
            "pixels",
            made.pixels(),
            "orphans",
            made.orphans()));
  }

  private static <T> T known(String option, String text, Optional<T> found, List<String> all) {
    return found.orElseThrow(
        () ->
            WsiException.of(OptionsError.BAD_VALUE, "%s %s is not known", option, text)
                .remedy("Give one of " + String.join(", ", all)));
  }

  /** The bytes of a small file; what is too large for an annotation is refused unread. */
  static byte[] document(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw WsiException.of(
                AnnotationError.LIMIT_EXCEEDED, "the document is longer than %d bytes", MOST_BYTES)
            .inSlide(file.toString())
            .remedy("Check that this is an annotation file; split it if it is");
      }
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
