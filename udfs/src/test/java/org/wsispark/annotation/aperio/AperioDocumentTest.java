package org.wsispark.annotation.aperio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.AnnotationError;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.Region;
import org.wsispark.annotation.RegionType;
import org.wsispark.annotation.aperio.AperioEdit.AddLayer;
import org.wsispark.annotation.aperio.AperioEdit.AddRegion;
import org.wsispark.annotation.aperio.AperioEdit.DeleteRegion;
import org.wsispark.annotation.aperio.AperioEdit.MoveVertex;
import org.wsispark.annotation.aperio.AperioEdit.SetLayerField;
import org.wsispark.annotation.aperio.AperioEdit.SetRegionField;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Ring;

class AperioDocumentTest {
  /** What ImageScope writes, with what it tolerates: comments, odd quotes, odd numbers. */
  private static final String TEXT =
      """
      <Annotations MicronsPerPixel="0.500000">
        <!-- drawn by hand -->
        <Annotation Id="7" Name="tumour" Type='4' LineColor="255">
          <Attributes><Attribute Name="Description" Id="0" Value=""/></Attributes>
          <Regions>
            <RegionAttributeHeaders/>
            <Region Id="1" Type="0" Length="30.0" Area="100.0" LengthMicrons="15.0" AreaMicrons="25.0" Text="é" NegativeROA="0" >
              <Attributes/>
              <Vertices>
                <Vertex X="0" Y="0" Z="0"/>
                <Vertex  Y="0.0"  X='10.000000' />
                <Vertex X="10" Y="10"></Vertex>
                <Vertex X="00" Y="1e1" Q="kept"/>
              </Vertices>
            </Region>
            <Region Id="1" Type="0"><Vertices><Vertex X="1" Y="2"/></Vertices></Region>
          </Regions>
          <Plots/>
        </Annotation>
      </Annotations>
      <!-- end -->
      """;

  private static final Ring TRIANGLE = Ring.ofPx(1, 1, 5, 1.5, 3, 4);

  private static AperioDocument open(String text) {
    return AperioDocument.of(text.getBytes(StandardCharsets.UTF_8), "case.xml");
  }

  private static String text(AperioDocument document) {
    return new String(document.bytes(), StandardCharsets.UTF_8);
  }

  private static TokenDiff diff(AperioDocument before, AperioDocument after) {
    return TokenDiff.of(before.bytes(), after.bytes());
  }

  private static Region region(int id, String text) {
    return Region.drawn(id, RegionType.FREEHAND, false, TRIANGLE, text);
  }

  @Test
  void aMovedVertexChangesItsNumbersAndTheMeasuresOfItsRegion() {
    AperioDocument before = open(TEXT);
    AperioDocument after = before.edited(List.of(new MoveVertex(0, 0, 1, 20_500_000, 0)));
    TokenDiff diff = diff(before, after);
    assertThat(diff.removed()).hasSize(2);
    assertThat(diff.inserted()).hasSize(2);
    assertThat(diff.inserted().get(1))
        .isEqualTo(diff.removed().get(1).replace("'10.000000'", "'20.500000'"));
    // 20.5 + sqrt(10.5^2 + 10^2) + 10; shoelace: (205 + 100) / 2.
    assertThat(diff.inserted().get(0))
        .isEqualTo(
            diff.removed()
                .get(0)
                .replace("Length=\"30.0\"", "Length=\"45.0\"")
                .replace("Area=\"100.0\"", "Area=\"152.5\"")
                .replace("LengthMicrons=\"15.0\"", "LengthMicrons=\"22.5\"")
                .replace("AreaMicrons=\"25.0\"", "AreaMicrons=\"38.1\""));
    assertThat(text(before)).isEqualTo(TEXT);
  }

  @Test
  void aMovedVertexOfARegionWithoutMeasuresChangesNothingElse() {
    AperioDocument before = open(TEXT);
    AperioDocument after = before.edited(List.of(new MoveVertex(0, 1, 0, 1_000_000, -500_000)));
    assertThat(diff(before, after).removed()).containsExactly("<Vertex X=\"1\" Y=\"2\"/>");
    assertThat(diff(before, after).inserted()).containsExactly("<Vertex X=\"1\" Y=\"-0.500000\"/>");
  }

  @Test
  void twinsInMicronsThatNothingBacksAreTakenOut() {
    AperioDocument before = open(TEXT.replace(" MicronsPerPixel=\"0.500000\"", ""));
    String after = text(before.edited(List.of(new MoveVertex(0, 0, 0, 1_000_000, 0))));
    assertThat(after)
        .contains("Length=\"29.0\" Area=\"95.0\" Text=\"é\"")
        .doesNotContain("LengthMicrons");
  }

