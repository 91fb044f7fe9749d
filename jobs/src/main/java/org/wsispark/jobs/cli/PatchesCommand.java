package org.wsispark.jobs.cli;

import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.patches.OutputOptions;
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
      description =
          "Only labels anew where `ingest` has read another annotation since; images stay as they"
              + " are.")
  private boolean relabel;

  @Option(
      names = "--format",
      paramLabel = "F",
      description =
          "delta (default): tables of the lake; parquet: plain Parquet with images and labels"
              + " joined, in OUT/SET, and no table.")
  private String format;

  @Option(names = "--out", paramLabel = "OUT", description = "Folder of plain Parquet.")
  private String out;

  @Override
  Job<PatchesOptions, PatchesResult> job() {
    return new PatchesJob(relabel);
  }

  @Override
  PatchesOptions options(LakeMixin given) {
    PatchesOptions options = given.resolve(PatchesOptions.defaults());
    options = patchSet == null ? options : options.withPatchSet(patchSet);
    options = classes == null ? options : options.with(options.labels().withClasses(classes));
    if (format != null || out != null) {
      options =
          options.with(
              new OutputOptions(
                  format == null ? options.output().format() : format,
                  out == null ? options.output().out() : out));
    }
    return mpp == null ? options : options.with(options.grid().withMpp(mpp));
  }
}
