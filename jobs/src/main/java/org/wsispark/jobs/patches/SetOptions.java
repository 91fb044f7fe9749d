package org.wsispark.jobs.patches;

import java.io.Serializable;

/**
 * What tasks need of the options.
 *
 * @param patchSet name of the set
 * @param selector which patches there are
 * @param labels what decides them
 * @param encoder of the images
 * @param digest of the options that decide the rows
 */
record SetOptions(
    String patchSet,
    CellSelector selector,
    LabelOptions labels,
    PatchEncoder encoder,
    String digest)
    implements Serializable {

  static SetOptions of(PatchesOptions options) {
    return new SetOptions(
        options.patchSet(),
        new CellSelector(options.patchGrid()),
        options.labels(),
        options.images().encoder(),
        options.digest());
  }
}
