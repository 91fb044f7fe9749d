package org.wsispark.annotation.aperio;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wsispark.annotation.Region;
import org.wsispark.annotation.RegionMeasures;
import org.wsispark.geometry.Mpp;

/**
 * The fields that a file derives from other fields. A document holds them only where a file says
 * something else, so a changed outline cannot keep an old area, and what a file says is not lost.
 */
final class StoredMeasures {
  static final List<String> NAMES = List.of("Length", "Area", "LengthMicrons", "AreaMicrons");
  static final String RESOLUTION = "MicronsPerPixel";
  private static final int PLACES = 6;

  private StoredMeasures() {}

  /** Length and area, and their twins in microns where the resolution is known. */
  static Map<String, String> of(Region region, Optional<Mpp> mpp) {
    return of(RegionMeasures.of(region), mpp);
  }

  static Map<String, String> of(RegionMeasures measures, Optional<Mpp> mpp) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("Length", RegionMeasures.text(measures.lengthPx()));
    fields.put("Area", RegionMeasures.text(measures.areaPx()));
    if (mpp.isPresent()) {
      fields.put("LengthMicrons", RegionMeasures.text(measures.lengthUm(mpp.get())));
      fields.put("AreaMicrons", RegionMeasures.text(measures.areaUm2(mpp.get())));
    }
    return fields;
  }

  /** The resolution with at least six places. */
  static String text(Mpp mpp) {
    BigDecimal value = BigDecimal.valueOf(mpp.umPerPx());
    return value.setScale(Math.max(PLACES, value.scale())).toPlainString();
  }
}