  @Test
  void aDeletedRegionTakesOnlyItsLinesAway() {
    String region = "      <Region Id=\"1\" Type=\"0\"><Vertices>";
    int from = TEXT.indexOf(region);
    int to = TEXT.indexOf('\n', from) + 1;
    assertThat(text(open(TEXT).edited(List.of(new DeleteRegion(0, 1)))))
        .isEqualTo(TEXT.substring(0, from) + TEXT.substring(to));
  }

  @Test
  void aNewLayerStandsBehindTheLastInTheDocumentsLayout() {
    Layer layer = Layer.drawn(8, "stroma", Layer.GREEN, List.of(region(1, "a \"b\" & c")));
    String after = text(open(TEXT).edited(List.of(new AddLayer(layer))));
    int at = TEXT.indexOf("\n</Annotations>");
    assertThat(after)
        .startsWith(TEXT.substring(0, at))
        .endsWith(TEXT.substring(at))
        .contains("\n  <Annotation Id=\"8\" Name=\"stroma\"")
        .contains(
            "\n      <Region Id=\"1\" Type=\"0\" Zoom=\"1.000000\" Selected=\"0\" ImageLocation=\"\""
                + " ImageFocus=\"-1\" Length=\"7.2\" Area=\"5.5\" LengthMicrons=\"3.6\""
                + " AreaMicrons=\"1.4\" Text=\"a &quot;b&quot; &amp; c\"")
        .contains("\n          <Vertex X=\"5\" Y=\"1.500000\" Z=\"0\"/>\n");
    assertThat(after.length()).isGreaterThan(TEXT.length() + 500);
  }

  @Test
  void severalEditsAreOneStep() {
    AperioDocument after =
        open(TEXT)
            .edited(
                List.of(
                    new AddRegion(0, region(9, "first")),
                    new SetRegionField(0, 0, "NegativeROA", "1"),
                    new SetRegionField(0, 0, "Zoom", "0.5"),
                    new DeleteRegion(0, 1),
                    new SetLayerField(0, "Name", "it's <new>"),
                    new AddRegion(0, region(10, "second")),
                    new MoveVertex(0, 0, 3, 0, 9_000_000),
                    new MoveVertex(0, 0, 0, 0, 1_000_000)));
    Layer layer = after.annotations().layers().get(0);
    assertThat(layer.name()).isEqualTo("it's <new>");
    assertThat(layer.regions()).extracting(Region::id).containsExactly("1", "9", "10");
    assertThat(layer.regions().get(0).negative()).isTrue();
    assertThat(layer.regions().get(0).fields()).containsEntry("Zoom", "0.5");
    assertThat(layer.regions().get(0).vertices()).isEqualTo(Ring.ofPx(0, 1, 10, 0, 10, 10, 0, 9));
    assertThat(layer.regions().get(0).vertexFields().get(3)).containsEntry("Q", "kept");
  }

  static Stream<String> shapesOfNothing() {
    return Stream.of(
        "<Annotations/>",
        "<Annotations></Annotations>",
        "<Annotations><Annotation Id=\"1\"/></Annotations>",
        "<Annotations><Annotation Id='1'></Annotation></Annotations>",
        "<Annotations><Annotation Id=\"1\"><Regions/><Plots/></Annotation></Annotations>",
        "<Annotations>\r\n <Annotation Id=\"1\">\r\n  <Plots/>\r\n </Annotation>\r\n</Annotations>",
        "<Annotations><Annotation Id=\"1\"><Regions><RegionAttributeHeaders/></Regions>"
            + "</Annotation></Annotations>");
  }

  @ParameterizedTest
  @MethodSource("shapesOfNothing")
  void putsIntoWhatWasEmpty(String text) {
    AperioDocument before = open(text);
    List<AperioEdit> edits =
        new ArrayList<>(List.of(new AddLayer(Layer.drawn(5, "n", 1, List.of()))));
    if (!before.annotations().layers().isEmpty()) {
      edits.add(new AddRegion(0, region(1, "x")));
      edits.add(new AddRegion(0, region(2, "y")));
    }
    AperioDocument after = before.edited(edits);
    assertThat(after.annotations().layers()).hasSize(before.annotations().layers().size() + 1);
    assertThat(text(after).contains("\n"))
        .isEqualTo(
            text.contains("\n")
                || text.equals("<Annotations/>")
                || text.equals("<Annotations></Annotations>"));
    assertThat(
            text(after).contains("\n")
                && text.contains("\r\n")
                && text(after).matches("(?s).*[^\r]\n.*"))
        .isFalse();
  }

