package org.wsispark.jobs.cli;

import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.tissue.TissueJob;
import org.wsispark.jobs.tissue.TissueJobOptions;
import org.wsispark.jobs.tissue.TissueResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Finds the tissue of the lake's slides. */
@Command(
    name = "tissue",
    mixinStandardHelpOptions = true,
    description = {
      "Finds where tissue is on every slide, as a mask of about 8 mpp.",
      "Slides whose mask is up to date are left out, unless pictures are wanted."
    })
final class TissueCommand extends JobCommand<TissueJobOptions, TissueResult> {
  @Option(
      names = "--overlays",
      paramLabel = "FOLDER",
      description = "Writes a picture of each slide there, its tissue outlined.")
  private String overlays;

  @Override
  Job<TissueJobOptions, TissueResult> job() {
    return new TissueJob();
  }

  @Override
  TissueJobOptions options(LakeMixin given) {
    TissueJobOptions options = given.resolve(TissueJobOptions.defaults());
    return overlays == null ? options : options.withOverlays(overlays);
  }
}
