package org.wsispark.jobs.dataset;

/**
 * The size of a split.
 *
 * @param slides in it
 * @param patients known ones of them
 * @param patches of the slides
 */
public record SplitCount(long slides, long patients, long patches) {}