  static Stream<Charset> encodings() {
    return Stream.of(
        StandardCharsets.UTF_8,
        StandardCharsets.UTF_16LE,
        StandardCharsets.UTF_16BE,
        StandardCharsets.ISO_8859_1,
        Charset.forName("windows-1252"));
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void editsInTheDocumentsOwnEncoding(Charset charset) {
    for (boolean mark : new boolean[] {false, true}) {
      boolean declared = !charset.name().startsWith("UTF");
      if (mark && declared) {
        continue;
      }
      String text =
          (mark ? "\uFEFF" : "")
              + (declared ? "<?xml version=\"1.0\" encoding=\"" + charset.name() + "\"?>\n" : "")
              + TEXT;
      AperioDocument before = AperioDocument.of(text.getBytes(charset), "case.xml");
      assertThat(before.bytes()).isEqualTo(text.getBytes(charset));
      assertThat(before.annotations().layers().get(0).regions().get(0).text()).isEqualTo("é");
      AperioDocument after =
          before.edited(
              List.of(
                  new MoveVertex(0, 1, 0, 7_000_000, 2_000_000),
                  new SetRegionField(0, 0, "Text", "ü𝄞")));
      String expected =
          text.replace("<Vertex X=\"1\" Y=\"2\"/>", "<Vertex X=\"7\" Y=\"2\"/>")
              .replace("\"é\"", "\"&#252;&#119070;\"");
      assertThat(new String(after.bytes(), charset)).isEqualTo(expected);
    }
  }

  @Test
  void contradictionsAreRefused() {
    AperioDocument document = open(TEXT);
    List<List<AperioEdit>> wrong =
        List.of(
            List.of(new DeleteRegion(1, 0)),
            List.of(new DeleteRegion(0, 2)),
            List.of(new MoveVertex(0, 0, 4, 0, 0)),
            List.of(new MoveVertex(0, 0, -1, 0, 0)),
            List.of(new MoveVertex(0, 0, 1, 0, 0), new MoveVertex(0, 0, 1, 5, 0)),
            List.of(new SetLayerField(0, "Name", "a"), new SetLayerField(0, "Name", "b")),
            List.of(new DeleteRegion(0, 0), new SetRegionField(0, 0, "Text", "t")));
    for (List<AperioEdit> edits : wrong) {
      WsiException failure = catchThrowableOfType(WsiException.class, () -> document.edited(edits));
      assertThat(failure).as("%s", edits).isNotNull();
      assertThat(failure.code()).isEqualTo(AnnotationError.BAD_EDIT);
    }
    WsiException text =
        catchThrowableOfType(
            WsiException.class,
            () -> document.edited(List.of(new SetRegionField(0, 0, "Text", "\u0001"))));
    assertThat(text.code()).isEqualTo(AnnotationError.BAD_TEXT);
    assertThatIllegalArgumentException().isThrownBy(() -> new SetRegionField(0, 0, "Id", "1"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SetRegionField(0, 0, "NegativeROA", "2"));
    assertThatIllegalArgumentException().isThrownBy(() -> new SetLayerField(0, "a b", "1"));
  }

  @Test
  void whatTheLexerDoesNotTakeIsReadButNotEdited() {
    byte[] japanese =
        ("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>" + TEXT.replace("é", "癌"))
            .getBytes(Charset.forName("Shift_JIS"));
    AnnotationDocument read = AperioXml.read(japanese, "case.xml");
    assertThat(read.layers().get(0).regions().get(0).text()).isEqualTo("癌");
    WsiException failure =
        catchThrowableOfType(WsiException.class, () -> AperioDocument.of(japanese, "case.xml"));
    assertThat(failure.code()).isEqualTo(AnnotationError.NOT_EDITABLE);
    assertThat(failure).hasMessageContaining("the encoding Shift_JIS");
  }

  /**
   * Every edit is also checked by edited() itself: what the new bytes say is what the edits say.
   */
  @Test
  void manyEditsGiveTheDocumentTheyDescribe() {
    int changed = 0;
    for (int seed = 0; seed < 400; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      AperioDocument document = open(RandomXml.document(random));
      for (int step = 0; step < 4; step++) {
        List<AperioEdit> edits = RandomXml.edits(document.annotations(), random);
        AnnotationDocument expected =
            EditPlan.of(document.annotations(), edits).applied(document.annotations());
        AperioDocument after = document.edited(edits);
        assertThat(AperioXml.read(after.bytes(), "x")).as("seed %d", seed).isEqualTo(expected);
        changed += java.util.Arrays.equals(after.bytes(), document.bytes()) ? 0 : 1;
        document = after;
      }
    }
    assertThat(changed).isGreaterThan(1_000);
  }
}
