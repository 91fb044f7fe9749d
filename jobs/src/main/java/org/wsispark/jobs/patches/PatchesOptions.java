package org.wsispark.jobs.patches;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.wsispark.jobs.dataset.PlainSet;
import org.wsispark.jobs.dataset.SetName;
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
    SetName.check("patch-set", patchSet);
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

  /**
   * With another group in the place of that of its type.
   *
   * @throws IllegalArgumentException when there is no group of its type
   */
  public PatchesOptions with(Record group) {
    Swap swap = new Swap(group);
    PatchesOptions swapped =
        new PatchesOptions(
            patchSet,
            swap.in(grid),
            swap.in(filter),
            swap.in(annotated),
            swap.in(sample),
            swap.in(eligibility),
            swap.in(splits),
            swap.in(labels),
            swap.in(images),
            swap.in(context),
            swap.in(output),
            swap.in(tasks));
    if (!swap.done) {
      throw new IllegalArgumentException("no group of patches is a " + group.getClass().getName());
    }
    return swapped;
  }

  /** Puts a group in the place of another of its type. */
  private static final class Swap {
    private final Record group;
    private boolean done;

    private Swap(Record group) {
      this.group = group;
    }

    private <T extends Record> T in(T there) {
      if (!there.getClass().isInstance(group)) {
        return there;
      }
      done = true;
      @SuppressWarnings("unchecked")
      T same = (T) group;
      return same;
    }
  }

  /** The resolutions of the surroundings, found as that of the patches. */
  List<Resolution> contexts() {
    return context.contextMpp().stream().map(grid::atMpp).toList();
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
