package org.wsispark.jobs.synth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wsispark.slide.synthetic.TissueSpec;

/** Writes the manifest that lies beside a cohort. */
final class CohortManifest {
  private final List<Map<String, Object>> slides = new ArrayList<>();

  void add(SynthPlanner.Planned slide, String slideFile, String sha256, String xmlFile) {
    TissueSpec spec = slide.spec();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", slide.id());
    row.put("source", Map.of("path", slideFile));
    row.put("licence", "CC0-1.0");
    row.put("sha256", sha256);
    row.put("patient", slide.patient());
    row.put("organ", spec.organ().name().toLowerCase(Locale.ROOT));
    row.put("stain", spec.stain() == TissueSpec.Stain.IHC ? "IHC, DAB" : "H&E");
    row.put("histology", histology(spec.organ()));
    row.put("diagnosis", "synthetic tumour");
    row.put("mpp", TissueSpec.UM_PER_PX);
    row.put("annotation", xmlFile);
    row.put("annotator", "truth");
    row.put("fields", Map.of("seed", Long.toString(spec.seed())));
    slides.add(row);
  }

  private static String histology(TissueSpec.Organ organ) {
    return switch (organ) {
      case LIVER -> "hepatocellular carcinoma";
      case COLON -> "adenocarcinoma";
      case BREAST -> "invasive carcinoma of no special type";
    };
  }

  String yaml(long seed) {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("dataset", "synth-" + seed);
    manifest.put("description", "Synthetic slides with known truth, made by wsispark synth.");
    manifest.put("slides", slides);
    YAMLMapper mapper =
        YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();
    try {
      return mapper.writeValueAsString(manifest);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a manifest of plain texts cannot be written", e);
    }
  }
}
