package org.wsispark.testkit.property;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.wsispark.geometry.Ring;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RgbImage;

/** Values as a person can write them down again, where toString only tells their size. */
final class ValueText {
  /** Characters that are shown of a value at most. */
  static final int LONGEST = 4_000;

  private ValueText() {}

  static String of(Object value) {
    return of(value, LONGEST);
  }

  static String of(Object value, int longest) {
    String text = whole(value);
    return text.length() <= longest ? text : text.substring(0, longest) + "... cut off";
  }

  private static String whole(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(ValueText::of).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Gen.Pair<?, ?> pair) {
      return "(" + of(pair.first()) + ", " + of(pair.second()) + ")";
    }
    if (value instanceof BitMask mask) {
      return mask + "\n" + rows(mask);
    }
    if (value instanceof Ring ring) {
      return IntStream.range(0, ring.size())
          .mapToObj(k -> ring.xMicroPx(k) + " " + ring.yMicroPx(k))
          .collect(Collectors.joining(", ", "Ring in micro-pixels (", ")"));
    }
    if (value instanceof RgbImage image) {
      return image + " " + of(image.rgb());
    }
    return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value);
  }

  private static String rows(BitMask mask) {
    return IntStream.range(0, mask.height())
        .mapToObj(
            y ->
                IntStream.range(0, mask.width())
                    .mapToObj(x -> mask.get(x, y) ? "#" : ".")
                    .collect(Collectors.joining()))
        .collect(Collectors.joining("\n"));
  }
}
