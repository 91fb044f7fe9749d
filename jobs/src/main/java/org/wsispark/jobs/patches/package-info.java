/**
 * The job {@code patches}: slides into patch data sets, pixels in {@code patch_images} and what
 * they show in {@code patch_labels}, under the same keys.
 *
 * <p>Slides are worked off in batches. Of each batch the wanted patches are chosen from the tissue
 * masks, the work is planned from the catalogue alone, pixels and labels are made in tasks, and
 * only then is it known which slides failed anywhere. The rows of the others are committed, images
 * before labels; a slide that failed in any of its tasks leaves no row and one line in quarantine.
 * A run that was killed between two commits goes on where it stopped, slide by slide, because a
 * slide's images are in one commit and so are its labels.
 */
package org.wsispark.jobs.patches;
