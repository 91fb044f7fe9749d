package org.wsispark.jobs.cli;

import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.patches.PatchesJob;
import org.wsispark.jobs.patches.PatchesOptions;
import org.wsispark.jobs.patches.PatchesResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes patch data sets of the lake's slides. */
@Command(
    name = "patches",
    mixinStandardHelpOptions = true,
    description = {
      "Cuts the tissue of every slide into patches with labels from its annotation.",
      "Run again, it adds the slides that are new to the set and labels anew where an annotation"
          + " has changed."
    })
final class PatchesCommand extends JobCommand<PatchesOptions, PatchesResult> {
  @Option(
      names = "--patch-set",
      paramLabel = "NAME",
      description = "The set to make or to add to (default: default).")
  private String patchSet;

  @Option(
      names = "--mpp",
      paramLabel = "MPP",
      description = "Resolution of the patches in micrometres per pixel (default: 0.5).")
  private Double mpp;

  @Option(
      names = "--classes",
      paramLabel = "FILE[#SET]",
      description = "Names, values and order of the classes, as conf/classes.yaml gives them.")
  private String classes;

  @Option(
      names = "--relabel",
      description = "Only labels anew where an annotation has changed; images stay as they are.")
  private boolean relabel;

  @Override
  Job<PatchesOptions, PatchesResult> job() {
    return new PatchesJob(relabel);
  }

  @Override
  PatchesOptions options(LakeMixin given) {
    PatchesOptions options = given.resolve(PatchesOptions.defaults());
    options = patchSet == null ? options : options.withPatchSet(patchSet);
    options = classes == null ? options : options.withLabels(options.labels().withClasses(classes));
    return mpp == null ? options : options.withGrid(options.grid().withMpp(mpp));
  }
}
