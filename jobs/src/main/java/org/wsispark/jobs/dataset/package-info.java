/**
 * Data sets for training: {@code freeze} keeps a patch set as it is now in a folder of plain files
 * that no maintenance of the lake's tables can reach, {@code check} holds such a folder against its
 * record, {@code diff} says what changed between two.
 */
package org.wsispark.jobs.dataset;
