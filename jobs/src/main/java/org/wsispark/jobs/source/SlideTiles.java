package org.wsispark.jobs.source;

import java.io.Serializable;
import org.apache.spark.unsafe.types.UTF8String;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.io.SlideFiles;
import org.wsispark.patch.TileLayout;
import org.wsispark.patch.TissueCoverage;
import org.wsispark.pixel.TissueMask;
import org.wsispark.raster.RunLength;
import org.wsispark.slide.SlideReader;

/** The tiles of one slide: all that a task has to know of it. */
final class SlideTiles implements Serializable {
  private static final long serialVersionUID = 1L;

  private final FoundFile file;
  private final byte[] opening;
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

  /** {@code opening}, {@code mpp} and {@code tissue} are null where they are not known. */
  SlideTiles(FoundFile file, byte[] opening, TileLayout layout, Double mpp, Tissue tissue) {
    this.file = file;
    this.opening = opening;
    this.layout = layout;
    this.mpp = mpp;
    this.tissue = tissue;
  }

  String slide() {
    return file.uri();
  }

  /** Opens the slide that was planned with; refuses one written in its place since. */
  SlideReader open(SlideFiles files) {
    return files.open(file.uri(), file.identity(), opening);
  }

  TileLayout layout() {
    return layout;
  }

  /** The same without what is only for planning. */
  SlideTiles withoutTissue() {
    return new SlideTiles(file, opening, layout, mpp, null);
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
      slideText = UTF8String.fromString(file.uri());
    }
    return slideText;
  }
}
