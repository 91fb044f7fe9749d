package org.wsispark.slide.synthetic;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wsispark.geometry.TileGrid;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.write.ImageSpec;
import org.wsispark.slide.write.SvsWriter;
import org.wsispark.slide.write.TiffForm;
import org.wsispark.slide.write.TileEncoder;

/**
 * A tissue slide as an AT2 writes it: tiles of 240 px in JPEG RGB 4:4:4 with shared tables, levels
 * of a fourth and a sixteenth, thumbnail, label and macro. The same slide gives the same bytes on
 * any number of threads (private slides also depend on the JDK's sRGB profile).
 *
 * @param scene what the slide shows
 * @param name printed on the label
 * @param secret personal data, put everywhere a scanner or an editor leaves it: both descriptions
 *     and the history in front of their keys, tags 269, 305, 306, 315, 316, 700, 33723, 34675 and a
 *     private one, an Exif directory, the pixels of label and macro, a JPEG comment, and bytes that
 *     no directory names. What is written in ink on the scan is the scene's
 */
public record TissueSlide(TissueScene scene, String name, Optional<PrivateData> secret) {
  static final int TILE_PX = 240;
  static final int QUALITY = 70;

  private static final int THUMBNAIL = 1;
  private static final int LABEL = 4;
  private static final int MACRO = 5;
  private static final int THUMBNAIL_LIMIT_PX = 1024;
  private static final long CLASSIC_LIMIT_PX = 4_000_000_000L;

  /**
   * Writes the slide.
   *
   * @param target the file to make or replace
   * @param threads that paint and encode, at least 1
   */
  public void write(Path target, int threads) {
    TissueSpec spec = scene.spec();
    long pixels = (long) spec.width() * spec.height();
    TiffForm form = pixels > CLASSIC_LIMIT_PX ? TiffForm.BIG : TiffForm.CLASSIC;
    try (SvsWriter writer = SvsWriter.create(target, form, images());
        PyramidPress press = new PyramidPress(writer, scene, levels(), threads, comment())) {
      secret.ifPresent(who -> writer.writeDirectory(AperioText.exif(who)));
      RgbImage thumbnail = press.run(thumbnailFactor());
      RgbImage label = LabelArt.label(labelLines());
      writer.writeAll(THUMBNAIL, thumbnail);
      writer.writeAll(LABEL, label);
      writer.writeAll(MACRO, LabelArt.macro(label, thumbnail));
      secret.ifPresent(who -> writer.writeUnreferenced(leftOver(who)));
      writer.finish();
    }
  }

  private static byte[] leftOver(PrivateData who) {
    String text = "label removed by editor\0%s\0%s\0".formatted(who.patientName(), who.patientId());
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private Optional<String> comment() {
    return secret.map(who -> "scanned by " + who.operator() + " for " + who.physician());
  }

  private List<String> labelLines() {
    return secret
        .map(
            who ->
                List.of(
                    who.accession(),
                    who.patientName(),
                    who.patientId(),
                    who.birthDate(),
                    who.physician(),
                    who.date()))
        .orElse(List.of("SYNTHETIC", name));
  }

  /** The levels' grids. */
  private List<TileGrid> levels() {
    List<TileGrid> levels = new ArrayList<>();
    for (int factor : new int[] {1, 4, 16}) {
      levels.add(
          new TileGrid(
              scene.spec().width() / factor, scene.spec().height() / factor, TILE_PX, TILE_PX));
    }
    return levels;
  }

  private int thumbnailFactor() {
    int longest = Math.max(scene.spec().width(), scene.spec().height());
    return longest / 4 <= THUMBNAIL_LIMIT_PX ? 4 : longest / 16 <= THUMBNAIL_LIMIT_PX ? 16 : 64;
  }

  private List<ImageSpec> images() {
    AperioText text = new AperioText(scene.spec(), QUALITY, secret);
    TileEncoder encoder = TileEncoder.jpegRgb(QUALITY);
    List<TileGrid> levels = levels();
    int thumbnailWidth = scene.spec().width() / thumbnailFactor();
    int thumbnailHeight = scene.spec().height() / thumbnailFactor();
    return List.of(
        ImageSpec.tiled(levels.get(0), encoder, text.base(levels.get(0))).with(text.privateTags()),
        ImageSpec.stripped(
            thumbnailWidth,
            thumbnailHeight,
            16,
            TileEncoder.jpegRgb(80),
            0,
            text.thumbnail(thumbnailWidth, thumbnailHeight)),
        ImageSpec.tiled(levels.get(1), encoder, text.level(levels.get(1))),
        ImageSpec.tiled(levels.get(2), encoder, text.level(levels.get(2))),
        ImageSpec.stripped(
            LabelArt.LABEL_WIDTH_PX,
            LabelArt.LABEL_HEIGHT_PX,
            7,
            TileEncoder.lzw(true),
            1,
            text.associated("label", LabelArt.LABEL_WIDTH_PX, LabelArt.LABEL_HEIGHT_PX)),
        ImageSpec.stripped(
            LabelArt.MACRO_WIDTH_PX,
            LabelArt.MACRO_HEIGHT_PX,
            16,
            TileEncoder.jpegRgb(75),
            9,
            text.associated("macro", LabelArt.MACRO_WIDTH_PX, LabelArt.MACRO_HEIGHT_PX)));
  }
}
