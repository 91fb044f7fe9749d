package org.wsispark.jobs.synth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.NamedAttribute;
import org.wsispark.annotation.Region;
import org.wsispark.annotation.RegionType;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.Ring;
import org.wsispark.slide.synthetic.PrivateData;
import org.wsispark.slide.synthetic.SceneTruth;
import org.wsispark.slide.synthetic.TissueSpec;

/** The truth as a pathologist's document in the layers of PAIP2019. */
final class TruthDocument {
  private static final int YELLOW = Layer.lineColor(255, 255, 0);

  private TruthDocument() {}

  /**
   * The document.
   *
   * @param truth outlines
   * @param secret whom the layers' descriptions name, when the cohort is to carry personal data
   */
  static AnnotationDocument of(SceneTruth truth, Optional<PrivateData> secret) {
    Layer whole = Layer.drawn(1, "whole tumour", YELLOW, regions(truth.whole(), List.of()));
    Layer viable =
        Layer.drawn(2, "viable tumour", Layer.GREEN, regions(truth.viable(), truth.notViable()));
    return new AnnotationDocument(
        Optional.of(new Mpp(TissueSpec.UM_PER_PX)),
        Stream.of(whole, viable).map(layer -> described(layer, secret)).toList());
  }

  private static Layer described(Layer layer, Optional<PrivateData> secret) {
    if (secret.isEmpty()) {
      return layer;
    }
    String text =
        "%s %s, drawn by %s on %s"
            .formatted(
                secret.get().accession(),
                secret.get().patientName(),
                secret.get().operator(),
                secret.get().date());
    return new Layer(
        layer.id(),
        layer.name(),
        layer.type(),
        layer.lineColor(),
        layer.fields(),
        List.of(new NamedAttribute("Description", "0", text)),
        layer.headers(),
        layer.regions(),
        layer.foreign());
  }

  private static List<Region> regions(List<Ring> positive, List<Ring> negative) {
    List<Region> regions = new ArrayList<>();
    for (Ring ring : positive) {
      regions.add(Region.drawn(regions.size() + 1, RegionType.FREEHAND, false, ring, ""));
    }
    for (Ring ring : negative) {
      regions.add(Region.drawn(regions.size() + 1, RegionType.FREEHAND, true, ring, ""));
    }
    return regions;
  }
}
