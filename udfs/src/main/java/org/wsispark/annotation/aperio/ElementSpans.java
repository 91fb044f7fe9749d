package org.wsispark.annotation.aperio;

import java.util.Arrays;

/**
 * Where each element of a document stands, in order of the start tags: 20 bytes an element. Places
 * are units of {@link XmlUnits}.
 */
final class ElementSpans {
  private int[] starts = new int[64];
  private int[] tagEnds = new int[64];
  private int[] ends = new int[64];
  private int[] following = new int[64];
  private String[] names = new String[64];
  private int size;
  private final int[] open = new int[XmlCursor.DEEPEST + 1];
  private final boolean noted;
  private int depth;

  private ElementSpans(boolean noted) {
    this.noted = noted;
  }

  /** For a document whose places are wanted. */
  static ElementSpans noted() {
    return new ElementSpans(true);
  }

  /** Keeps nothing. */
  static ElementSpans none() {
    return new ElementSpans(false);
  }

  void open(String name, int start, int tagEnd) {
    if (!noted) {
      return;
    }
    if (size == starts.length) {
      int more = Math.multiplyExact(size, 2);
      starts = Arrays.copyOf(starts, more);
      tagEnds = Arrays.copyOf(tagEnds, more);
      ends = Arrays.copyOf(ends, more);
      following = Arrays.copyOf(following, more);
      names = Arrays.copyOf(names, more);
    }
    names[size] = name;
    starts[size] = start;
    tagEnds[size] = tagEnd;
    open[depth++] = size++;
  }

  void close(int end) {
    if (!noted) {
      return;
    }
    int element = open[--depth];
    ends[element] = end;
    following[element] = size;
  }

  /** How many elements there are; element 0 is the root. */
  int size() {
    return size;
  }

  String name(int element) {
    return names[element];
  }

  /** The unit of the start tag's angle bracket. */
  int start(int element) {
    return starts[element];
  }

  /** The unit behind the start tag. */
  int tagEnd(int element) {
    return tagEnds[element];
  }

  /** The unit behind the element. */
  int end(int element) {
    return ends[element];
  }

  /** The element's first child, or -1. */
  int firstChild(int element) {
    return element + 1 < following[element] ? element + 1 : -1;
  }

  /** The next child of the same parent, or -1. */
  int nextChild(int parent, int child) {
    return following[child] < following[parent] ? following[child] : -1;
  }

  /** The last child, or -1. */
  int lastChild(int parent) {
    int last = -1;
    for (int child = firstChild(parent); child >= 0; child = nextChild(parent, child)) {
      last = child;
    }
    return last;
  }

  /** The n-th child of a name, or -1. */
  int child(int parent, String name, int n) {
    int seen = 0;
    for (int child = firstChild(parent); child >= 0; child = nextChild(parent, child)) {
      if (names[child].equals(name) && seen++ == n) {
        return child;
      }
    }
    return -1;
  }

  /** The n-th grandchild of a name inside children of another name, or -1. */
  int grandchild(int parent, String middle, String name, int n) {
    int left = n;
    for (int child = firstChild(parent); child >= 0; child = nextChild(parent, child)) {
      if (names[child].equals(middle)) {
        for (int inner = firstChild(child); inner >= 0; inner = nextChild(child, inner)) {
          if (names[inner].equals(name) && left-- == 0) {
            return inner;
          }
        }
      }
    }
    return -1;
  }
}
