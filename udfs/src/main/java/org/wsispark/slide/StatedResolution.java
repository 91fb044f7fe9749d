package org.wsispark.slide;

import java.util.Optional;
import java.util.OptionalDouble;
import org.wsispark.geometry.Mpp;
import org.wsispark.slide.tiff.TiffDirectory;
import org.wsispark.slide.tiff.TiffTag;

/**
 * Resolution from the numbers of a file, as far as they can be a microscope's. Image programs write
 * 72 or 300 pixels per inch into what has no resolution (353 and 85 um per pixel): what is coarser
 * than any slide scanner says nothing.
 */
final class StatedResolution {
  private static final double UM_PER_INCH = 25_400;
  private static final double UM_PER_CM = 10_000;
  private static final long INCH = 2;
  private static final long CENTIMETRE = 3;

  /** A confocal objective of 100x samples at about 0.05; below 0.01 is below what light shows. */
  private static final double FINEST_UM = 0.01;

  /** Overviews of whole slides are near 10. */
  private static final double COARSEST_UM = 20;

  /** A slide has one mpp; pixels that are not square to this fraction have none. */
  private static final double SQUARE = 0.01;

  private StatedResolution() {}

  /** By the tags 282, 283 and 296. */
  static Optional<Mpp> of(TiffDirectory directory) {
    OptionalDouble across = directory.real(TiffTag.X_RESOLUTION);
    OptionalDouble down = directory.real(TiffTag.Y_RESOLUTION);
    long unit = (long) directory.real(TiffTag.RESOLUTION_UNIT).orElse(INCH);
    if (across.isEmpty() || (unit != INCH && unit != CENTIMETRE)) {
      return Optional.empty();
    }
    double um = unit == INCH ? UM_PER_INCH : UM_PER_CM;
    return of(um / across.getAsDouble(), um / down.orElse(across.getAsDouble()));
  }

  /** By both sides of a pixel, in um, which may be any number. */
  static Optional<Mpp> of(double across, double down) {
    // Written so that NaN fails.
    boolean plausible = across >= FINEST_UM && across <= COARSEST_UM;
    boolean square = Math.abs(across - down) <= SQUARE * across;
    return plausible && square ? Optional.of(new Mpp(across)) : Optional.empty();
  }
}
