package org.wsispark.jobs.predict;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.Rational;
import org.wsispark.jobs.io.SlideRow;
import org.wsispark.jobs.io.TissueSlides;
import org.wsispark.pixel.TissueMask;
import org.wsispark.raster.RunLength;

/**
 * A slide to predict, small enough to travel: its tissue stays run-length coded until it is used.
 *
 * @param row the slide
 * @param mask run-length mask
 * @param maskDownsample level-0 px per mask px
 * @param maskMpp um per px of the mask
 */
@SuppressWarnings("ArrayRecordComponent")
record PredictSlide(SlideRow row, byte[] mask, Downsample maskDownsample, double maskMpp)
    implements Serializable {

  static PredictSlide of(TissueSlides.Loaded slide) {
    Row tissue = slide.tissue();
    return new PredictSlide(
        slide.slide(),
        tissue.getAs("mask"),
        new Downsample(
            Rational.parse(tissue.getAs("downsample_x")),
            Rational.parse(tissue.getAs("downsample_y"))),
        tissue.<Double>getAs("mpp"));
  }

  TissueMask tissue() {
    return new TissueMask(RunLength.decode(mask), maskDownsample, new Mpp(maskMpp));
  }
}
