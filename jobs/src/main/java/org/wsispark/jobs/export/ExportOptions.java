package org.wsispark.jobs.export;

import java.io.Serializable;
import org.wsispark.jobs.options.Key;
import org.wsispark.jobs.options.OptionsError;

/** Options of {@link ExportJob}. */
public record ExportOptions(
    @Key("Id of the model whose probability is exported.") String model,
    @Key("Config of the probability rows; empty when the lake has one of the model.")
        String predictConfig,
    @Key("A pixel belongs to a class from this probability on, above 0 to 1.") double threshold,
    @Key("Components below this area are left out, um2.") double minAreaUm2,
    @Key("Holes below this area are filled, um2.") double minHoleUm2,
    @Key(
            "How far a vertex that is left out may lie from the outline, um; 0 keeps pixel edges,"
                + " which give the mask again.")
        double simplifyUm,
    @Key("Folder of the XML files; empty takes exports/MODEL in the lake.") String out)
    implements Serializable {
  private static final double LARGEST_TOLERANCE_UM = 1_000;

  /** Checks the ranges. */
  public ExportOptions {
    if (!(threshold > 0 && threshold <= 1)) {
      throw OptionsError.badValue("threshold", threshold, "it lies above 0 and up to 1");
    }
    if (!(minAreaUm2 >= 0 && Double.isFinite(minAreaUm2))) {
      throw OptionsError.badValue("min-area-um2", minAreaUm2, "it is 0 or more");
    }
    if (!(minHoleUm2 >= 0 && Double.isFinite(minHoleUm2))) {
      throw OptionsError.badValue("min-hole-um2", minHoleUm2, "it is 0 or more");
    }
    if (!(simplifyUm >= 0 && simplifyUm <= LARGEST_TOLERANCE_UM)) {
      throw OptionsError.badValue("simplify-um", simplifyUm, "it lies from 0 to 1000");
    }
  }

  /** The built-in model at even odds, without specks below about 50 um across. */
  public static ExportOptions defaults() {
    return new ExportOptions("hematoxylin-density", "", 0.5, 2_000, 500, 0, "");
  }

  /** Into another folder. */
  public ExportOptions withOut(String folder) {
    return new ExportOptions(
        model, predictConfig, threshold, minAreaUm2, minHoleUm2, simplifyUm, folder);
  }

  /** With fewer vertices. */
  public ExportOptions withSimplifyUm(double toleranceUm) {
    return new ExportOptions(
        model, predictConfig, threshold, minAreaUm2, minHoleUm2, toleranceUm, out);
  }
}
