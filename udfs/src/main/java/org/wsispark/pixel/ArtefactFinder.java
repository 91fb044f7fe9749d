package org.wsispark.pixel;

import java.util.EnumMap;
import java.util.Map;
import org.wsispark.geometry.Mpp;
import org.wsispark.raster.BitMask;

/**
 * Artefacts that show at the resolution of the tissue mask: pen, dark, folds, white in tissue.
 * Focus needs finer pixels, see {@link FocusFinder}.
 */
final class ArtefactFinder {
  /** Half the side of the window that density is averaged over: a fold is wider than a nucleus. */
  private static final double FOLD_RADIUS_UM = 8;

  private final ColourPlanes planes;
  private final Mpp mpp;
  private final QualityOptions options;

  ArtefactFinder(ColourPlanes planes, Mpp mpp, QualityOptions options) {
    this.planes = planes;
    this.mpp = mpp;
    this.options = options;
  }

  Map<Artefact, BitMask> find(TissueDetector.Found tissue, BitMask pen) {
    Map<Artefact, BitMask> found = new EnumMap<>(Artefact.class);
    found.put(Artefact.PEN, pen);
    BitMask dark = spots(planes.darkerThan(options.darkBelow()));
    found.put(Artefact.DARK, dark);
    BitMask fold = folds(tissue.mask());
    fold.andNot(dark);
    found.put(Artefact.FOLD, fold);
    BitMask white = white(tissue);
    white.andNot(dark);
    found.put(Artefact.WHITE, white);
    return found;
  }

  private BitMask spots(BitMask pixels) {
    return TissueDetector.spots(pixels, mpp, options.minMarkAreaUm2());
  }

  /** Glass, by the threshold that told the tissue, which lies inside the cleaned mask. */
  private BitMask white(TissueDetector.Found tissue) {
    BitMask white = tissue.mask().copy();
    white.andNot(tissue.above());
    return white;
  }

  private BitMask folds(BitMask tissue) {
    if (tissue.count() == 0) {
      return new BitMask(planes.width(), planes.height());
    }
    double[] density = densities();
    int radius = (int) Math.max(1, Math.round(FOLD_RADIUS_UM / mpp.umPerPx()));
    DensityWindow window = new DensityWindow(planes.width(), planes.height(), radius);
    short[] mean = window.means(planes.grey(), density, tissue);
    double limit = options.foldRatio() * median(mean, tissue);
    BitMask dense = new BitMask(planes.width(), planes.height());
    for (int y = 0; y < tissue.height(); y++) {
      for (int x = tissue.next(y, 0, true); x < tissue.width(); x = tissue.next(y, x, true)) {
        for (int end = tissue.next(y, x, false); x < end; x++) {
          if ((mean[y * tissue.width() + x] & 0xffff) >= limit) {
            dense.set(x, y, true);
          }
        }
      }
    }
    return spots(dense);
  }

  /** Natural optical density of each value of the grey plane, glass being its hundredth part. */
  private double[] densities() {
    int glass = 255 - OtsuSplit.percentile(OtsuSplit.histogram(planes.grey()), 0.01);
    double[] density = new double[256];
    for (int value = 0; value < 256; value++) {
      density[value] = Math.max(0, -Math.log(Math.max(1.0, 255 - value) / Math.max(1, glass)));
    }
    return density;
  }

  private static double median(short[] values, BitMask of) {
    long[] histogram = new long[1 << 16];
    long count = 0;
    for (int y = 0; y < of.height(); y++) {
      for (int x = of.next(y, 0, true); x < of.width(); x = of.next(y, x, true)) {
        for (int end = of.next(y, x, false); x < end; x++) {
          histogram[values[y * of.width() + x] & 0xffff]++;
          count++;
        }
      }
    }
    long below = 0;
    int value = 0;
    while (2 * (below += histogram[value]) < count) {
      value++;
    }
    return value;
  }
}
