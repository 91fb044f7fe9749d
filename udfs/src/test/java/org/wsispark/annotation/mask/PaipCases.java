package org.wsispark.annotation.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.aperio.AperioXml;

/** The golden masks that the challenges' own scripts made. */
final class PaipCases {
  private static final Path ROOT =
      Path.of(System.getProperty("wsispark.root", "..")).resolve("../shared/data/paip");

  private PaipCases() {}

  record Golden(String name, String output, AnnotationDocument document, JsonNode json) {

    int slideWidth() {
      return json.get("slide_width").asInt();
    }

    int slideHeight() {
      return json.get("slide_height").asInt();
    }

    int width() {
      return mask().get("width").asInt();
    }

    int height() {
      return mask().get("height").asInt();
    }

    private JsonNode mask() {
      return json.get("outputs").get(output);
    }

    /** The official pixels, read by the JDK's TIFF reader. */
    byte[] pixels() throws IOException {
      BufferedImage image = ImageIO.read(ROOT.resolve(mask().get("file").asText()).toFile());
      int[] samples = image.getRaster().getPixels(0, 0, width(), height(), (int[]) null);
      assertThat(samples).hasSize(width() * height());
      byte[] pixels = new byte[samples.length];
      for (int k = 0; k < pixels.length; k++) {
        pixels[k] = (byte) samples[k];
      }
      return pixels;
    }

    @Override
    public String toString() {
      return name + " " + output;
    }
  }

  static void assumeHere() {
    assumeTrue(Files.isDirectory(ROOT), "SKIP: ../shared/data/paip is not here");
  }

  static JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(ROOT.resolve(file).toFile());
  }

  static List<Golden> of(int year) throws IOException {
    List<Golden> found = new ArrayList<>();
    for (JsonNode node : json("cases.json")) {
      if (node.get("year").asInt() == year) {
        Path xml = ROOT.resolve(node.get("xml").asText());
        AnnotationDocument document = AperioXml.read(Files.readAllBytes(xml), xml.toString());
        node.get("outputs")
            .fieldNames()
            .forEachRemaining(
                output -> found.add(new Golden(node.get("name").asText(), output, document, node)));
      }
    }
    return found;
  }
}
