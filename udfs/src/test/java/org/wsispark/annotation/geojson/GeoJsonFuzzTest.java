package org.wsispark.annotation.geojson;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.AnnotationError;
import org.wsispark.errors.WsiException;

/** Any bytes as GeoJSON: annotations, which go out again, or a typed error. */
class GeoJsonFuzzTest {

  @FuzzTest(maxDuration = "30m")
  void features(byte[] data) {
    try {
      AnnotationDocument read = GeoJson.read(new ByteArrayInputStream(data), "fuzz").document();
      GeoJsonExport export = GeoJsonExport.of(read);
      assertThat(GeoJson.read(new ByteArrayInputStream(export.json()), "again").document().layers())
          .hasSizeLessThanOrEqualTo(read.layers().size());
    } catch (WsiException failure) {
      assertThat(failure.code()).isInstanceOf(AnnotationError.class);
      assertThat(failure.getMessage()).doesNotContain("\n");
    }
  }
}
