package org.wsispark.jobs.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.demo.DemoRun;
import org.wsispark.jobs.demo.DemoSlide;
import org.wsispark.jobs.demo.DemoStep;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.SparkSessions;
import org.wsispark.jobs.samples.SamplesJob;
import org.wsispark.jobs.samples.SamplesOptions;
import org.wsispark.jobs.synth.SynthJob;
import org.wsispark.jobs.synth.SynthOptions;
import org.wsispark.jobs.synth.SynthResult;
import org.wsispark.slide.synthetic.CoordinateSlide;
import org.wsispark.slide.write.TileEncoder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The whole loop on one slide. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "The whole loop: ingest, tissue, rasterize, patches, predict, export, overlay.",
      "Without --slide it takes the real sample slide (when pip cannot get it, one whose colours",
      "are coordinates) and a synthetic tissue slide whose truth is known."
    })
final class DemoCommand implements Callable<Integer> {
  private static final int SYNTHETIC_PX = 4_096;
  private static final int TRUTH_PX = 2_048;

  @Option(names = "--slide", paramLabel = "F", description = "A slide of your own.")
  private Path slide;

  @Option(
      names = "--mpp-override",
      paramLabel = "M",
      description = "Micrometres per pixel of level 0, for a slide that does not say it.")
  private Double mpp;

  @Option(
      names = "--out",
      paramLabel = "D",
      defaultValue = "demo",
      description = "Folder to write into; an earlier demo in it is replaced (default: ./demo).")
  private Path out;

  @Option(names = "--master", paramLabel = "URL", description = "Spark master (default: local[*]).")
  private String master;

  @Override
  public Integer call() throws Exception {
    Console console = Console.standard(false);
    long start = System.nanoTime();
    List<DemoSlide> slides = slides(console);
    if (slide != null) {
      DemoRun.prepare(out);
    }
    Lake lake = Lake.of(out.resolve("lake").toString());
    try (SparkSession spark = SparkSessions.open("demo", master)) {
      new DemoRun(
              spark,
              JobCommand.runner(spark, lake, console),
              lake,
              out,
              step -> print(console, step))
          .run(slides);
    }
    console.say(
        String.format(
            Locale.ROOT,
            "%nDone in %.0f s. Three things to try next:",
            (System.nanoTime() - start) / 1e9));
    next(slides).forEach(line -> console.say("  " + line));
    return 0;
  }

  /** A slide of the user's is checked before anything is written. */
  private List<DemoSlide> slides(Console console) throws InterruptedException {
    if (slide != null) {
      return List.of(DemoSlide.beside(slide, mpp));
    }
    DemoRun.prepare(out);
    Path samples = out.resolve("samples");
    try {
      List<DemoSlide> found = new ArrayList<>();
      new SamplesJob(SamplesOptions.into(samples))
          .run(SamplesJob.builtIn())
          .samples()
          .forEach(sample -> found.add(DemoSlide.beside(sample.path(), mpp)));
      found.add(withTruth());
      return found;
    } catch (WsiException e) {
      console.note(e.getMessage());
      console.note("The demo goes on with a synthetic slide whose colours are coordinates.");
      return List.of(synthetic(), withTruth());
    }
  }

  /** A synthetic tissue slide, whose truth is known. */
  private DemoSlide withTruth() {
    SynthOptions one =
        new SynthOptions(out.resolve("synthetic"), 1, TRUTH_PX, TRUTH_PX, 1, 0, false, 0);
    SynthResult.Slide made = new SynthJob(one).run(slide -> {}).slides().get(0);
    return DemoSlide.checked(made.slide(), Optional.of(made.truth()), mpp);
  }

  private DemoSlide synthetic() {
    Path file = out.resolve("coordinates.tif");
    CoordinateSlide.of(SYNTHETIC_PX, SYNTHETIC_PX, 256, TileEncoder.deflate(true), 1, 4, 16)
        .write(file);
    return DemoSlide.checked(file, Optional.empty(), mpp == null ? Double.valueOf(0.5) : mpp);
  }

  private static void print(Console console, DemoStep step) {
    console.say(
        String.format(Locale.ROOT, "%n%-10s %.1f s", step.name(), step.took().toMillis() / 1e3));
    step.lines().forEach(line -> console.say("  " + line));
  }

  private List<String> next(List<DemoSlide> slides) {
    Path first = slides.get(0).slide();
    return List.of(
        "./wsispark inspect " + first,
        "./wsispark annotations check " + out.resolve("xml").resolve(slides.get(0).name() + ".xml"),
        "./wsispark patches --lake "
            + out.resolve("lake")
            + " --plan --set patch-set=coarse --set mpp=1.0");
  }
}
