package org.wsispark.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wsispark.jobs.io.Failure;

class FolderScanTest {
  @Test
  void pairsByNameAndNamesWhatDoesNotPair() {
    FolderScan scan =
        FolderScan.of(
            "file:/data",
            List.of(
                "file:/data/a.svs",
                "file:/data/a.xml",
                "file:/data/sub/a.TIF",
                "file:/data/b.svs",
                "file:/data/b.tif",
                "file:/data/c.XML",
                "file:/data/d.czi",
                "file:/data/e.VMS",
                "file:/data/notes.txt",
                "file:/data/noextension"));

    assertThat(scan.items())
        .containsExactly(
            IngestItem.ofFiles("a", "file:/data/a.svs", "file:/data/a.xml"),
            IngestItem.ofFiles("d", "file:/data/d.czi", null),
            IngestItem.ofFiles("e", "file:/data/e.VMS", null),
            IngestItem.ofFiles("sub/a", "file:/data/sub/a.TIF", null));
    assertThat(scan.failures())
        .extracting(Failure::slideId, Failure::code)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("b", "DUPLICATE_SLIDE"),
            org.assertj.core.groups.Tuple.tuple("c", "ORPHAN_ANNOTATION"));
  }
}
