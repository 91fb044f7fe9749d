package org.wsispark.jobs.source;

import java.io.Serializable;
import org.apache.spark.unsafe.types.UTF8String;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.patch.TileLayout;
import org.wsispark.patch.TissueCoverage;
import org.wsispark.pixel.TissueMask;
import org.wsispark.raster.RunLength;

/** The tiles of one slide: all that a task has to know of it. */
final class SlideTiles implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String slide;
  private final TileLayout layout;
  private final Double mpp;
  private final Tissue tissue;
  private transient TissueCoverage coverage;
  private transient UTF8String slideText;

  /** A tissue mask as it travels. */
  @SuppressWarnings("ArrayRecordComponent")
  record Tissue(byte[] runs, Downsample downsample, Mpp mpp) implements Serializable {

    static Tissue of(TissueMask mask) {
      return new Tissue(RunLength.encode(mask.mask()), mask.downsample(), mask.mpp());
    }

    TissueMask mask() {
      return new TissueMask(RunLength.decode(runs), downsample, mpp);
    }
  }

  /** {@code mpp} and {@code tissue} are null where they are not known. */
  SlideTiles(String slide, TileLayout layout, Double mpp, Tissue tissue) {
    this.slide = slide;
    this.layout = layout;
    this.mpp = mpp;
    this.tissue = tissue;
  }

  String slide() {
    return slide;
  }

  TileLayout layout() {
    return layout;
  }

  boolean hasTissue() {
    return tissue != null;
  }

  /** The same without what is only for planning. */
  SlideTiles withoutTissue() {
    return new SlideTiles(slide, layout, mpp, null);
  }

  TissueCoverage coverage() {
    if (coverage == null) {
      coverage = new TissueCoverage(layout, tissue.mask());
    }
    return coverage;
  }

  TileValues at(int column, int row) {
    return of -> value(of, column, row);
  }

  private Object value(TileColumn of, int column, int row) {
    PixelRect rect = layout.frameRect(column, row);
    return switch (of) {
      case SLIDE -> slideText();
      case LEVEL -> layout.frame().level();
      case MPP -> mpp;
      case DOWNSAMPLE_X -> layout.frame().downsample().x().toDouble();
      case DOWNSAMPLE_Y -> layout.frame().downsample().y().toDouble();
      case COLUMN -> column;
      case ROW -> row;
      case X -> layout.level0X(column);
      case Y -> layout.level0Y(row);
      case WIDTH -> rect.width();
      case HEIGHT -> rect.height();
      case TISSUE_FRACTION -> tissue == null ? null : (Object) coverage().fraction(column, row);
      case MEAN, IMAGE, ERROR -> throw new IllegalArgumentException(of + " is not known in a plan");
    };
  }

  private UTF8String slideText() {
    if (slideText == null) {
      slideText = UTF8String.fromString(slide);
    }
    return slideText;
  }
}
