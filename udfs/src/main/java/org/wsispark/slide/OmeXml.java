package org.wsispark.slide;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.wsispark.geometry.Mpp;
import org.wsispark.slide.tiff.TiffDirectory;
import org.wsispark.slide.tiff.TiffTag;

/**
 * What is needed of the OME-XML that an OME-TIFF carries in its first description (OME schema
 * 2016-06 and before): sizes, pixel sizes and where the first plane of each image lies. Everything
 * else, which may name people, is passed over.
 *
 * @param images in the order of the document, at least one
 */
record OmeXml(List<Image> images) {
  private static final int MOST_IMAGES = 1_024;

  /**
   * One image.
   *
   * @param name as written, empty for none; only for telling what the image is
   * @param width in pixels
   * @param height in pixels
   * @param channelPlanes planes of one focus and time: 1 for RGB in one plane and for grey
   * @param directory of the first plane
   * @param mpp when both sides of a pixel are stated, plausible and equal
   */
  record Image(
      String name, long width, long height, long channelPlanes, int directory, Optional<Mpp> mpp) {}

  /** The document of a file's first directory; empty when its description is none. */
  static Optional<OmeXml> of(TiffDirectory first) {
    String start = first.text(TiffTag.IMAGE_DESCRIPTION).orElse("").stripLeading();
    if (!start.startsWith("<") || !start.contains("<OME")) {
      return Optional.empty();
    }
    byte[] bytes = first.bytes(TiffTag.IMAGE_DESCRIPTION).orElseThrow();
    int length = bytes.length;
    while (length > 0 && bytes[length - 1] == 0) {
      length--;
    }
    try {
      List<Image> images = parse(new ByteArrayInputStream(bytes, 0, length));
      // A part of a set of files may only name the file that holds the document.
      return images.isEmpty() ? Optional.empty() : Optional.of(new OmeXml(images));
    } catch (XMLStreamException e) {
      throw first
          .defect(
              SlideError.BAD_TAG,
              TiffTag.IMAGE_DESCRIPTION,
              "the OME-XML does not parse, at line " + e.getLocation().getLineNumber())
          .causedBy(e);
    }
  }

  private static List<Image> parse(ByteArrayInputStream bytes) throws XMLStreamException {
    // The JDK's own parser: others of the class path may not know these switches.
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setXMLResolver(
        (publicId, systemId, baseUri, namespace) -> {
          throw new XMLStreamException("external entities are not read");
        });
    XMLStreamReader xml = factory.createXMLStreamReader(bytes);
    try {
      List<Image> images = new ArrayList<>();
      String name = "";
      Pixels pixels = null;
      long plane = 0;
      while (xml.hasNext() && images.size() < MOST_IMAGES) {
        int event = xml.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          switch (xml.getLocalName()) {
            case "Image" -> name = text(xml, "Name", "");
            case "Pixels" -> pixels = new Pixels(xml, plane);
            case "Channel" -> {
              if (pixels != null) {
                pixels.channel(xml);
              }
            }
            case "TiffData" -> {
              if (pixels != null) {
                pixels.tiffData(xml);
              }
            }
            default -> {}
          }
        } else if (event == XMLStreamConstants.END_ELEMENT
            && pixels != null
            && xml.getLocalName().equals("Pixels")) {
          images.add(pixels.image(name));
          plane += pixels.planes();
          pixels = null;
        }
      }
      return images;
    } finally {
      xml.close();
    }
  }

  private static String text(XMLStreamReader xml, String attribute, String otherwise) {
    String value = xml.getAttributeValue(null, attribute);
    return value == null ? otherwise : value;
  }

  private static long number(XMLStreamReader xml, String attribute, long otherwise)
      throws XMLStreamException {
    String value = xml.getAttributeValue(null, attribute);
    try {
      return value == null ? otherwise : Integer.parseInt(value.strip());
    } catch (NumberFormatException e) {
      throw new XMLStreamException(attribute + " is no whole number", xml.getLocation(), e);
    }
  }

  /** A Pixels element while it is read. */
  private static final class Pixels {
    private final long width;
    private final long height;
    private final long channels;
    private final long depth;
    private final long times;
    private final Optional<Mpp> mpp;
    private long samplesPerPixel;
    private long directory;
    private boolean placed;

    Pixels(XMLStreamReader xml, long firstPlane) throws XMLStreamException {
      this.width = number(xml, "SizeX", 0);
      this.height = number(xml, "SizeY", 0);
      this.channels = Math.max(1, number(xml, "SizeC", 1));
      this.depth = Math.max(1, number(xml, "SizeZ", 1));
      this.times = Math.max(1, number(xml, "SizeT", 1));
      this.mpp = mpp(xml);
      this.directory = firstPlane;
    }

    private static Optional<Mpp> mpp(XMLStreamReader xml) {
      OptionalDouble across = um(xml, "PhysicalSizeX");
      OptionalDouble down = um(xml, "PhysicalSizeY");
      return across.isEmpty()
          ? Optional.empty()
          : StatedResolution.of(across.getAsDouble(), down.orElse(across.getAsDouble()));
    }

    private static OptionalDouble um(XMLStreamReader xml, String attribute) {
      // The micro sign, the Greek letter, and what replaces both in ASCII.
      double unit =
          switch (text(xml, attribute + "Unit", "um")) {
            case "\u00b5m", "\u03bcm", "um" -> 1;
            case "nm" -> 1e-3;
            case "mm" -> 1e3;
            case "cm" -> 1e4;
            case "m" -> 1e6;
            default -> Double.NaN;
          };
      try {
        return OptionalDouble.of(unit * Double.parseDouble(text(xml, attribute, "NaN")));
      } catch (NumberFormatException e) {
        return OptionalDouble.empty();
      }
    }

    void channel(XMLStreamReader xml) throws XMLStreamException {
      samplesPerPixel = Math.max(samplesPerPixel, number(xml, "SamplesPerPixel", 1));
    }

    /** Where the plane of the first focus, channel and time lies, if this says it. */
    void tiffData(XMLStreamReader xml) throws XMLStreamException {
      boolean first =
          number(xml, "FirstZ", 0) == 0
              && number(xml, "FirstC", 0) == 0
              && number(xml, "FirstT", 0) == 0;
      if (first && !placed && xml.getAttributeValue(null, "IFD") != null) {
        directory = number(xml, "IFD", 0);
        placed = true;
      }
    }

    long channelPlanes() {
      return channels / Math.max(1, Math.min(channels, samplesPerPixel));
    }

    long planes() {
      return channelPlanes() * depth * times;
    }

    Image image(String name) {
      int index = (int) Math.min(Integer.MAX_VALUE, directory);
      return new Image(name, width, height, channelPlanes(), index, mpp);
    }
  }
}
