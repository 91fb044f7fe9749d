package org.wsispark.patch;

/**
 * Where cells start and end along one axis of a frame.
 *
 * @param length of the frame, at least 1
 * @param size of a cell
 * @param stride from one cell to the next
 * @param edge what becomes of a cell that reaches over the end
 */
record CellAxis(int length, int size, int stride, EdgePolicy edge) {

  /** How many cells there are. One that would show nothing that the others do not is none. */
  int count() {
    if (length < size) {
      return edge == EdgePolicy.CLIP || edge == EdgePolicy.PAD ? 1 : 0;
    }
    int whole = (length - size) / stride + 1;
    if (edge == EdgePolicy.DROP) {
      return whole;
    }
    long nextStart = (long) whole * stride;
    boolean ended = nextStart - stride + size == length;
    // Where cells stand apart, the rest may end before the next one starts.
    return ended || nextStart >= length ? whole : whole + 1;
  }

  int start(int cell) {
    int start = cell * stride;
    return edge == EdgePolicy.SHIFT ? Math.min(start, length - size) : start;
  }

  int end(int cell) {
    int end = start(cell) + size;
    return edge == EdgePolicy.CLIP ? Math.min(end, length) : end;
  }
}
