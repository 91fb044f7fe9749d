package org.wsispark.slide.write;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lays out one directory: entries sorted by tag, then the values that do not fit into an entry, as
 * AT2 files have them.
 */
final class TiffDirectory {
  private static final int SUB_IFDS = 330;

  private final TiffForm form;
  private final List<TiffTag> tags;

  /** A directory of the chain and those that it names. */
  record Family(List<TiffTag> parent, List<List<TiffTag>> children) {}

  TiffDirectory(TiffForm form, List<TiffTag> tags) {
    this.form = form;
    this.tags = tags.stream().sorted(Comparator.comparingInt(TiffTag::id)).toList();
  }

  /**
   * The bytes of a chain of directories, each followed by those it names, from {@code first} on.
   */
  static List<byte[]> chain(TiffForm form, long first, List<Family> families) {
    List<byte[]> all = new ArrayList<>();
    long position = first;
    for (int k = 0; k < families.size(); k++) {
      List<TiffDirectory> children =
          families.get(k).children().stream().map(tags -> new TiffDirectory(form, tags)).toList();
      // How long it is does not depend on where its children lie.
      long[] places = new long[children.size()];
      long end = position + parent(form, families.get(k), places).byteCount();
      for (int child = 0; child < places.length; child++) {
        places[child] = end;
        end += children.get(child).byteCount();
      }
      long next = k + 1 < families.size() ? end : 0;
      all.add(parent(form, families.get(k), places).bytes(position, next));
      for (int child = 0; child < places.length; child++) {
        all.add(children.get(child).bytes(places[child], 0));
      }
      position = end;
    }
    return all;
  }

  private static TiffDirectory parent(TiffForm form, Family family, long[] places) {
    List<TiffTag> tags = new ArrayList<>(family.parent());
    if (places.length > 0) {
      tags.add(TiffTag.offsets(SUB_IFDS, form, places));
    }
    return new TiffDirectory(form, tags);
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
