package org.wsispark.annotation.aperio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.wsispark.annotation.AnnotationCheck;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.Finding;
import org.wsispark.annotation.Region;
import org.wsispark.annotation.RegionMeasures;
import org.wsispark.errors.WsiException;

/** The faults of XML, each with its whole message, by the bytes and by a stream alike. */
class XmlFaultTableTest {
  private static final String PROLOG = "<Annotations>\n<Annotation Id=\"1\"><Regions>\n";

  private static String region(String vertices) {
    return PROLOG
        + "<Region Id=\"1\" Type=\"0\"><Vertices>\n"
        + vertices
        + "\n</Vertices></Region></Regions></Annotation></Annotations>";
  }

  private static String vertex(String x) {
    return region("<Vertex X=\"" + x + "\" Y=\"1\"/>");
  }

  private static Arguments bad(String what, Object text, String message) {
    return Arguments.of(what, text, message);
  }

  private static String number(String x) {
    return "BAD_NUMBER: f.xml: line 4, column %d: Vertex has X=\"%s\", which is not a decimal number"
            .formatted(("<Vertex X=\"" + x + "\" Y=\"1\"/>").length() + 1, x)
        + " of pixels within 2^30. Correct the value; decimals have a point, never a comma";
  }

  static Stream<Arguments> faults() {
    String doctype =
        "the document has a DOCTYPE, which annotations never need. Remove it if the file's origin"
            + " is known; it may try to read other files";
    byte[] cut = PROLOG.getBytes(StandardCharsets.UTF_16LE);
    return Stream.of(
        bad("entity of a file", "<!DOCTYPE a [<!ENTITY e SYSTEM \"FIFO\">]><a>&e;</a>", doctype),
        bad("entity of a server", "<!DOCTYPE a [<!ENTITY e SYSTEM \"HTTP\">]><a>&e;</a>", doctype),
        bad("external DTD", "<!DOCTYPE a SYSTEM \"HTTP\"><a/>", doctype),
        bad("external DTD, file", "<!DOCTYPE a PUBLIC \"p\" \"FIFO\"><a/>", doctype),
        bad("parameter", "<!DOCTYPE a [<!ENTITY % p SYSTEM \"HTTP\"> %p;]><a/>", doctype),
        bad("parameter, file", "<!DOCTYPE a [<!ENTITY % p SYSTEM \"FIFO\"> %p;]><a/>", doctype),
        bad(
            "schema and stylesheet, not fetched",
            "<?xml-stylesheet href=\"HTTP\"?><a xsi:schemaLocation=\"x HTTP\"/>",
            "NOT_ANNOTATIONS: f.xml: line 1, column"),
        bad("laughs", laughs(), doctype),
        bad("quadratic", "<!DOCTYPE a [<!ENTITY b \"" + "x".repeat(99_999) + "\">]><a/>", doctype),
        bad(
            "depth",
            "<Annotations>" + "<a>".repeat(100_000),
            "LIMIT_EXCEEDED: f.xml: line 1, column 110: elements nest deeper than 32"),
        bad(
            "closed depth",
            "<Annotations>" + "<a>".repeat(99_999) + "</a>".repeat(99_999) + "</Annotations>",
            "LIMIT_EXCEEDED: f.xml: line 1, column 110: elements nest deeper than 32"),
        bad("attributes", attributes(10_001), "BAD_XML: f.xml: line 1, column"),
        bad(
            "huge attribute",
            "<Annotations a=\"" + "x".repeat(17 << 20) + "\"/>",
            "LIMIT_EXCEEDED: f.xml: line 1, column"),
        bad(
            "bad UTF-8",
            new byte[] {'<', 'A', ' ', 'b', '=', '"', (byte) 0xC3, '(', '"', '/', '>'},
            "bytes that are no text in its encoding. Save the file as UTF-8, or correct the"
                + " encoding in its first line"),
        bad("UTF-16 cut in a character", java.util.Arrays.copyOf(cut, cut.length - 1), "BAD_XML"),
        bad("control character", "<Annotations a=\"\u0001\"/>", "BAD_XML: f.xml: line 1, column"),
        bad("control reference", "<Annotations a=\"&#1;\"/>", "BAD_XML: f.xml: line 1, column"),
        bad("zero", "<Annotations>\u0000</Annotations>", "BAD_XML: f.xml: line 1, column"),
        bad("NaN", vertex("NaN"), number("NaN")),
        bad("infinite", vertex("Infinity"), number("Infinity")),
        bad("comma", vertex("1,5"), number("1,5")),
        bad("far", vertex("1e308"), number("1e308")),
        bad("farther", vertex("1e999999999"), number("1e999999999")),
        bad("beyond", vertex("1073741824.000001"), number("1073741824.000001")),
        bad("hexadecimal", vertex("0x1p3"), number("0x1p3")),
        bad("no number", vertex(""), number("")),
        bad("other digits", vertex("١"), number("١")),
        bad(
            "no Y",
            region("<Vertex X=\"1\"/>"),
            "MISSING_ATTRIBUTE: f.xml: line 4, column 16: Vertex has no attribute Y. Export the"
                + " annotations from ImageScope again, or add it"));
  }

