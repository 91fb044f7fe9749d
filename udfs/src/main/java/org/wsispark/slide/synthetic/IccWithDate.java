package org.wsispark.slide.synthetic;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The sRGB profile with the scan's date and the scanner's number in its header (ICC.1, 7.2). */
final class IccWithDate {
  private static final int DATE = 24;
  private static final int DEVICE_MODEL = 52;

  private IccWithDate() {}

  static byte[] of(PrivateData who) {
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    ByteBuffer header = ByteBuffer.wrap(profile);
    header.position(DATE);
    String[] date = who.date().split("/", -1);
    String[] time = who.time().split(":", -1);
    header.putShort((short) (2000 + Integer.parseInt(date[2])));
    header.putShort(Short.parseShort(date[0])).putShort(Short.parseShort(date[1]));
    for (String part : time) {
      header.putShort(Short.parseShort(part));
    }
    header.position(DEVICE_MODEL);
    header.put(Arrays.copyOf(who.scanner().getBytes(StandardCharsets.US_ASCII), 4));
    return profile;
  }
}
