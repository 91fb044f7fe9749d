package org.wsispark.jobs.patches;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.jobs.io.SlideRow;
import org.wsispark.pixel.Artefact;
import org.wsispark.pixel.TissueMask;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RunLength;

/**
 * A slide of a batch, small enough to travel: its tissue stays run-length coded and its annotation
 * unparsed until they are used.
 *
 * @param row the slide
 * @param mask run-length tissue mask
 * @param maskDownsample level-0 px per mask px
 * @param maskMpp um per px of the mask
 * @param artefacts run-length masks of its size by the names of the artefacts
 * @param split of its patient, or null
 * @param documentId the annotation that labels it, or null
 * @param document its bytes, or null
 * @param made its patches when the set has its images already, or null
 * @param wantImages false when the set has its images already
 * @param wantLabels false when the set has its labels already
 */
@SuppressWarnings("ArrayRecordComponent")
record PatchSlide(
    SlideRow row,
    byte[] mask,
    Downsample maskDownsample,
    double maskMpp,
    Map<String, byte[]> artefacts,
    String split,
    String documentId,
    byte[] document,
    MadePatches made,
    boolean wantImages,
    boolean wantLabels)
    implements Serializable {

  String slideId() {
    return row.slideId();
  }

  /** As if the set had none of its patches. */
  PatchSlide anew() {
    return new PatchSlide(
        row,
        mask,
        maskDownsample,
        maskMpp,
        artefacts,
        split,
        documentId,
        document,
        null,
        wantImages,
        wantLabels);
  }

  Map<Artefact, BitMask> artefactMasks() {
    Map<Artefact, BitMask> masks = new EnumMap<>(Artefact.class);
    for (Artefact artefact : Artefact.values()) {
      byte[] coded = artefacts.get(artefact.text());
      if (coded != null) {
        masks.put(artefact, RunLength.decode(coded));
      }
    }
    return masks;
  }

  TissueMask tissue() {
    return new TissueMask(RunLength.decode(mask), maskDownsample, new Mpp(maskMpp));
  }
}
