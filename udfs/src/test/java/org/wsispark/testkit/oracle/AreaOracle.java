package org.wsispark.testkit.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.wsispark.geometry.Ring;

/** Areas as sums of trapezoids under the edges, in whole numbers of any size. */
public final class AreaOracle {
  private AreaOracle() {}

  /**
   * The area that a closed ring goes round; lobes that it goes round the other way count negative.
   *
   * @param ring in level-0 micro-pixels
   * @return level-0 square pixels, exact, at least 0
   */
  public static BigDecimal squarePx(Ring ring) {
    BigInteger twice = BigInteger.ZERO;
    for (int k = 0; k < ring.size(); k++) {
      int next = (k + 1) % ring.size();
      BigInteger wide =
          BigInteger.valueOf(ring.xMicroPx(next)).subtract(BigInteger.valueOf(ring.xMicroPx(k)));
      BigInteger tall =
          BigInteger.valueOf(ring.yMicroPx(next)).add(BigInteger.valueOf(ring.yMicroPx(k)));
      twice = twice.add(wide.multiply(tall));
    }
    return new BigDecimal(twice.abs()).movePointLeft(12).divide(BigDecimal.valueOf(2));
  }
}
