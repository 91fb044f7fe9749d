package org.wsispark.slide.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.ByteSource;
import org.wsispark.slide.SlideError;

/** The chain of directories of a TIFF file, and the directories that those name as theirs. */
public final class TiffFile {
  private static final int CLASSIC = 42;
  private static final int BIG = 43;

  private final ByteSource source;
  private final ByteOrder order;
  private final boolean big;
  private final List<TiffDirectory> directories = new ArrayList<>();
  private final List<List<TiffDirectory>> subDirectories = new ArrayList<>();
  private final Set<Long> seen = new HashSet<>();
  private int count;

  private TiffFile(ByteSource source, ByteOrder order, boolean big) {
    this.source = source;
    this.order = order;
    this.big = big;
  }

  /**
   * Whether the first bytes are those of a TIFF file, of any version.
   *
   * @param head the first bytes of a file
   * @return true for the byte-order mark of either order
   */
  public static boolean isTiff(byte[] head) {
    return head.length >= 4 && byteOrder(head) != null && plausibleVersion(head);
  }

  private static ByteOrder byteOrder(byte[] head) {
    if (head[0] == 'I' && head[1] == 'I') {
      return ByteOrder.LITTLE_ENDIAN;
    }
    return head[0] == 'M' && head[1] == 'M' ? ByteOrder.BIG_ENDIAN : null;
  }

  /** Text can start with II or MM too; its next two bytes are then no small number. */
  private static boolean plausibleVersion(byte[] head) {
    int high = byteOrder(head) == ByteOrder.BIG_ENDIAN ? head[2] : head[3];
    return high >= 0 && high < ' ';
  }

  /**
   * Reads all directories.
   *
   * @param source of the file; stays the caller's to close
   * @return the file
   * @throws WsiException {@link SlideError#UNRECOGNISED}, {@link SlideError#BAD_HEADER}, {@link
   *     SlideError#BAD_OFFSET}, {@link SlideError#LOOP}, {@link SlideError#LIMIT}; as {@link
   *     ByteSource#read(long, int)}
   */
  public static TiffFile read(ByteSource source) {
    byte[] head = source.read(0, (int) Math.min(16, source.size()));
    if (!isTiff(head)) {
      throw WsiException.of(SlideError.UNRECOGNISED, "the file does not start as a TIFF file does")
          .inSlide(source.name());
    }
    ByteBuffer header = ByteBuffer.wrap(head).order(byteOrder(head));
    int version = Short.toUnsignedInt(header.getShort(2));
    boolean big = version == BIG;
    if (version != CLASSIC && !big) {
      throw badHeader(source, "version " + version + " at offset 2, TIFF has 42 or 43");
    }
    if (head.length < (big ? 16 : 8)) {
      throw badHeader(source, "the file ends inside its header, after " + head.length + " bytes");
    }
    if (big && (header.getShort(4) != 8 || header.getShort(6) != 0)) {
      throw badHeader(
          source, "BigTIFF with offsets of " + header.getShort(4) + " bytes at offset 4, not 8");
    }
    TiffFile file = new TiffFile(source, header.order(), big);
    file.follow(big ? header.getLong(8) : Integer.toUnsignedLong(header.getInt(4)));
    return file;
  }

  private static WsiException badHeader(ByteSource source, String problem) {
    return WsiException.of(SlideError.BAD_HEADER, "%s", problem)
        .inSlide(source.name())
        .at("header");
  }

  private void follow(long first) {
    if (first == 0) {
      throw badHeader(
          source, "no first directory: its offset, at offset " + (big ? 8 : 4) + ", is 0");
    }
    for (long offset = first; offset != 0; ) {
      int index = directories.size();
      Read read = readDirectory(index, "IFD " + index, offset);
      directories.add(read.directory);
      offset = read.next;
    }
    for (TiffDirectory directory : directories) {
      subDirectories.add(followSubs(directory));
    }
  }

  /** The directories that one names besides the chain; where those lead on to is not followed. */
  private List<TiffDirectory> followSubs(TiffDirectory directory) {
    List<TiffDirectory> subs = new ArrayList<>();
    if (directory.count(TiffTag.SUB_IFDS) > TiffLimits.DIRECTORIES) {
      throw directory.defect(
          SlideError.LIMIT,
          TiffTag.SUB_IFDS,
          directory.count(TiffTag.SUB_IFDS) + " directories, at most " + TiffLimits.DIRECTORIES);
    }
    for (long offset : directory.numbers(TiffTag.SUB_IFDS)) {
      // Some writers put 0 for none, and some chain what the tag lists besides.
      if (offset != 0) {
        String place = directory.place() + ", sub-IFD " + subs.size();
        subs.add(readDirectory(directory.index(), place, offset).directory);
      }
    }
    return subs;
  }

  /** A directory, and the offset of the next one in its chain. */
  private record Read(TiffDirectory directory, long next) {}

