package org.wsispark.jobs.patches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.wsispark.jobs.ingest.IngestJob;
import org.wsispark.jobs.ingest.IngestOptions;
import org.wsispark.jobs.io.JobPlan;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.PlanContext;
import org.wsispark.jobs.testing.DiscSlide;

/** Names that nothing has, and slides that are passed over, are named. */
class PatchesRefusalsTest extends DiscSlidesTestBase {

  @Test
  void namesThatNothingHasAndSlidesWithoutTissueAreNamed() throws IOException {
    Path slides = slideFolder();
    new DiscSlide(WIDTH, HEIGHT, 3, -1).write(slides.resolve("drawn.svs"));
    DiscSlide.writeRectangles(slides.resolve("drawn.xml"), ROI, TUMOUR);
    Lake lake = ingested();
    new DiscSlide(WIDTH, HEIGHT, 5, -1).write(slides.resolve("late.svs"));
    run(lake, new IngestJob(), IngestOptions.defaults().withScan(slides.toString()));
    AnnotationFilterOptions anywhere = AnnotationFilterOptions.defaults();

    PatchesOptions astray = options("astray").with(anywhere.withRoi("tumuor", 1));
    assertThatThrownBy(() -> run(lake, new PatchesJob(), astray))
        .hasMessageContaining("roi is tumuor")
        .hasMessageContaining("[c1, c2]");
    assertThatThrownBy(() -> new PatchesJob().plan(new PlanContext(spark(), lake), astray))
        .hasMessageContaining("roi is tumuor");
    assertThat(lake.has(spark(), LakeTable.PATCH_IMAGES)).isFalse();

    PatchesOptions inside = options("inside").with(anywhere.withRoi("c1", 1));
    JobPlan planned = new PatchesJob().plan(new PlanContext(spark(), lake), inside);
    PatchesResult made = run(lake, new PatchesJob(), inside).result();

    assertThat(made.images()).isPositive();
    assertThat(made.withoutTissue()).containsExactly("late");
    assertThat(made.counts()).containsEntry("without_tissue", 1L);
    String passedOver = "1 slides have no tissue row of their present bytes: late;";
    assertThat(planned.lines()).anyMatch(line -> line.startsWith(passedOver));
    assertThat(made.lines()).anyMatch(line -> line.startsWith(passedOver));

    assertThatThrownBy(() -> run(lake, new PatchesJob(true), options("outside")))
        .hasMessageContaining("NO_SET")
        .hasMessageContaining("there is no patch set outside, only [inside]");
  }
}
