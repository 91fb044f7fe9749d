package org.wsispark.slide.synthetic;

import java.util.ArrayList;
import java.util.List;
import org.wsispark.geometry.Ring;

/**
 * What a pathologist would have drawn on a tissue slide, in the layers of PAIP2019. Level-0 pixels.
 *
 * @param whole outlines round each tumour with all that lies in it, without holes
 * @param viable outlines of viable tumour; the same as whole plus what lies apart
 * @param notViable necrosis and stroma within viable, to be subtracted; an island of viable tumour
 *     in one of them is keyholed out of its ring
 */
public record SceneTruth(List<Ring> whole, List<Ring> viable, List<Ring> notViable) {

  /** Copies the lists. */
  public SceneTruth {
    whole = List.copyOf(whole);
    viable = List.copyOf(viable);
    notViable = List.copyOf(notViable);
  }

  static SceneTruth of(List<Blob> tumours, List<TumourHole> holes) {
    List<Ring> outlines = tumours.stream().map(Blob::ring).toList();
    List<Ring> negative = new ArrayList<>();
    for (TumourHole hole : holes) {
      Ring outer = hole.outline().ring();
      negative.add(hole.island().map(island -> keyhole(outer, island.ring())).orElse(outer));
    }
    return new SceneTruth(outlines, outlines, negative);
  }

  /** One ring round both: the way from the outer to the inner outline and back cancels. */
  private static Ring keyhole(Ring outer, Ring inner) {
    int first = outer.size() + 1;
    long[] xs = new long[first + inner.size() + 1];
    long[] ys = new long[xs.length];
    for (int k = 0; k < first; k++) {
      xs[k] = outer.xMicroPx(k % outer.size());
      ys[k] = outer.yMicroPx(k % outer.size());
    }
    for (int k = 0; k <= inner.size(); k++) {
      xs[first + k] = inner.xMicroPx(k % inner.size());
      ys[first + k] = inner.yMicroPx(k % inner.size());
    }
    return Ring.ofMicroPx(xs, ys);
  }
}
