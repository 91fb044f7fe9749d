package org.wsispark.jobs.predict;

import java.io.Serializable;

/**
 * One block to predict.
 *
 * @param slideId the slide
 * @param block its number in the slide's BlockGrid
 * @param windows how many of its windows have tissue
 */
record BlockWork(String slideId, int block, int windows) implements Serializable {}
