package org.wsispark.jobs.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.wsispark.slide.ByteRange;
import org.wsispark.slide.ByteSource;
import org.wsispark.slide.tiff.TiffDirectory;
import org.wsispark.slide.tiff.TiffField;
import org.wsispark.slide.tiff.TiffFile;

/** Which bytes of a slide are its header, directories and values of tags: everything but tiles. */
final class StructureBytes {
  private final List<ByteRange> ranges;
  private final long count;

  private StructureBytes(List<ByteRange> ranges) {
    this.ranges = ranges;
    this.count = ranges.stream().mapToLong(ByteRange::length).sum();
  }

  static StructureBytes of(ByteSource sound) {
    TiffFile file = TiffFile.read(sound);
    List<ByteRange> ranges = new ArrayList<>();
    ranges.add(new ByteRange(0, file.isBig() ? 16 : 8));
    int around = file.isBig() ? 16 : 6;
    int entry = file.isBig() ? 20 : 12;
    for (TiffDirectory directory : file.directories()) {
      int entries = directory.fields().size();
      ranges.add(new ByteRange(directory.offset(), around + entry * entries));
      for (TiffField field : directory.fields()) {
        if (field.bytes() > (file.isBig() ? 8 : 4)) {
          ranges.add(new ByteRange(field.offset(), (int) field.bytes()));
        }
      }
    }
    return new StructureBytes(ranges);
  }

  /** How many they are. */
  long count() {
    return count;
  }

  /** Offset in the file of the k-th of them. */
  long offset(long k) {
    long left = k;
    for (ByteRange range : ranges) {
      if (left < range.length()) {
        return range.offset() + left;
      }
      left -= range.length();
    }
    throw new IndexOutOfBoundsException(k + " of " + count + " bytes");
  }
}
