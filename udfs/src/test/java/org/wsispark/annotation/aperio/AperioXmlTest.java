package org.wsispark.annotation.aperio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.AnnotationError;
import org.wsispark.annotation.ForeignElement;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.NamedAttribute;
import org.wsispark.annotation.Region;
import org.wsispark.annotation.RegionType;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.Ring;

class AperioXmlTest {
  private static final Ring SQUARE = Ring.ofPx(0, 0, 10, 0, 10, 10.5, 0, 10.5);

  private static AnnotationDocument drawn() {
    Region positive = Region.drawn(1, RegionType.FREEHAND, false, SQUARE, "a <b> & \"c\" ü 𝄞\t\n");
    Region negative = Region.drawn(2, RegionType.RECTANGLE, true, Ring.ofPx(1, 1, 2, 2, 1, 3), "");
    Layer tumour =
        Layer.drawn(1, "Tumour", Layer.lineColor(255, 1, 2), List.of(positive, negative));
    return new AnnotationDocument(
        Optional.of(new Mpp(0.2521)), List.of(tumour, Layer.drawn(2, "", Layer.GREEN, List.of())));
  }

  private static AnnotationDocument read(String text) {
    return AperioXml.read(text.getBytes(StandardCharsets.UTF_8), "case.xml");
  }

  private static WsiException failure(String text) {
    return failure(text.getBytes(StandardCharsets.UTF_8));
  }

  private static WsiException failure(byte[] bytes) {
    WsiException failure =
        catchThrowableOfType(WsiException.class, () -> AperioXml.read(bytes, "case.xml"));
    assertThat(failure).isNotNull();
    assertThat(failure.slide()).contains("case.xml");
    return failure;
  }

  private static String withVertex(String vertex) {
    return "<Annotations>\n<Annotation Id=\"1\"><Regions>\n<Region Id=\"1\" Type=\"0\"><Vertices>\n"
        + vertex
        + "</Vertices></Region></Regions></Annotation></Annotations>";
  }

  private static Ring ring(String vertex) {
    return read(withVertex(vertex)).layers().get(0).regions().get(0).vertices();
  }

  @Test
  void whatWasWrittenReadsBackEqual() {
    AnnotationDocument document = drawn();
    byte[] bytes = AperioXml.write(document);
    assertThat(AperioXml.read(bytes, "x")).isEqualTo(document);
    assertThat(AperioXml.write(AperioXml.read(bytes, "x"))).isEqualTo(bytes);
  }

  @Test
  void writesImageScopesFullForm() {
    String text = new String(AperioXml.write(drawn()), StandardCharsets.US_ASCII);
    assertThat(text)
        .startsWith("<Annotations MicronsPerPixel=\"0.252100\">\n\t<Annotation Id=\"1\" ")
        .contains(
            "<Annotation Id=\"1\" Name=\"Tumour\" ReadOnly=\"0\" NameReadOnly=\"0\""
                + " LineColorReadOnly=\"0\" Incremental=\"0\" Type=\"4\" LineColor=\"131583\""
                + " Visible=\"1\" Selected=\"0\" MarkupImagePath=\"\" MacroName=\"\">")
        .contains("\t\t\t\t<AttributeHeader Id=\"9996\" Name=\"Area\" ColumnWidth=\"-1\"/>\n")
        // 10 + 10.5 + 10 without the closing side; 105 px; 0.2521 um each.
        .contains(
            "<Region Id=\"1\" Type=\"0\" Zoom=\"1.000000\" Selected=\"0\" ImageLocation=\"\""
                + " ImageFocus=\"-1\" Length=\"30.5\" Area=\"105.0\" LengthMicrons=\"7.7\""
                + " AreaMicrons=\"6.7\" Text=\"a &lt;b&gt; &amp; &quot;c&quot; &#252; &#119070;"
                + "&#9;&#10;\" NegativeROA=\"0\" InputRegionId=\"0\" Analyze=\"1\""
                + " DisplayId=\"1\">")
        .contains("\t\t\t\t\t<Vertex X=\"10\" Y=\"10.500000\" Z=\"0\"/>\n")
        .contains("\t\t<Plots/>\n")
        .endsWith("</Annotations>\n");
  }

