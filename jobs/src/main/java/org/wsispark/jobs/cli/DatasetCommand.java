package org.wsispark.jobs.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.dataset.CheckReport;
import org.wsispark.jobs.dataset.DatasetCheck;
import org.wsispark.jobs.dataset.DatasetDiff;
import org.wsispark.jobs.dataset.DatasetError;
import org.wsispark.jobs.dataset.DatasetFolder;
import org.wsispark.jobs.dataset.DiffReport;
import org.wsispark.jobs.dataset.FreezeJob;
import org.wsispark.jobs.dataset.FreezeOptions;
import org.wsispark.jobs.dataset.FreezeResult;
import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.io.SparkSessions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps patch sets for training and compares them. */
@Command(
    name = "dataset",
    mixinStandardHelpOptions = true,
    description = "Freezes patch sets for training, checks frozen ones, and says what changed.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DatasetCommand.Freeze.class,
      DatasetCommand.Check.class,
      DatasetCommand.Diff.class
    })
final class DatasetCommand {

  /** Keeps a patch set as it is now. */
  @Command(
      name = "freeze",
      mixinStandardHelpOptions = true,
      description = {
        "Keeps a patch set as it is now, under LAKE/datasets/NAME: plain Parquet files that no"
            + " VACUUM, OPTIMIZE or clean-up of logs can reach, with a record of what they hold.",
        "On a local disk the images are linked and cost no room; elsewhere they are copied."
      })
  static final class Freeze extends JobCommand<FreezeOptions, FreezeResult> {
    @Parameters(paramLabel = "NAME", description = "Name of the data set; it never changes.")
    private String name;

    @Option(
        names = "--patch-set",
        paramLabel = "SET",
        defaultValue = "default",
        description = "The patch set to freeze (default: default).")
    private String patchSet;

    @Override
    Job<FreezeOptions, FreezeResult> job() {
      return new FreezeJob();
    }

    @Override
    FreezeOptions options(LakeMixin given) {
      return given.resolve(new FreezeOptions(name, patchSet));
    }
  }

  /** Holds a data set against its record. */
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = {
        "Reads every file of a data set and compares size, digest and rows with its record.",
        "Exit code 3 when anything differs."
      })
  static final class Check implements Callable<Integer> {
    @Mixin private LakeMixin lake;

    @Parameters(paramLabel = "NAME", description = "A data set of the lake, or a folder with one.")
    private String name;

    @Override
    public Integer call() throws Exception {
      Console console = Console.standard(lake.json());
      try (SparkSession spark = SparkSessions.open("dataset check", lake.master())) {
        CheckReport report = DatasetCheck.check(spark, DatasetFolder.find(lake.lake(), name));
        report.findings().forEach(console::note);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", report.record().name());
        fields.put("folder", report.folder());
        fields.put("patches", report.record().patches());
        fields.put("files", report.record().files().size());
        fields.put("digest", report.record().digest());
        fields.put("findings", report.findings());
        console.result(fields);
        if (!report.findings().isEmpty()) {
          throw WsiException.of(
                  DatasetError.DAMAGED,
                  "%d findings, the first: %s",
                  report.findings().size(),
                  report.findings().get(0))
              .inSlide(report.folder())
              .remedy("Copy the files again from where they are whole, or freeze a new data set");
        }
        console.say(
            "%s: %d patches in %d files, all as recorded; contents %s"
                .formatted(
                    report.record().name(),
                    report.record().patches(),
                    report.record().files().size(),
                    report.record().digest()));
        return 0;
      }
    }
  }

  /** Says what changed. */
  @Command(
      name = "diff",
      mixinStandardHelpOptions = true,
      description = {
        "Says what changed from A to B: slides, patches, labels, splits, classes, options.",
        "Reads labels only, no image. A and B are frozen data sets, folders with one, or patch"
            + " sets of the lake as they are now (set:NAME where a data set has the same name)."
      })
  static final class Diff implements Callable<Integer> {
    private static final int NAMED_SLIDES = 20;

    @Mixin private LakeMixin lake;

    @Parameters(index = "0", paramLabel = "A", description = "The first.")
    private String from;

    @Parameters(index = "1", paramLabel = "B", description = "The second.")
    private String to;

    @Override
    public Integer call() throws Exception {
      Console console = Console.standard(lake.json());
      try (SparkSession spark = SparkSessions.open("dataset diff", lake.master())) {
        DiffReport report = DatasetDiff.of(spark, lake.lake(), from, to);
        report.lines(NAMED_SLIDES).forEach(console::say);
        console.result(report.fields());
        return 0;
      }
    }
  }
}
