package org.wsispark.jobs.rasterize;

import java.io.Serializable;
import java.util.List;
import org.wsispark.annotation.OrphanPolicy;
import org.wsispark.annotation.mask.MaskRule;
import org.wsispark.jobs.io.ClassChoice;
import org.wsispark.jobs.io.Digests;
import org.wsispark.jobs.options.Key;
import org.wsispark.jobs.options.OptionsError;

/** Options of {@link RasterizeJob}. */
public record RasterizeOptions(
    @Key("Which pixels belong to a layer: exact, paip2019, paip2020 or paip2021.") String rule,
    @Key("Level-0 pixels per mask pixel; that of a level gives that level's size.") int downsample,
    @Key("Only the layer with this Id, as 0 and 1; empty for all.") String layer,
    @Key("Class file, FILE or FILE#SET, that numbers the classes; empty numbers the layers.")
        String classes,
    @Key("Orphan negatives: subtract (no effect), warn (and name them) or positive.")
        String orphans,
    @Key("Masks as tiff files, or as tiles in the table mask_tiles.") String output,
    @Key("Folder in which the TIFF files get a folder CONFIG; empty takes masks_tiff in the lake.")
        String out,
    @Key("Slides per Delta commit.") int slidesPerCommit)
    implements Serializable {
  static final String TIFF = "tiff";
  static final String TILES = "tiles";

  /** Checks the values. */
  public RasterizeOptions {
    MaskRule known =
        MaskRule.of(rule)
            .orElseThrow(() -> OptionsError.badValue("rule", rule, oneOf(MaskRule.texts())));
    if (downsample < 1) {
      throw OptionsError.badValue("downsample", downsample, "it is at least 1");
    }
    if (known.downsample().isPresent() && known.downsample().get() != downsample) {
      throw OptionsError.badValue(
          "downsample",
          downsample,
          "rule %s is defined at %d only".formatted(rule, known.downsample().get()));
    }
    if (!classes.isEmpty() && (known != MaskRule.EXACT || !layer.isEmpty())) {
      throw OptionsError.badValue(
          "classes", classes, "classes go with rule exact and all layers only");
    }
    if (OrphanPolicy.of(orphans).isEmpty()) {
      throw OptionsError.badValue("orphans", orphans, oneOf(OrphanPolicy.texts()));
    }
    if (!output.equals(TIFF) && !output.equals(TILES)) {
      throw OptionsError.badValue("output", output, oneOf(List.of(TIFF, TILES)));
    }
    if (slidesPerCommit < 1) {
      throw OptionsError.badValue("slides-per-commit", slidesPerCommit, "it is at least 1");
    }
  }

  private static String oneOf(List<String> texts) {
    return "it is one of " + texts;
  }

  /** Every layer by the rule exact at downsample 4, as TIFF. */
  public static RasterizeOptions defaults() {
    return new RasterizeOptions(
        MaskRule.EXACT.text(), 4, "", "", OrphanPolicy.SUBTRACT.text(), TIFF, "", 50);
  }

  /** With another rule, downsample and layer. */
  public RasterizeOptions with(String otherRule, int otherDownsample, String otherLayer) {
    return new RasterizeOptions(
        otherRule, otherDownsample, otherLayer, classes, orphans, output, out, slidesPerCommit);
  }

  /** With another treatment of orphan negatives. */
  public RasterizeOptions withOrphans(String policy) {
    return new RasterizeOptions(
        rule, downsample, layer, classes, policy, output, out, slidesPerCommit);
  }

  /** Into tiles or files. */
  public RasterizeOptions withOutput(String kind, String folder) {
    return new RasterizeOptions(
        rule, downsample, layer, classes, orphans, kind, folder, slidesPerCommit);
  }

  /** With values by class. */
  public RasterizeOptions withClasses(String file) {
    return new RasterizeOptions(
        rule, downsample, layer, file, orphans, output, out, slidesPerCommit);
  }

  ClassChoice classChoice() {
    return classes.isEmpty() ? null : ClassChoice.of(classes);
  }

  boolean tiles() {
    return output.equals(TILES);
  }

  SlideRasterizer.Wanted wanted(ClassChoice choiceOrNull) {
    return new SlideRasterizer.Wanted(
        MaskRule.of(rule).orElseThrow(),
        layer.isEmpty() ? null : layer,
        downsample,
        OrphanPolicy.of(orphans).orElseThrow(),
        choiceOrNull == null ? null : choiceOrNull.set());
  }

  /** Names the rows: a digest of what decides a mask and where it goes. */
  String config(ClassChoice choiceOrNull) {
    return Digests.brief(
        rule,
        Integer.toString(downsample),
        layer,
        choiceOrNull == null ? "" : choiceOrNull.digest(),
        orphans.replace("warn", "subtract"),
        output,
        out);
  }
}