  @Test
  void keepsWhatItGivesNoMeaning() {
    String text =
        """
        <Annotations MicronsPerPixel="0" Extra="e">
          <Annotation Id="37335" Type="3" LineColor="16711680" MacroName="Count" Odd="1">
            <InputAnnotationId>7</InputAnnotationId><MacroId>9</MacroId>
            <Attributes><Attribute Name="Cells" Id="3" Value="2." DisplayColor="5"/></Attributes>
            <Regions><RegionAttributeHeaders/>
              <Region Id="4" Type="7" Length="1" NegativeROA="1" Area="0" Own="x">
                <Attributes><Attribute Name="12" Id="0" Value="v"/></Attributes>
                <Vertices><Vertex X="1" Y="2" Z="3.5"/><Vertex X="-0.5" Y="2e1" Q="q"/></Vertices>
                <More a="b"><Inner>text</Inner></More>
              </Region>
            </Regions>
          </Annotation>
        </Annotations>
        """;
    AnnotationDocument document = read(text);
    Layer layer = document.layers().get(0);
    Region region = layer.regions().get(0);
    assertThat(document.mpp()).isEmpty();
    assertThat(document.fields()).isEqualTo(Map.of("MicronsPerPixel", "0", "Extra", "e"));
    assertThat(layer.className()).isEqualTo("Count");
    assertThat(layer.rgb()).isEqualTo(0x0000FF);
    assertThat(layer.fields()).containsEntry("Odd", "1").containsEntry("Visible", "1");
    assertThat(layer.attributes())
        .containsExactly(new NamedAttribute("Cells", "3", "2.", Map.of("DisplayColor", "5")));
    assertThat(layer.foreign())
        .extracting(ForeignElement::name)
        .containsExactly("InputAnnotationId", "MacroId");
    assertThat(region.type()).isEqualTo(RegionType.UNKNOWN);
    assertThat(region.typeCode()).isEqualTo(7);
    assertThat(region.negative()).isTrue();
    assertThat(region.fields()).containsEntry("Own", "x").containsEntry("Length", "1");
    assertThat(region.vertices()).isEqualTo(Ring.ofPx(1, 2, -0.5, 20));
    assertThat(region.vertexFields())
        .isEqualTo(new TreeMap<>(Map.of(0, Map.of("Z", "3.5"), 1, Map.of("Q", "q"))));
    assertThat(region.foreign().get(0).children().get(0).text()).isEqualTo("text");
    assertThat(AperioXml.read(AperioXml.write(document), "x")).isEqualTo(document);
  }

