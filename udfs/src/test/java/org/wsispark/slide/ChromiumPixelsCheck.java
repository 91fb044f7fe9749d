package org.wsispark.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wsispark.testkit.pixels.PixelAssertions.assertThatPixels;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.raster.RgbImage;
import org.wsispark.testkit.slide.SlideVariant;

/**
 * Tiles handed out as JPEG streams, decoded by a browser. It needs one, so it is run by its name:
 * {@code mvn -pl udfs test -Dtest=ChromiumPixelsCheck -Dwsispark.chromium=/usr/bin/chromium}.
 */
class ChromiumPixelsCheck {
  private static final List<TileGrid> LEVELS = List.of(new TileGrid(200, 180, 128, 112));

  private static final String SCRIPT =
      """
      <script>
      const shown = image => {
        const canvas = document.createElement('canvas');
        canvas.width = image.naturalWidth;
        canvas.height = image.naturalHeight;
        const context = canvas.getContext('2d', {willReadFrequently: true});
        context.drawImage(image, 0, 0);
        const rgba = context.getImageData(0, 0, canvas.width, canvas.height).data;
        let text = '';
        for (const value of rgba) text += String.fromCharCode(value);
        return btoa(text);
      };
      onload = () => {
        for (const image of [...document.images]) {
          const line = document.createElement('p');
          line.textContent = 'pixels:' + shown(image) + ';';
          document.body.append(line);
        }
      };
      </script>
      """;

  @TempDir Path folder;

  private static String chromium() {
    String path = System.getProperty("wsispark.chromium");
    assertThat(path).as("system property wsispark.chromium, the browser to ask").isNotNull();
    return path;
  }

  /** What the browser paints for each stream. */
  private List<byte[]> paint(List<EncodedTile> tiles) throws IOException, InterruptedException {
    StringBuilder html = new StringBuilder("<!doctype html><body>");
    for (EncodedTile tile : tiles) {
      html.append("<img src=\"data:image/jpeg;base64,")
          .append(Base64.getEncoder().encodeToString(tile.jpeg()))
          .append("\">");
    }
    Path page = Files.writeString(folder.resolve("page.html"), html + SCRIPT);
    Path dom = folder.resolve("dom.html");
    Path log = folder.resolve("chromium.log");
    Process process =
        new ProcessBuilder(
                chromium(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + folder.resolve("profile"),
                "--virtual-time-budget=60000",
                "--dump-dom",
                page.toUri().toString())
            .redirectError(log.toFile())
            .redirectOutput(dom.toFile())
            .start();
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("the browser ended").isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    List<byte[]> painted = new ArrayList<>();
    Matcher pixels =
        Pattern.compile("pixels:([A-Za-z0-9+/=]+);")
            .matcher(Files.readString(dom, StandardCharsets.UTF_8));
    while (pixels.find()) {
      painted.add(Base64.getDecoder().decode(pixels.group(1)));
    }
    return painted;
  }

  private static RgbImage cut(EncodedTile tile, byte[] rgba) {
    byte[] rgb = new byte[rgba.length / 4 * 3];
    for (int k = 0; k < rgb.length; k++) {
      rgb[k] = rgba[k / 3 * 4 + k % 3];
    }
    RgbImage whole = new RgbImage(tile.stored().width(), tile.stored().height(), rgb);
    return whole.crop(tile.shown().shift(-tile.stored().x(), -tile.stored().y()));
  }

  private void sameInTheBrowser(String name, Path slide, PixelRect wanted)
      throws IOException, InterruptedException {
    try (SlideReader reader = SlideReaders.open(slide)) {
      List<EncodedTile> tiles = reader.encodedTiles(0).read(wanted);
      List<byte[]> painted = paint(tiles);
      assertThat(painted).as(name).hasSameSizeAs(tiles).isNotEmpty();
      for (int k = 0; k < tiles.size(); k++) {
        assertThatPixels(cut(tiles.get(k), painted.get(k)))
            .as("%s, tile %d", name, k)
            .isEqualTo(reader.read(0, tiles.get(k).shown()));
      }
    }
  }

  @Test
  void theBrowserPaintsThePixelsOfTheReader() throws IOException, InterruptedException {
    for (SlideVariant variant : SlideVariant.compressions().toList()) {
      if (variant.compression().startsWith("jpeg-")) {
        Path path = folder.resolve(variant + ".svs");
        variant.slide(LEVELS).write(path);
        sameInTheBrowser(variant.toString(), path, new PixelRect(0, 0, 2, 2));
      }
    }
    sameInTheBrowser(
        "CMU-1", SharedData.slide("CMU-1-Small-Region.svs"), new PixelRect(0, 0, 10, 4));
  }
}
