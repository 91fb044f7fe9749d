package org.wsispark.jobs.patches;

import java.util.Arrays;
import org.wsispark.geometry.Mpp;
import org.wsispark.jobs.io.Digests;
import org.wsispark.jobs.options.Key;
import org.wsispark.jobs.options.OptionsError;
import org.wsispark.patch.PatchGridOptions;
import org.wsispark.patch.PlanOptions;
import org.wsispark.patch.Resolution;

/** Options of {@link PatchesJob}. */
public record PatchesOptions(
    @Key("Name of the set: letters, digits, dot, underscore and hyphen.") String patchSet,
    @Key("Side of a patch in pixels of its resolution, 1 to 8192.") int patchSizePx,
    @Key("From one patch to the next in pixels of its resolution, 1 to 131072.") int stridePx,
    @Key("Resolution of patches in micrometres per pixel; not used when a level is named.")
        double mpp,
    @Key("Level that patches are cut from as it is, 0 the finest; null goes by mpp.") Integer level,
    @Key("Relative difference of mpp within which a level is used as it is, 0 to 0.5.")
        double mppTolerance,
    @Key("Least share of a patch that is tissue, 0 to 1.") double minTissueFraction,
    @Key("Config of the tissue rows to use; empty when every slide has one.") String tissueConfig,
    @Key("How images are stored: jpeg or png.") String encoding,
    @Key("Quality of JPEG images, 1 to 100.") int jpegQuality,
    @Key("Spark partitions per batch; 0 plans three per core or more, by compressed bytes.")
        int partitions,
    @Key("Compressed bytes of slide that one planned partition should read.")
        long targetPartitionBytes,
    @Key("Slides per batch; each batch is one Delta commit per table.") int slidesPerCommit) {
  private static final int MOST_PARTITIONS = 20_000;

  /** Checks the ranges. */
  public PatchesOptions {
    if (!patchSet.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}")) {
      throw OptionsError.badValue(
          "patch-set", patchSet, "a name is up to 128 letters, digits, dots, hyphens, underscores");
    }
    grid(patchSizePx, stridePx, resolution(mpp, level, mppTolerance), minTissueFraction);
    if (!Encoding.names().contains(encoding)) {
      throw OptionsError.badValue("encoding", encoding, "it is one of " + Encoding.names());
    }
    if (jpegQuality < 1 || jpegQuality > 100) {
      throw OptionsError.badValue("jpeg-quality", jpegQuality, "it lies from 1 to 100");
    }
    if (partitions < 0 || partitions > MOST_PARTITIONS) {
      throw OptionsError.badValue("partitions", partitions, "it lies from 0 to " + MOST_PARTITIONS);
    }
    if (targetPartitionBytes < 1) {
      throw OptionsError.badValue(
          "target-partition-bytes", targetPartitionBytes, "it is at least 1");
    }
    if (slidesPerCommit < 1) {
      throw OptionsError.badValue("slides-per-commit", slidesPerCommit, "it is at least 1");
    }
  }

  /** 256 px at 0.5 mpp, at least half tissue, JPEG of quality 90. */
  public static PatchesOptions defaults() {
    PatchGridOptions grid = PatchGridOptions.defaults();
    return new PatchesOptions(
        "default",
        grid.sizePx(),
        grid.stridePx(),
        0.5,
        null,
        0.01,
        grid.minTissueFraction(),
        "",
        Encoding.JPEG.text(),
        90,
        0,
        64L << 20,
        64);
  }

  /** For another set. */
  public PatchesOptions withPatchSet(String name) {
    return with(name, mpp, level);
  }

  /** At another resolution, whatever level was named. */
  public PatchesOptions withMpp(double umPerPx) {
    return with(patchSet, umPerPx, null);
  }

  private PatchesOptions with(String name, double umPerPx, Integer wantedLevel) {
    return new PatchesOptions(
        name,
        patchSizePx,
        stridePx,
        umPerPx,
        wantedLevel,
        mppTolerance,
        minTissueFraction,
        tissueConfig,
        encoding,
        jpegQuality,
        partitions,
        targetPartitionBytes,
        slidesPerCommit);
  }

  /** How patches lie on a slide. */
  PatchGridOptions grid() {
    return grid(patchSizePx, stridePx, resolution(mpp, level, mppTolerance), minTissueFraction);
  }

  private static PatchGridOptions grid(int size, int stride, Resolution at, double minTissue) {
    return new PatchGridOptions(size, stride, at, minTissue);
  }

  private static Resolution resolution(double mpp, Integer level, double tolerance) {
    return level == null
        ? new Resolution.AtMpp(new Mpp(mpp), tolerance)
        : new Resolution.AtLevel(level);
  }

  /** How a batch is shared out. */
  PlanOptions plan(int cores) {
    return partitions > 0
        ? PlanOptions.fixed(partitions)
        : new PlanOptions(
            PlanOptions.forCores(cores).minPartitions(), MOST_PARTITIONS, targetPartitionBytes);
  }

  /** A digest of what decides the rows, and of nothing that only decides how they are made. */
  String digest() {
    return Digests.brief(
        Arrays.asList(
                patchSizePx,
                stridePx,
                grid().resolution(),
                minTissueFraction,
                tissueConfig,
                encoding,
                encoding.equals(Encoding.JPEG.text()) ? jpegQuality : 0)
            .toString());
  }

  PatchEncoder encoder() {
    return new PatchEncoder(Encoding.of(encoding), jpegQuality);
  }
}
