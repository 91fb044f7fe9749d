package org.wsispark.jobs.cli;

import org.wsispark.jobs.ingest.IngestJob;
import org.wsispark.jobs.ingest.IngestOptions;
import org.wsispark.jobs.ingest.IngestResult;
import org.wsispark.jobs.io.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Slides and annotations into the lake. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = {
      "Slides, and the XML that belongs to them, into the lake's catalogue.",
      "Exit code 4 when some slides could not be used; the table quarantine names each."
    })
final class IngestCommand extends JobCommand<IngestOptions, IngestResult> {
  @Parameters(
      paramLabel = "MANIFEST",
      arity = "0..1",
      description = "YAML, JSON, CSV or TSV manifest of slides.")
  private String manifest;

  @Option(
      names = "--scan",
      paramLabel = "FOLDER",
      description = "Folder of slides with XML of the same name beside them.")
  private String scan;

  @Option(
      names = "--mpp-override",
      paramLabel = "MPP",
      description = "Micrometres per pixel of level 0, for slides that do not say it.")
  private Double mpp;

  @Override
  Job<IngestOptions, IngestResult> job() {
    return new IngestJob();
  }

  @Override
  IngestOptions options(LakeMixin given) {
    IngestOptions options = given.resolve(IngestOptions.defaults());
    if (manifest != null) {
      options = options.withManifest(manifest);
    }
    if (scan != null) {
      options = options.withScan(scan);
    }
    return mpp == null ? options : options.withMppOverride(mpp);
  }
}
