package org.wsispark.jobs.cli;

import org.wsispark.jobs.export.ExportJob;
import org.wsispark.jobs.export.ExportOptions;
import org.wsispark.jobs.export.ExportResult;
import org.wsispark.jobs.io.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Outlines predictions as Aperio XML. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Outlines each slide's prediction and writes one Aperio XML per slide.")
final class ExportCommand extends JobCommand<ExportOptions, ExportResult> {
  @Option(
      names = "--out",
      paramLabel = "D",
      description = "Folder of the XML files (default: exports/MODEL in the lake).")
  private String out;

  @Override
  Job<ExportOptions, ExportResult> job() {
    return new ExportJob();
  }

  @Override
  ExportOptions options(LakeMixin given) {
    ExportOptions options = given.resolve(ExportOptions.defaults());
    return out == null ? options : options.withOut(out);
  }
}