  /**
   * Directories begin at even offsets by TIFF 6.0, but libtiff writes BigTIFF without that, so only
   * one that makes no sense besides is called misplaced.
   */
  private Read readDirectory(int index, String place, long offset) {
    checkFresh(place, offset);
    try {
      return parseDirectory(index, place, offset);
    } catch (WsiException e) {
      boolean ofTag = !e.place().equals(Optional.of(place));
      if ((offset & 1) == 0 || ofTag) {
        throw e;
      }
      String at = Long.toUnsignedString(offset);
      throw defect(
              SlideError.BAD_OFFSET,
              place,
              "no directory begins at the odd offset " + at + ": " + e.problem())
          .causedBy(e);
    }
  }

  private void checkFresh(String place, long offset) {
    if (!seen.add(offset)) {
      throw defect(SlideError.LOOP, place, "leads back to the directory at offset " + offset);
    }
    if (count++ == TiffLimits.DIRECTORIES) {
      throw defect(
          SlideError.LIMIT,
          place,
          "more than %d directories, the next at offset %s"
              .formatted(TiffLimits.DIRECTORIES, Long.toUnsignedString(offset)));
    }
    if (offset < (big ? 16 : 8)) {
      throw defect(SlideError.BAD_OFFSET, place, "lies in the header, at offset " + offset);
    }
  }

  private Read parseDirectory(int index, String place, long offset) {
    int countBytes = big ? 8 : 2;
    int entryBytes = big ? 20 : 12;
    int nextBytes = big ? 8 : 4;
    ByteBuffer head = at(place, offset, countBytes);
    long tags = big ? head.getLong(0) : Short.toUnsignedInt(head.getShort(0));
    if (tags < 1 || tags > TiffLimits.TAGS) {
      throw defect(
          SlideError.LIMIT,
          place,
          "%s tags at offset %d, from 1 to %d are read"
              .formatted(Long.toUnsignedString(tags), offset, TiffLimits.TAGS));
    }
    long entries = offset + countBytes;
    ByteBuffer body = at(place, entries, (int) tags * entryBytes + nextBytes);
    TreeMap<Integer, TiffField> fields = new TreeMap<>();
    for (int k = 0; k < tags; k++) {
      TiffField field = field(place, body, k * entryBytes, entries);
      if (field != null) {
        fields.putIfAbsent(field.tag(), field);
      }
    }
    int end = (int) tags * entryBytes;
    return new Read(
        new TiffDirectory(source, order, index, place, offset, fields),
        big ? body.getLong(end) : Integer.toUnsignedLong(body.getInt(end)));
  }

  /** One entry; null for a type that TIFF does not define, whose size nobody can know. */
  private TiffField field(String directory, ByteBuffer body, int at, long entries) {
    int tag = Short.toUnsignedInt(body.getShort(at));
    TiffType type = TiffType.of(Short.toUnsignedInt(body.getShort(at + 2))).orElse(null);
    if (type == null) {
      return null;
    }
    long count = big ? body.getLong(at + 4) : Integer.toUnsignedLong(body.getInt(at + 4));
    String place = "%s, tag %d at offset %d".formatted(directory, tag, entries + at);
    if (count < 0 || count > source.size() / type.bytes()) {
      throw WsiException.of(
              SlideError.BAD_OFFSET,
              "%s values of %d bytes are more than the file holds (%d bytes)",
              Long.toUnsignedString(count),
              type.bytes(),
              source.size())
          .inSlide(source.name())
          .at(place);
    }
    int inlineBytes = big ? 8 : 4;
    int valueAt = at + (big ? 12 : 8);
    if (count * type.bytes() <= inlineBytes) {
      return new TiffField(tag, type, count, entries + valueAt);
    }
    long offset = big ? body.getLong(valueAt) : Integer.toUnsignedLong(body.getInt(valueAt));
    TiffField field = new TiffField(tag, type, count, offset);
    try {
      source.checkRange(offset, field.bytes());
    } catch (WsiException e) {
      throw e.at(place);
    }
    return field;
  }

  private ByteBuffer at(String place, long offset, int length) {
    try {
      return ByteBuffer.wrap(source.read(offset, length)).order(order);
    } catch (WsiException e) {
      throw e.at(place);
    }
  }

  private WsiException defect(SlideError code, String place, String problem) {
    return WsiException.of(code, "%s", problem).inSlide(source.name()).at(place);
  }

  /**
   * The directories in the order of the chain.
   *
   * @return at least one
   */
  public List<TiffDirectory> directories() {
    return List.copyOf(directories);
  }

  /**
   * The directories that belong to one of the chain (tag 330), such as the coarser levels of an
   * OME-TIFF.
   *
   * @param index of the directory in the chain, from 0
   * @return in the order of the tag; empty for most
   */
  public List<TiffDirectory> subDirectories(int index) {
    return List.copyOf(subDirectories.get(index));
  }

  /**
   * Whether offsets have 64 bits.
   *
   * @return true for BigTIFF
   */
  public boolean isBig() {
    return big;
  }

  /**
   * The byte order of the structure.
   *
   * @return little or big endian
   */
  public ByteOrder order() {
    return order;
  }
}
