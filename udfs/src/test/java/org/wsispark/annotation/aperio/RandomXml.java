package org.wsispark.annotation.aperio;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.Region;
import org.wsispark.annotation.RegionType;
import org.wsispark.geometry.Ring;

/** Documents with every oddity that real ones have, and edits of them. */
final class RandomXml {
  private static final String[] NUMBERS = {
    "0", "-0", "7", "109", "114.200000", "-171", "1001", ".5", "3.", "+2", "1e2", "0.1234567", " 4 "
  };
  private static final String[] TEXTS = {
    "", "Mitosis", "é &amp; ü", "&#10;x", "a'b", "&lt;", "x\ty"
  };

  private RandomXml() {}

  private static String any(SplittableRandom random, String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  static String document(SplittableRandom random) {
    String line = any(random, "", "\n", "\r\n", "\n ");
    StringBuilder xml = new StringBuilder(any(random, "", "", "\uFEFF", "<?xml version='1.0'?>\n"));
    xml.append("<Annotations")
        .append(
            any(
                random,
                "",
                " MicronsPerPixel=\"0.252000\"",
                " MicronsPerPixel=\"0\"",
                " MicronsPerPixel='.5' Own=\"1\""))
        .append(">");
    for (int layers = random.nextInt(4); layers > 0; layers--) {
      xml.append(line).append(any(random, "", "<!-- c -->", "<Odd a=\"&gt;\">t<b/></Odd>"));
      xml.append("<Annotation Id=\"").append(random.nextInt(1, 4)).append('"');
      xml.append(any(random, "", " Name=\"\"", " Name='n &quot;x&quot;'"));
      xml.append(any(random, "", " Type=\"3\"", " LineColor=\"16711680\"")).append(">");
      xml.append(
          any(
              random,
              "",
              line + "<Attributes/>",
              "<Attributes><Attribute Name=\"CaP\" Id=\"0\" Value=\"\"/></Attributes>"));
      if (random.nextInt(5) > 0) {
        xml.append(line).append("<Regions>").append(any(random, "", "<RegionAttributeHeaders/>"));
        for (int regions = random.nextInt(4); regions > 0; regions--) {
          region(xml, random, line);
        }
        xml.append(line).append("</Regions>");
      }
      xml.append(any(random, "", line + "<Plots/>")).append(line).append("</Annotation>");
    }
    return xml.append(any(random, "", line))
        .append("</Annotations>")
        .append(any(random, "", "\n"))
        .toString();
  }

  private static void region(StringBuilder xml, SplittableRandom random, String line) {
    xml.append(any(random, "", line)).append("<Region ");
    xml.append(any(random, "", "Id=\"3\" "))
        .append("Type=\"")
        .append(random.nextInt(6))
        .append('"');
    xml.append(any(random, "", " NegativeROA=\"1\"", " NegativeROA='0' "));
    xml.append(any(random, "", " Length=\"1.5\" Area=\"0\"", " Area=\"0.0\" LengthMicrons=\"9\""));
    xml.append(any(random, "", " Text=\"" + any(random, TEXTS) + "\"")).append(">");
    xml.append(any(random, "", "<Attributes/>")).append(any(random, "", line)).append("<Vertices>");
    for (int vertices = random.nextInt(6); vertices > 0; vertices--) {
      xml.append(any(random, "", line)).append("<Vertex X=\"").append(any(random, NUMBERS));
      xml.append("\" Y='").append(any(random, NUMBERS)).append("'");
      xml.append(any(random, "/>", " Z=\"0\"/>", " Z=\"1\"></Vertex>", "\n/>"));
    }
    xml.append("</Vertices>").append(any(random, "", "<More/>", "<!--x-->")).append("</Region>");
  }

  static List<AperioEdit> edits(AnnotationDocument document, SplittableRandom random) {
    List<AperioEdit> edits = new ArrayList<>();
    Set<String> used = new HashSet<>();
    for (int count = random.nextInt(1, 6); count > 0; count--) {
      AperioEdit edit = edit(document, random);
      // One edit of a kind per region, and none of a region that is deleted.
      String place = edit.getClass().getSimpleName();
      if (edit instanceof AperioEdit.MoveVertex move) {
        place = move.layer() + "/" + move.region();
      } else if (edit instanceof AperioEdit.DeleteRegion delete) {
        place = delete.layer() + "/" + delete.region();
      } else if (edit instanceof AperioEdit.SetRegionField set) {
        place = set.layer() + "/" + set.region();
      } else if (edit instanceof AperioEdit.SetLayerField set) {
        place = set.layer() + set.name();
      } else {
        place += count;
      }
      if (used.add(place)) {
        edits.add(edit);
      }
    }
    return edits;
  }

  private static AperioEdit edit(AnnotationDocument document, SplittableRandom random) {
    int layers = document.layers().size();
    int kind = random.nextInt(6);
    if (layers == 0 || kind == 0) {
      return new AperioEdit.AddLayer(
          Layer.drawn(random.nextInt(9), text(random), 255, List.of(drawn(random))));
    }
    int layer = random.nextInt(layers);
    int regions = document.layers().get(layer).regions().size();
    if (kind == 1) {
      return new AperioEdit.SetLayerField(
          layer, any(random, "Name", "Visible", "New"), text(random));
    }
    if (regions == 0 || kind == 2) {
      return new AperioEdit.AddRegion(layer, drawn(random));
    }
    int region = random.nextInt(regions);
    int vertices = document.layers().get(layer).regions().get(region).vertices().size();
    if (kind == 3) {
      return new AperioEdit.DeleteRegion(layer, region);
    }
    if (vertices == 0 || kind == 4) {
      return random.nextBoolean()
          ? new AperioEdit.SetRegionField(layer, region, "NegativeROA", any(random, "0", "1"))
          : new AperioEdit.SetRegionField(
              layer, region, any(random, "Text", "Zoom", "Own"), text(random));
    }
    return new AperioEdit.MoveVertex(
        layer,
        region,
        random.nextInt(vertices),
        random.nextLong(-5_000_000, 2_000_000_000L),
        random.nextLong(0, 900) * 1_000_000);
  }

  private static String text(SplittableRandom random) {
    return any(random, "", "plain", "<&>\"'", "ü𝄞", "a\nb\tc", "  ");
  }

  private static Region drawn(SplittableRandom random) {
    double[] xy = new double[2 * random.nextInt(1, 6)];
    for (int k = 0; k < xy.length; k++) {
      xy[k] = random.nextInt(-2_000, 20_000) / 10.0;
    }
    return Region.drawn(
        random.nextInt(99), RegionType.FREEHAND, random.nextBoolean(), Ring.ofPx(xy), text(random));
  }
}
