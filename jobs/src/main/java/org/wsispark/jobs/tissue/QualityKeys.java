package org.wsispark.jobs.tissue;

import java.io.Serializable;
import org.wsispark.jobs.options.Key;
import org.wsispark.pixel.QualityOptions;

/** How artefacts are told from tissue. */
public record QualityKeys(
    @Key("A pixel of the mask is dark when its largest channel is below this, 0 to 255.")
        int darkBelow,
    @Key("Tissue is folded where it is so many times as dense as the slide's median, 1 to 100.")
        double foldRatio,
    @Key("Smallest dark spot or fold that counts, in square micrometres.") double minMarkAreaUm2,
    @Key("Resolution at which focus is measured in micrometres per pixel, 0.25 to 8.")
        double blurMpp,
    @Key("A block of tissue is blurred when its sharpness is below this; 0 measures no blur.")
        double blurBelow)
    implements Serializable {

  /** Checks the ranges. */
  public QualityKeys {
    new QualityOptions(darkBelow, foldRatio, minMarkAreaUm2, blurMpp, blurBelow);
  }

  /** As {@link QualityOptions#defaults()}. */
  public static QualityKeys defaults() {
    QualityOptions d = QualityOptions.defaults();
    return new QualityKeys(
        d.darkBelow(), d.foldRatio(), d.minMarkAreaUm2(), d.blurMpp(), d.blurBelow());
  }

  QualityOptions options() {
    return new QualityOptions(darkBelow, foldRatio, minMarkAreaUm2, blurMpp, blurBelow);
  }
}
