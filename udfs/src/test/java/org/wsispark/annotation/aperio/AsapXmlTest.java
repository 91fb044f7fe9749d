package org.wsispark.annotation.aperio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wsispark.annotation.AnnotationError;
import org.wsispark.annotation.ConvertedAnnotations;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.Loss;
import org.wsispark.annotation.Region;
import org.wsispark.annotation.RegionType;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Ring;

class AsapXmlTest {
  private static final String TEXT =
      """
      <?xml version="1.0"?>
      <ASAP_Annotations>
        <Annotations>
          <Annotation Name="Annotation 0" Type="Polygon" PartOfGroup="tumor" Color="#F4FA58">
            <Coordinates>
              <Coordinate Order="1" X="10.5" Y="0"/>
              <Coordinate Order="0" X="1" Y="2"/>
              <Coordinate Order="2" X="3" Y="9.25"/>
            </Coordinates>
          </Annotation>
          <Annotation Name="" Type="Spline" PartOfGroup="None" Color="#F4FA58">
            <Coordinates><Coordinate Order="0" X="1" Y="2"/></Coordinates>
          </Annotation>
          <Annotation Name="d" Type="PointSet" PartOfGroup="cells" Color="#F4FA58">
            <Coordinates><Coordinate Order="0" X="1" Y="2"/><Coordinate Order="1" X="3" Y="4"/>
            </Coordinates>
          </Annotation>
          <Annotation Name="r" Type="Rectangle" PartOfGroup="tumor" Color="#F4FA58">
            <Coordinates/>
          </Annotation>
        </Annotations>
        <AnnotationGroups>
          <Group Name="stroma" PartOfGroup="None" Color="#00ff80"><Attributes/></Group>
          <Group Name="tumor" PartOfGroup="stroma" Color="#0000ff"><Attributes/></Group>
        </AnnotationGroups>
      </ASAP_Annotations>
      """;

  private static WsiException failure(String text) {
    WsiException failure =
        catchThrowableOfType(
            WsiException.class,
            () -> AsapXml.read(text.getBytes(StandardCharsets.UTF_8), "asap.xml"));
    assertThat(failure).isNotNull();
    assertThat(failure.slide()).contains("asap.xml");
    return failure;
  }

  @Test
  void groupsBecomeLayers() {
    ConvertedAnnotations read = AsapXml.read(TEXT.getBytes(StandardCharsets.UTF_8), "asap.xml");
    List<Layer> layers = read.document().layers();
    assertThat(layers)
        .extracting(Layer::className)
        .containsExactly("stroma", "tumor", "Unclassified", "cells");
    assertThat(layers.get(0).rgb()).isEqualTo(0x00FF80);
    Region first = layers.get(1).regions().get(0);
    assertThat(first.vertices()).isEqualTo(Ring.ofPx(1, 2, 10.5, 0, 3, 9.25));
    assertThat(first.text()).isEqualTo("Annotation 0");
    assertThat(layers.get(1).regions().get(1).type()).isEqualTo(RegionType.RECTANGLE);
    assertThat(layers.get(3).regions()).hasSize(2);
    assertThat(read.losses())
        .containsExactlyInAnyOrder(
            new Loss(Loss.Kind.POINTS_AS_REGIONS, 2),
            new Loss(Loss.Kind.SPLINES_AS_POLYGONS, 1),
            new Loss(Loss.Kind.COLORS, 2),
            new Loss(Loss.Kind.NESTED_GROUPS, 1));
    byte[] xml = AperioXml.write(read.document());
    assertThat(AperioXml.read(xml, "x")).isEqualTo(read.document());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X=\"10.5\"|X=\"10,5\"|BAD_NUMBER|Coordinate has X=\"10,5\"",
        "X=\"10.5\"|X=\"NaN\"|BAD_NUMBER|Coordinate has X=\"NaN\"",
        "X=\"10.5\"|X=\"1e308\"|BAD_NUMBER|within 2^30",
        "X=\"10.5\"||MISSING_ATTRIBUTE|Coordinate has no attribute X",
        "Order=\"1\" X=\"10|Order=\"0\" X=\"10|BAD_NUMBER|Order=\"0\"",
        "Type=\"Spline\"|Type=\"Blob\"|BAD_NUMBER|Type=\"Blob\"",
        "#00ff80|green|BAD_NUMBER|Color=\"green\"",
        "<ASAP_|<!DOCTYPE a><ASAP_|DOCTYPE_REFUSED|DOCTYPE",
        "ASAP_Annotations>|Other>|NOT_ANNOTATIONS|the root element is Other",
        "<Coordinates/>|<Coordinates>text</Coordinates>|BAD_STRUCTURE|the text \"text\"",
      })
  void wrongDocumentsAreRefused(String good, String bad, AnnotationError code, String problem) {
    WsiException failure = failure(TEXT.replace(good, bad == null ? "" : bad));
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.getMessage()).contains(problem).contains("line ");
  }
}