  private static String laughs() {
    StringBuilder text = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 \"ha\">");
    for (int k = 1; k < 10; k++) {
      text.append("<!ENTITY l").append(k).append(" \"").append(("&l" + (k - 1) + ";").repeat(10));
      text.append("\">");
    }
    return text.append("]><a>&l9;</a>").toString();
  }

  private static String attributes(int count) {
    StringBuilder text = new StringBuilder("<Annotations");
    for (int k = 0; k < count; k++) {
      text.append(" a").append(k).append("=\"\"");
    }
    return text.append("/>").toString();
  }

  /** A pipe that nobody writes to: whoever opens it waits for ever. */
  private static Path pipe(Path folder) throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    return pipe;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void isRefusedAndNothingElseIsRead(String what, Object text, String message, @TempDir Path folder)
      throws Exception {
    try (ServerSocket trap = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + trap.getLocalPort() + "/e";
      String pipe = pipe(folder).toUri().toString();
      byte[] bytes =
          text instanceof String string
              ? string.replace("HTTP", url).replace("FIFO", pipe).getBytes(StandardCharsets.UTF_8)
              : (byte[]) text;
      assertTimeoutPreemptively(
          Duration.ofSeconds(60),
          () -> {
            isRefused(() -> AperioXml.read(bytes, "f.xml"), message);
            isRefused(() -> AperioXml.read(new ByteArrayInputStream(bytes), "f.xml"), message);
            isRefused(() -> AperioDocument.of(bytes, "f.xml"), message);
            assertThat(AperioXml.lexed(bytes)).isEmpty();
          });
      trap.setSoTimeout(1);
      assertThat(catchThrowableOfType(SocketTimeoutException.class, trap::accept)).isNotNull();
    }
  }

  private static void isRefused(Runnable read, String message) {
    WsiException failure = catchThrowableOfType(WsiException.class, read::run);
    assertThat(failure).isNotNull();
    assertThat(failure.getMessage()).contains(message).hasSizeLessThan(400);
  }

  @Test
  void marksAndDeclaredEncodingsAreHonoured() {
    String text = vertex("1").replace("Id=\"1\" Type", "Id=\"ü\" Type");
    for (Charset charset :
        new Charset[] {
          StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE
        }) {
      AnnotationDocument read = AperioXml.read(("\uFEFF" + text).getBytes(charset), "f.xml");
      assertThat(read.layers().get(0).regions().get(0).id()).isEqualTo("ü");
    }
  }

  /** Outside, too few, crossing: read as they are, and told. */
  @Test
  void oddShapesAreReadAndTold() {
    AnnotationDocument read =
        AperioXml.read(
            region(
                    "<Vertex X=\"-7\" Y=\"-3\"/><Vertex X=\"9e5\" Y=\"2000\"/>"
                        + "</Vertices></Region><Region Id=\"2\" Type=\"0\"><Vertices>"
                        + "<Vertex X=\"0\" Y=\"0\"/><Vertex X=\"9\" Y=\"9\"/>"
                        + "<Vertex X=\"9\" Y=\"0\"/><Vertex X=\"0\" Y=\"9\"/>")
                .getBytes(StandardCharsets.UTF_8),
            "f.xml");
    AnnotationCheck check =
        AnnotationCheck.of(
            read, Optional.of(new org.wsispark.geometry.PixelRect(0, 0, 1_000, 1_000)));
    assertThat(check.count(Finding.Kind.DEGENERATE)).isEqualTo(1);
    assertThat(check.count(Finding.Kind.PARTLY_OUTSIDE)).isEqualTo(1);
    assertThat(check.count(Finding.Kind.SELF_CROSSING)).isEqualTo(1);
  }

  /** The stored area of what was read against JTS, which sums doubles. */
  @Test
  void areasAgreeWithJts() {
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int size = random.nextInt(3, 400);
      StringBuilder vertices = new StringBuilder();
      Coordinate[] ring = new Coordinate[size + 1];
      for (int k = 0; k < size; k++) {
        double angle = 2 * Math.PI * k / size;
        double radius = random.nextInt(1_000, 30_000);
        String x = Long.toString(40_000 + Math.round(radius * Math.cos(angle)));
        String y = Long.toString(40_000 + Math.round(radius * Math.sin(angle))) + ".25";
        vertices.append("<Vertex X=\"").append(x).append("\" Y=\"").append(y).append("\"/>");
        ring[k] = new Coordinate(Double.parseDouble(x), Double.parseDouble(y));
      }
      ring[size] = ring[0];
      AnnotationDocument read =
          AperioXml.read(region(vertices.toString()).getBytes(StandardCharsets.UTF_8), "f.xml");
      Region region = read.layers().get(0).regions().get(0);
      double expected = new GeometryFactory().createPolygon(ring).getArea();
      assertThat(RegionMeasures.of(region).areaPx())
          .as("seed %d", seed)
          .isCloseTo(expected, within(expected * 1e-9));
    }
  }
}
