package org.wsispark.inference.onnx;

/**
 * Colour deconvolution after A. C. Ruifrok and D. A. Johnston, Quantification of histochemical
 * staining by color deconvolution, Analytical and Quantitative Cytology and Histology 23 (2001)
 * 291-299: optical densities of red, green and blue are a mixture of one vector per stain, and the
 * inverse of the matrix of unit vectors gives the amounts.
 */
final class StainVectors {
  /** Optical density of hematoxylin in red, green and blue, as the paper lists it. */
  private static final double[] HEMATOXYLIN = {0.65, 0.70, 0.29};

  /** Optical density of eosin. */
  private static final double[] EOSIN = {0.07, 0.99, 0.11};

  private StainVectors() {}

  /**
   * The weights of red, green and blue optical density whose sum is the amount of hematoxylin: the
   * first column of the inverse of the matrix with rows hematoxylin, eosin and their cross product
   * (what neither stain explains).
   */
  static double[] hematoxylinWeights() {
    double[] h = unit(HEMATOXYLIN);
    double[] e = unit(EOSIN);
    double[] rest = unit(cross(h, e));
    double[] column = cross(e, rest);
    double determinant = dot(h, column);
    return new double[] {column[0] / determinant, column[1] / determinant, column[2] / determinant};
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  private static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }

  private static double[] unit(double[] a) {
    double length = StrictMath.sqrt(dot(a, a));
    return new double[] {a[0] / length, a[1] / length, a[2] / length};
  }
}
