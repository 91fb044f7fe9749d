package org.wsispark.jobs.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.Region;
import org.wsispark.annotation.aperio.AperioXml;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Ring;
import org.wsispark.jobs.cli.Main;
import org.wsispark.jobs.manifest.Manifest;
import org.wsispark.jobs.manifest.ManifestSlide;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.ExactRasterizer;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.SlideReaders;

class SynthJobTest {
  @TempDir Path folder;

  private SynthResult make(String name, int slides, boolean phi, int threads) {
    Path out = folder.resolve(name);
    return new SynthJob(new SynthOptions(out, slides, 1400, 1100, 3, 0, phi, threads))
        .run(slide -> assertThat(slide.slide()).isNotEmptyFile());
  }

  @Test
  void aCohortIsTheSameFilesOnAnyNumberOfThreads() throws IOException {
    make("one", 3, false, 1);
    make("four", 3, false, 4);
    List<Path> files = files("one");
    assertThat(files).hasSize(7);
    for (Path file : files) {
      assertThat(folder.resolve("four").resolve(file.getFileName())).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void theManifestNamesEverySlideWithItsTruthAndDigest() throws IOException {
    SynthResult result = make("cohort", 4, false, 2);
    String text = Files.readString(result.manifest());
    assertThat(schemaErrors(text)).isEmpty();
    Manifest manifest = Manifest.read(result.manifest().toString(), text);
    assertThat(manifest.failures()).isEmpty();
    assertThat(manifest.slides()).hasSize(4);
    assertThat(manifest.slides().stream().map(ManifestSlide::patient))
        .containsExactly("P0001", "P0002", "P0001", "P0002");
    assertThat(manifest.slides().stream().map(ManifestSlide::stain))
        .containsExactly("H&E", "H&E", "H&E", "IHC, DAB");
    assertThat(manifest.slides().stream().map(ManifestSlide::organ).distinct()).hasSize(2);
    for (int k = 0; k < 4; k++) {
      ManifestSlide row = manifest.slides().get(k);
      SynthResult.Slide slide = result.slides().get(k);
      assertThat(row.sha256()).isEqualTo(DigestUtils.sha256Hex(Files.readAllBytes(slide.slide())));
      assertThat(folder.resolve("cohort").resolve(row.annotation())).isEqualTo(slide.truth());
      try (SlideReader reader = SlideReaders.open(slide.slide())) {
        assertThat(reader.info().width()).isEqualTo(1400);
        assertThat(reader.info().levels()).hasSize(3);
        assertThat(reader.info().mpp().orElseThrow().umPerPx()).isEqualTo(row.mpp());
        assertThat(reader.info().vendor()).isEqualToIgnoringCase("aperio");
      }
    }
  }

  @Test
  void theTruthHasTheLayersOfPaip2019() throws IOException {
    for (SynthResult.Slide slide : make("truth", 3, false, 2).slides()) {
      AnnotationDocument document =
          AperioXml.read(Files.readAllBytes(slide.truth()), slide.slideId());
      assertThat(document.layers()).extracting("id").containsExactly("1", "2");
      assertThat(document.layers()).extracting("lineColor").containsExactly(65535, 65280);
      BitMask whole = mask(document, 0);
      BitMask viable = mask(document, 1);
      assertThat(viable.count()).isPositive().isLessThan(whole.count());
      BitMask outside = viable.copy();
      outside.andNot(whole);
      assertThat(outside.count()).isZero();
      assertThat(document.layers().get(0).regions()).noneMatch(Region::negative);
      assertThat(document.layers().get(1).regions()).anyMatch(Region::negative);
    }
  }

  private static BitMask mask(AnnotationDocument document, int layer) {
    List<Ring> positive = new ArrayList<>();
    List<Ring> negative = new ArrayList<>();
    for (Region region : document.layers().get(layer).regions()) {
      (region.negative() ? negative : positive).add(region.vertices());
    }
    PixelRect window = new PixelRect(0, 0, 350, 275);
    return ExactRasterizer.rasterize(positive, negative, Downsample.of(4), window);
  }

  @Test
  void aPrivateCohortCarriesPersonalDataInNamesAndBytes() throws IOException {
    SynthResult result = make("phi", 2, true, 2);
    List<SynthPlanner.Planned> plan =
        SynthPlanner.plan(new SynthOptions(folder, 2, 1400, 1100, 3, 0, true, 1));
    for (int k = 0; k < 2; k++) {
      Path slide = result.slides().get(k).slide();
      String bytes = new String(Files.readAllBytes(slide), StandardCharsets.ISO_8859_1);
      for (String needle : plan.get(k).secret().orElseThrow().needles()) {
        assertThat(bytes).contains(needle);
      }
      assertThat(result.slides().get(k).truth())
          .content()
          .contains(plan.get(k).secret().orElseThrow().patientName());
      assertThat(slide.getFileName().toString())
          .contains(plan.get(k).secret().orElseThrow().accession());
    }
  }

  @Test
  void aSlideOfACohortDoesNotDependOnHowManyThereAre() {
    SynthOptions few = new SynthOptions(folder, 5, 2000, 2000, 8, 3, false, 1);
    SynthOptions many = new SynthOptions(folder, 50, 2000, 2000, 8, 3, false, 1);
    assertThat(SynthPlanner.plan(many).subList(0, 5)).isEqualTo(SynthPlanner.plan(few));
    assertThat(SynthPlanner.plan(many).stream().map(slide -> slide.spec().seed()).distinct())
        .hasSize(50);
  }

  @Test
  void valuesOutOfRangeAreRefusedWithTheirRule() {
    assertThatThrownBy(() -> new SynthOptions(folder, 0, 2000, 2000, 1, 0, false, 0))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("slides is 0");
    assertThatThrownBy(() -> new SynthOptions(folder, 2, 2000, 1000, 1, 0, false, 0))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("height is 1000");
    assertThatThrownBy(() -> new SynthOptions(folder, 2, 2000, 2000, 1, 3, false, 0))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("patients is 3");
  }

  @Test
  void theCommandMakesACohortAndRefusesASmallOne() {
    String out = folder.resolve("cli").toString();
    assertThat(Main.run("synth", "--out", out, "--slides", "1", "--width", "10")).isEqualTo(2);
    assertThat(Path.of(out)).doesNotExist();
    assertThat(
            Main.run(
                "synth", "--out", out, "--slides=1", "--width=1024", "--height=1024", "--json"))
        .isZero();
    assertThat(Path.of(out)).isDirectoryContaining("glob:**/manifest.yaml");
    assertThat(Path.of(out)).isDirectoryContaining("glob:**/synth-0001.svs");
  }

  private static List<String> schemaErrors(String yaml) throws IOException {
    Path schema =
        Path.of(System.getProperty("wsispark.root"), "datasets-manifest", "manifest.schema.json");
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(Files.readString(schema))
        .validate(new YAMLMapper().readTree(yaml))
        .stream()
        .map(Object::toString)
        .toList();
  }

  private List<Path> files(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      return files.toList();
    }
  }
}
