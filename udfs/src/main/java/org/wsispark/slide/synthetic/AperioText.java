package org.wsispark.slide.synthetic;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.wsispark.geometry.TileGrid;
import org.wsispark.slide.write.TiffForm;
import org.wsispark.slide.write.TiffTag;

/** The descriptions and further fields that an AT2 puts into its directories. */
final class AperioText {
  private static final String LIBRARY = "Aperio Image Library v11.2.1 ";

  private final TissueSpec spec;
  private final int quality;
  private final Optional<PrivateData> secret;

  AperioText(TissueSpec spec, int quality, Optional<PrivateData> secret) {
    this.spec = spec;
    this.quality = quality;
    this.secret = secret;
  }

  String base(TileGrid grid) {
    return "%s\r\n%s%s%s".formatted(LIBRARY, geometry(grid), history(), keys());
  }

  String level(TileGrid grid) {
    return "%s\r\n%s -> %dx%d JPEG/RGB Q=%d"
        .formatted(
            LIBRARY,
            geometry(grid).replace(" JPEG/RGB Q=" + quality, ""),
            grid.imageWidth(),
            grid.imageHeight(),
            quality);
  }

  String thumbnail(int width, int height) {
    return "%s\n%dx%d -> %dx%d - %s%s"
        .formatted(LIBRARY, spec.width(), spec.height(), width, height, history(), keys());
  }

  String associated(String name, int width, int height) {
    return "%s\n%s %dx%d".formatted(LIBRARY, name, width, height);
  }

  /** The tags besides the description that carry personal data, none when there is none. */
  List<TiffTag> privateTags() {
    if (secret.isEmpty()) {
      return List.of();
    }
    PrivateData who = secret.get();
    String xmp =
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><dc:creator xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
            + who.operator()
            + "</dc:creator><dc:title>"
            + who.patientName()
            + "</dc:title></x:xmpmeta>";
    return List.of(
        TiffTag.ascii(269, who.fileName() + ".svs"),
        TiffTag.ascii(305, "ImageServer " + who.scanner()),
        TiffTag.ascii(306, date(who) + " " + who.time()),
        TiffTag.ascii(315, who.operator()),
        TiffTag.ascii(316, who.scanner()),
        TiffTag.undefined(700, bytes(xmp)),
        TiffTag.undefined(33723, bytes("\u001c\u0002\u0050" + who.patientName())),
        TiffTag.undefined(34675, IccWithDate.of(who)),
        TiffTag.longs(34665, TiffForm.BODY),
        TiffTag.ascii(65001, who.patientId() + " " + who.birthDate()));
  }

  /** The Exif directory; it must be the first thing after the header, where tag 34665 points. */
  static List<TiffTag> exif(PrivateData who) {
    return List.of(
        TiffTag.ascii(36867, date(who) + " " + who.time()),
        TiffTag.undefined(37510, bytes("ASCII\0\0\0seen by " + who.physician())),
        TiffTag.ascii(42033, who.scanner()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String date(PrivateData who) {
    String[] parts = who.date().split("/", -1);
    return "20" + parts[2] + ":" + parts[0] + ":" + parts[1];
  }

  private String geometry(TileGrid grid) {
    return "%dx%d [0,0 %dx%d] (%dx%d) JPEG/RGB Q=%d"
        .formatted(
            spec.width(),
            spec.height(),
            spec.width(),
            spec.height(),
            grid.tileWidth(),
            grid.tileHeight(),
            quality);
  }

  /** What a re-export joins in front of the keys: the first export's line, with its file's name. */
  private String history() {
    return secret
        .map(
            who ->
                ";Aperio Image Library v10.0.51\r\n%dx%d %s (256x256) JPEG/RGB Q=%d"
                    .formatted(spec.width(), spec.height(), who.fileName(), quality))
        .orElse("");
  }

  private String keys() {
    List<String> keys = new ArrayList<>();
    keys.add("AppMag = 20");
    keys.add("StripeWidth = 2040");
    secret.ifPresentOrElse(
        who -> keys.addAll(personal(who)),
        () -> keys.addAll(List.of("ScanScope ID = SYNTHETIC", "Filename = synthetic")));
    keys.add("Parmset = USM Filter");
    keys.add(String.format(Locale.ROOT, "MPP = %.4f", TissueSpec.UM_PER_PX));
    keys.add("Left = 25.691574");
    keys.add("Top = 23.449873");
    keys.add("LineCameraSkew = -0.000424");
    keys.add("LineAreaXOffset = 0.019265");
    keys.add("LineAreaYOffset = -0.000313");
    keys.add("Focus Offset = 0.000000");
    keys.add("OriginalWidth = " + spec.width());
    keys.add("Originalheight = " + spec.height());
    keys.add("Filtered = 5");
    return "|" + String.join("|", keys);
  }

  private static List<String> personal(PrivateData who) {
    return List.of(
        "ScanScope ID = " + who.scanner(),
        "Filename = " + who.fileName(),
        "Title = " + who.patientName() + " " + who.birthDate(),
        "Date = " + who.date(),
        "Time = " + who.time(),
        "Time Zone = GMT-05:00",
        "User = " + who.user(),
        "Barcode = " + who.accession(),
        "Accession = " + who.accession(),
        "Patient = " + who.patientId(),
        "CustomField.Physician = " + who.physician(),
        "CustomField.Operator = " + who.operator(),
        "Rack = 2",
        "Slide = 4",
        "ImageID = " + who.accession().replace("-", "").replace("S", ""),
        "DSR ID = " + who.scanner().toLowerCase(Locale.ROOT));
  }
}
