package org.wsispark.jobs.patches;

import java.io.Serializable;
import org.wsispark.annotation.OrphanPolicy;
import org.wsispark.jobs.io.ClassChoice;
import org.wsispark.jobs.options.Key;
import org.wsispark.jobs.options.OptionsError;
import org.wsispark.patch.LabelRule;

/** What decides labels. */
public record LabelOptions(
    @Key(
            "Which class is the label: majority (background counts), any (the largest, however"
                + " small), centre (of the middle pixel) or threshold.")
        String labelRule,
    @Key("Least share of the label's class with label-rule threshold, above 0 to 1.")
        double labelThreshold,
    @Key("Negatives that touch no positive region: subtract or positive.") String orphans,
    @Key("Class file, FILE or FILE#SET, that numbers the classes; empty numbers the layers.")
        String classes)
    implements Serializable {

  /** Checks the values. */
  public LabelOptions {
    if (LabelRule.of(labelRule).isEmpty()) {
      throw OptionsError.badValue("label-rule", labelRule, "it is one of " + LabelRule.texts());
    }
    if (!(labelThreshold > 0 && labelThreshold <= 1)) {
      throw OptionsError.badValue("label-threshold", labelThreshold, "it lies above 0 and up to 1");
    }
    if (!orphans.equals(OrphanPolicy.SUBTRACT.text())
        && !orphans.equals(OrphanPolicy.POSITIVE.text())) {
      throw OptionsError.badValue("orphans", orphans, "it is subtract or positive");
    }
  }

  /** The class that has the most of the patch, background counted. */
  public static LabelOptions defaults() {
    return new LabelOptions(LabelRule.MAJORITY.text(), 0.5, OrphanPolicy.SUBTRACT.text(), "");
  }

  /** With the classes of a file. */
  public LabelOptions withClasses(String file) {
    return new LabelOptions(labelRule, labelThreshold, orphans, file);
  }

  LabelRule rule() {
    return LabelRule.of(labelRule).orElseThrow();
  }

  OrphanPolicy orphanPolicy() {
    return OrphanPolicy.of(orphans).orElseThrow();
  }

  /** The classes as the file has them now, or null when layers are the classes. */
  ClassChoice classChoice() {
    return classes.isEmpty() ? null : ClassChoice.of(classes);
  }

  /** The same for options that make the same labels. */
  String decisive(ClassChoice choiceOrNull) {
    return labelRule
        + (rule() == LabelRule.THRESHOLD ? " " + labelThreshold : "")
        + " "
        + orphans
        + (choiceOrNull == null ? "" : " " + choiceOrNull.digest());
  }
}
