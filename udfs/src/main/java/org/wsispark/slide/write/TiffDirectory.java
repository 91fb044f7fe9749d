package org.wsispark.slide.write;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;

/**
 * Lays out one directory: entries sorted by tag, then the values that do not fit into an entry, as
 * AT2 files have them.
 */
final class TiffDirectory {
  private final TiffForm form;
  private final List<TiffTag> tags;

  TiffDirectory(TiffForm form, List<TiffTag> tags) {
    this.form = form;
    this.tags = tags.stream().sorted(Comparator.comparingInt(TiffTag::id)).toList();
  }

  /** Bytes of entries and values together; even, so that the next directory starts even. */
  int byteCount() {
    int sum = headBytes();
    for (TiffTag tag : tags) {
      sum += outside(tag) ? even(tag.byteCount()) : 0;
    }
    return sum;
  }

  /**
   * The directory's bytes.
   *
   * @param offset where it will lie in the file, even
   * @param next where the next directory will lie, 0 for none
   */
  byte[] bytes(long offset, long next) {
    ByteBuffer out = ByteBuffer.allocate(byteCount()).order(form.order());
    int value = headBytes();
    if (form.big()) {
      out.putLong(tags.size());
    } else {
      out.putShort((short) tags.size());
    }
    for (TiffTag tag : tags) {
      out.putShort((short) tag.id()).putShort((short) tag.typeCode());
      putOffset(out, tag.count());
      int field = out.position();
      if (outside(tag)) {
        putOffset(out, offset + value);
        tag.put(out.slice(value, tag.byteCount()).order(form.order()));
        value += even(tag.byteCount());
      } else {
        tag.put(out);
      }
      out.position(field + offsetBytes());
    }
    putOffset(out, next);
    return out.array();
  }

  private void putOffset(ByteBuffer out, long value) {
    if (form.big()) {
      out.putLong(value);
    } else {
      out.putInt((int) value);
    }
  }

  private boolean outside(TiffTag tag) {
    return tag.byteCount() > offsetBytes();
  }

  private int offsetBytes() {
    return form.big() ? 8 : 4;
  }

  private int headBytes() {
    return form.big() ? 8 + 20 * tags.size() + 8 : even(2 + 12 * tags.size() + 4);
  }

  private static int even(int bytes) {
    return bytes + (bytes & 1);
  }
}
