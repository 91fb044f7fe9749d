package org.wsispark.jobs.patches;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.wsispark.jobs.dataset.PlainSet;
import org.wsispark.jobs.io.ClassChoice;
import org.wsispark.jobs.io.Digests;
import org.wsispark.jobs.options.Key;
import org.wsispark.jobs.options.OptionsError;
import org.wsispark.patch.GridRule;
import org.wsispark.patch.Resolution;
import org.wsispark.patch.SplitRule;

/** Options of {@link PatchesJob}. The groups order them; keys are those of one flat list. */
public record PatchesOptions(
    @Key("Name of the set: letters, digits, dot, underscore and hyphen.") String patchSet,
    @Key("The grid") @JsonUnwrapped GridOptions grid,
    @Key("Which patches of the grid are made") @JsonUnwrapped FilterOptions filter,
    @Key("What the annotation must say of them") @JsonUnwrapped AnnotationFilterOptions annotated,
    @Key("Which part of them") @JsonUnwrapped SampleOptions sample,
    @Key("Which slides there are") @JsonUnwrapped EligibilityOptions eligibility,
    @Key("Splits") @JsonUnwrapped SplitOptions splits,
    @Key("Labels") @JsonUnwrapped LabelOptions labels,
    @Key("Images") @JsonUnwrapped ImageOptions images,
    @Key("Surroundings of patches") @JsonUnwrapped ContextOptions context,
    @Key("Output: none of these changes a row") @JsonUnwrapped OutputOptions output,
    @Key("Tasks: none of these changes a row") @JsonUnwrapped TaskOptions tasks) {

  /** Checks the name, and groups against each other. */
  public PatchesOptions {
    context.check(grid, images);
    if (!patchSet.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}")) {
      throw OptionsError.badValue(
          "patch-set", patchSet, "a name is up to 128 letters, digits, dots, hyphens, underscores");
    }
    if (eligibility.minPatientsPerSplit() > 0 && splits.rule() == SplitRule.NONE) {
      throw OptionsError.badValue(
          "min-patients-per-split", eligibility.minPatientsPerSplit(), "with split none it is 0");
    }
  }

  /** 256 px at 0.5 mpp, at least half tissue, JPEG of quality 90. */
  public static PatchesOptions defaults() {
    return new PatchesOptions(
        "default",
        GridOptions.defaults(),
        FilterOptions.defaults(),
        AnnotationFilterOptions.defaults(),
        SampleOptions.defaults(),
        EligibilityOptions.defaults(),
        SplitOptions.defaults(),
        LabelOptions.defaults(),
        ImageOptions.defaults(),
        ContextOptions.defaults(),
        OutputOptions.defaults(),
        TaskOptions.defaults());
  }

  /** For another set. */
  public PatchesOptions withPatchSet(String name) {
    return new PatchesOptions(
        name,
        grid,
        filter,
        annotated,
        sample,
        eligibility,
        splits,
        labels,
        images,
        context,
        output,
        tasks);
  }

  /** On another grid. */
  public PatchesOptions withGrid(GridOptions other) {
    return new PatchesOptions(
        patchSet,
        other,
        filter,
        annotated,
        sample,
        eligibility,
        splits,
        labels,
        images,
        context,
        output,
        tasks);
  }

  /** With other filters. */
  public PatchesOptions withFilter(FilterOptions other) {
    return new PatchesOptions(
        patchSet,
        grid,
        other,
        annotated,
        sample,
        eligibility,
        splits,
        labels,
        images,
        context,
        output,
        tasks);
  }

  /** With other limits on what the annotation says. */
  public PatchesOptions withAnnotated(AnnotationFilterOptions other) {
    return new PatchesOptions(
        patchSet,
        grid,
        filter,
        other,
        sample,
        eligibility,
        splits,
        labels,
        images,
        context,
        output,
        tasks);
  }

  /** With labels decided in another way. */
  public PatchesOptions withLabels(LabelOptions other) {
    return new PatchesOptions(
        patchSet,
        grid,
        filter,
        annotated,
        sample,
        eligibility,
        splits,
        other,
        images,
        context,
        output,
        tasks);
  }

  /** With another part of the patches. */
  public PatchesOptions withSample(SampleOptions other) {
    return new PatchesOptions(
        patchSet,
        grid,
        filter,
        annotated,
        other,
        eligibility,
        splits,
        labels,
        images,
        context,
        output,
        tasks);
  }

  /** With other rules on slides. */
  public PatchesOptions withEligibility(EligibilityOptions other) {
    return new PatchesOptions(
        patchSet, grid, filter, annotated, sample, other, splits, labels, images, context, output,
        tasks);
  }

  /** With other splits. */
  public PatchesOptions withSplit(SplitOptions other) {
    return new PatchesOptions(
        patchSet,
        grid,
        filter,
        annotated,
        sample,
        eligibility,
        other,
        labels,
        images,
        context,
        output,
        tasks);
  }

  /** With images stored in another way. */
  public PatchesOptions withImages(ImageOptions other) {
    return new PatchesOptions(
        patchSet,
        grid,
        filter,
        annotated,
        sample,
        eligibility,
        splits,
        labels,
        other,
        context,
        output,
        tasks);
  }

  /** Into another place. */
  public PatchesOptions withOutput(OutputOptions other) {
    return new PatchesOptions(
        patchSet,
        grid,
        filter,
        annotated,
        sample,
        eligibility,
        splits,
        labels,
        images,
        context,
        other,
        tasks);
  }

  /** With other surroundings. */
  public PatchesOptions withContext(ContextOptions other) {
    return new PatchesOptions(
        patchSet,
        grid,
        filter,
        annotated,
        sample,
        eligibility,
        splits,
        labels,
        images,
        other,
        output,
        tasks);
  }

  /** The resolutions of the surroundings, found as that of the patches. */
  List<Resolution> contexts() {
    return context.contextMpp().stream().map(grid::atMpp).toList();
  }

  /** Shared out in another way. */
  public PatchesOptions withTasks(TaskOptions other) {
    return new PatchesOptions(
        patchSet,
        grid,
        filter,
        annotated,
        sample,
        eligibility,
        splits,
        labels,
        images,
        context,
        output,
        other);
  }

  /** The folder that the set goes to; empty for the lake. */
  Optional<PlainSet> plain(SparkSession spark) {
    return output.plain(spark, patchSet);
  }

  /** How patches lie on a slide. */
  GridRule rule() {
    return images.encoder().encoding().rule(grid);
  }

  /** A digest of what decides the rows, and of nothing that only decides how they are made. */
  String digest(ClassChoice choiceOrNull) {
    return Digests.brief(
        List.of(
                grid,
                filter,
                annotated,
                sample,
                splits,
                labels.decisive(choiceOrNull),
                images.decisive(),
                context)
            .toString());
  }
}
