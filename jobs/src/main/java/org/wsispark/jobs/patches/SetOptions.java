package org.wsispark.jobs.patches;

import java.io.Serializable;
import org.wsispark.jobs.io.ClassChoice;

/**
 * What tasks need of the options, the class file read once.
 *
 * @param patchSet name of the set
 * @param selector which patches there are
 * @param labels what decides them
 * @param classes which layer is which class; null when layers are the classes
 * @param encoder of the images
 * @param digest of the options that decide the rows
 */
record SetOptions(
    String patchSet,
    CellSelector selector,
    LabelOptions labels,
    ClassChoice classes,
    PatchEncoder encoder,
    String digest)
    implements Serializable {

  static SetOptions of(PatchesOptions options) {
    ClassChoice classes = options.labels().classChoice();
    return new SetOptions(
        options.patchSet(),
        CellSelector.of(options),
        options.labels(),
        classes,
        options.images().encoder(),
        options.digest(classes));
  }
}
