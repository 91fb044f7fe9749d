package org.wsispark.jobs.patches;

import java.io.Serializable;
import java.util.List;
import org.wsispark.jobs.io.ClassChoice;
import org.wsispark.patch.Resolution;
import org.wsispark.patch.SetCuts;

/**
 * What tasks need of the options, the class file read once.
 *
 * @param patchSet name of the set
 * @param selector which patches there are
 * @param labels what decides them
 * @param classes which layer is which class; null when layers are the classes
 * @param encoder of the images
 * @param contexts resolutions at which patches have their surroundings
 * @param digest of the options that decide the rows
 */
record SetOptions(
    String patchSet,
    CellSelector selector,
    LabelOptions labels,
    ClassChoice classes,
    PatchEncoder encoder,
    List<Resolution> contexts,
    String digest)
    implements Serializable {

  static SetOptions of(PatchesOptions options) {
    ClassChoice classes = options.labels().classChoice();
    return new SetOptions(
        options.patchSet(),
        CellSelector.of(options, classes),
        options.labels(),
        classes,
        options.images().encoder(),
        options.contexts(),
        options.digest(classes));
  }

  /** The same within the balance of a set. */
  SetOptions within(SetCuts cuts) {
    return new SetOptions(
        patchSet, selector.within(cuts), labels, classes, encoder, contexts, digest);
  }
}
