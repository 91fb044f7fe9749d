package org.wsispark.slide.synthetic;

import java.util.Optional;

/**
 * A part of a tumour that is not viable.
 *
 * @param outline its outline
 * @param necrotic necrosis, else stroma
 * @param island viable tumour within it
 */
record TumourHole(Blob outline, boolean necrotic, Optional<Blob> island) {

  double depth(double x, double y) {
    double depth = outline.depth(x, y);
    return island.isEmpty() || depth < 0 ? depth : Math.min(depth, -island.get().depth(x, y));
  }
}
