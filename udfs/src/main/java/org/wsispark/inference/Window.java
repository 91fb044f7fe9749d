package org.wsispark.inference;

import java.io.Serializable;

/**
 * One window of a {@link WindowGrid}, named by the cell of strides that it is centred on.
 *
 * @param column of the cell, from 0 at the left edge of the frame
 * @param row of the cell, from 0 at the top edge of the frame
 */
public record Window(int column, int row) implements Serializable {}
