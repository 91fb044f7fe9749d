package org.wsispark.pixel;

import java.io.Serializable;
import org.wsispark.errors.WsiException;

/**
 * How artefacts are told from tissue.
 *
 * @param darkBelow a pixel of the mask is dark when its largest channel is below this, 0 to 255; 60
 *     by default: dense epithelium at 8 mpp stays above it
 * @param foldRatio tissue is folded where its optical density is this many times the median of the
 *     slide's tissue, 1 to 100; 2.5 by default: a fold is three layers
 * @param minMarkAreaUm2 smallest mark, dark spot or fold that counts, square micrometres; 10,000 by
 *     default
 * @param blurMpp resolution at which focus is measured, micrometres per pixel, 0.25 to 8; 2 by
 *     default, where blur of 4 µm (one sigma) is plain and a tenth of the pixels is read
 * @param blurBelow a block of tissue is out of focus when its sharpness is below this; 0 measures
 *     no blur; 0.12 by default: blocks in focus lie from 0.2 to 10, at 4 µm of blur below 0.11
 */
public record QualityOptions(
    int darkBelow, double foldRatio, double minMarkAreaUm2, double blurMpp, double blurBelow)
    implements Serializable {

  /**
   * Checks the values.
   *
   * @throws WsiException {@link PixelError#BAD_TISSUE_OPTIONS} when one is out of its range
   */
  public QualityOptions {
    TissueOptions.check("dark-below", darkBelow, 0, 255);
    TissueOptions.check("fold-ratio", foldRatio, 1, 100);
    TissueOptions.check("min-mark-area-um2", minMarkAreaUm2, 0, 1e10);
    TissueOptions.check("blur-mpp", blurMpp, 0.25, 8);
    TissueOptions.check("blur-below", blurBelow, 0, 1_000);
  }

  /**
   * What suits H&amp;E and IHC slides without further knowledge.
   *
   * @return the defaults of each component
   */
  public static QualityOptions defaults() {
    return new QualityOptions(60, 2.5, 10_000, 2, 0.12);
  }
}