  @Test
  void anotherOutlineDropsTheOldArea() {
    Region region = read(withVertex("")).layers().get(0).regions().get(0);
    Region stale =
        new Region(
            "1", 0, false, SQUARE, "", Map.of("Area", "7"), List.of(), new TreeMap<>(), List.of());
    assertThat(region.fields()).doesNotContainKey("Area");
    assertThat(stale.withVertices(Ring.ofPx(0, 0, 1, 1, 2, 0)).fields()).doesNotContainKey("Area");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1"})
  void readsTheEncodingThatIsDeclared(String encoding) {
    String mark = encoding.startsWith("UTF") && !encoding.equals("UTF-16") ? "\uFEFF" : "";
    String text =
        mark
            + "<?xml version=\"1.0\" encoding=\""
            + (encoding.startsWith("UTF-16") ? "UTF-16" : encoding)
            + "\"?><Annotations><Annotation Id=\"1\" Name=\"Gr\u00FCn\"/></Annotations>";
    AnnotationDocument document =
        AperioXml.read(text.getBytes(Charset.forName(encoding)), "case.xml");
    assertThat(document.layers().get(0).className()).isEqualTo("Grün");
  }

  @ParameterizedTest
  @CsvSource({
    "109,109000000",
    "114.200000,114200000",
    "-2.18,-2180000",
    "-0.000001,-1",
    "+5,5000000",
    " 7 ,7000000",
    ".5,500000",
    "5.,5000000",
    "1.5e-05,15",
    "0.0000005,1",
    "-0.0000005,-1",
    "0.00000049999999999999999999999999999,0",
    "1e-9999,0",
    "1073741824,1073741824000000",
    "-1073741823.999999,-1073741823999999"
  })
  void coordinatesAreExactDecimals(String text, long microPx) {
    Ring ring = ring("<Vertex X=\"" + text + "\" Y=\"0\"/>");
    assertThat(ring.xMicroPx(0)).isEqualTo(microPx);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN",
        "Infinity",
        "-Infinity",
        "1,5",
        "1e308",
        "1e9999",
        "1073741824.000001",
        "",
        " ",
        "0x10",
        "1 2",
        "1d",
        "1f",
        "--1",
        ".",
        "-",
        "e5",
        "99999999999999999999",
        "١"
      })
  void whatIsNoCoordinateIsAnErrorWithItsPlace(String text) {
    WsiException failure = failure(withVertex("<Vertex X=\"1\" Y=\"" + text + "\"/>\n"));
    assertThat(failure.code()).isEqualTo(AnnotationError.BAD_NUMBER);
    assertThat(failure.place().orElseThrow()).startsWith("line 4, column ");
    assertThat(failure.problem()).contains("Y=\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<Annotations><Annotation Name=\"n\"/></Annotations>| MISSING_ATTRIBUTE| attribute Id",
        "<Annotations MicronsPerPixel=\"NaN\"/>| BAD_NUMBER| MicronsPerPixel",
        "<Annotations><Annotation Id=\"1\" LineColor=\"red\"/></Annotations>| BAD_NUMBER| LineColor",
        "<Annotations><Annotation Id=\"1\" Type=\"\"/></Annotations>| BAD_NUMBER| Type",
        "<ASAP_Annotations/>| NOT_ANNOTATIONS| ASAP_Annotations",
        "<Annotations>text</Annotations>| BAD_STRUCTURE| text",
        "<Annotations>| BAD_XML| ''",
        "<Annotations/><Annotations/>| BAD_XML| ''",
        "<Annotations a=\"&undefined;\"/>| BAD_XML| ''",
        "<Annotations>&undefined;</Annotations>| BAD_XML| undefined",
        "<Annotations a=\"1\" a=\"2\"/>| BAD_XML| ''",
        "no xml| BAD_XML| ''",
        "''| BAD_XML| ''"
      })
  void otherDefectsAreTyped(String text, AnnotationError code, String said) {
    WsiException failure = failure(text);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.problem()).contains(said);
    assertThat(failure.getMessage()).doesNotContain("\n");
    assertThat(failure.place()).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "<Region Id=\"1\"/>; MISSING_ATTRIBUTE",
        "<Region Id=\"1\" Type=\"Polygon\"/>; BAD_NUMBER",
        "<Region Id=\"1\" Type=\"0\" NegativeROA=\"2\"/>; BAD_NUMBER",
        "<Region Id=\"1\" Type=\"0\"><Vertices><Vertex X=\"1\"/></Vertices></Region>;"
            + " MISSING_ATTRIBUTE",
        "<Region Id=\"1\" Type=\"0\"><Vertices><Vertex Y=\"1\"/></Vertices></Region>;"
            + " MISSING_ATTRIBUTE",
        "<Region Id=\"1\" Type=\"0\"><Vertices><Vertex X=\"1\" Y=\"1\"><V/></Vertex></Vertices>"
            + "</Region>; BAD_STRUCTURE"
      })
  void defectsOfRegionsAreTyped(String region, AnnotationError code) {
    WsiException failure =
        failure(
            "<Annotations><Annotation Id=\"1\"><Regions>"
                + region
                + "</Regions></Annotation></Annotations>");
    assertThat(failure.code()).isEqualTo(code);
  }

  @Test
  void badUtf8IsTyped() {
    byte[] bytes = "<Annotations a=\"x\"/>".getBytes(StandardCharsets.UTF_8);
    bytes[16] = (byte) 0xFF;
    assertThat(failure(bytes).code()).isEqualTo(AnnotationError.BAD_XML);
    assertThat(failure(bytes).problem()).contains("encoding");
    assertThat(failure("<?xml version='1.0' encoding='martian'?><Annotations/>").problem())
        .contains("martian");
  }

  @Test
  void charactersThatXmlCannotCarryAreNotWritten() {
    Region region = Region.drawn(1, RegionType.FREEHAND, false, SQUARE, "a\u0001b");
    AnnotationDocument document =
        new AnnotationDocument(
            Optional.empty(), List.of(Layer.drawn(1, "", Layer.GREEN, List.of(region))));
    WsiException failure =
        catchThrowableOfType(WsiException.class, () -> AperioXml.write(document));
    assertThat(failure.code()).isEqualTo(AnnotationError.BAD_TEXT);
    assertThat(failure.problem()).contains("U+0001");
  }
}
