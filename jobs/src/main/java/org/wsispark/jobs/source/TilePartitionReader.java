package org.wsispark.jobs.source;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.wsispark.jobs.io.SlideFiles;

/** Gives the rows of a partition, slide after slide; one slide is open at a time. */
final class TilePartitionReader implements PartitionReader<InternalRow> {
  private final SlideFiles files;
  private final SourceOptions options;
  private final TileRow rows;
  private final Iterator<TilePart> parts;
  private final TileCounts counts = new TileCounts();
  private SlideRows slide;
  private Iterator<InternalRow> ready;
  private InternalRow row;

  TilePartitionReader(
      SlideFiles files, SourceOptions options, TileRow rows, TilePartition partition) {
    this.files = files;
    this.options = options;
    this.rows = rows;
    this.parts = partition.parts().iterator();
    List<InternalRow> failed = new ArrayList<>();
    partition.failures().forEach(failure -> failed.add(rows.failed(failure)));
    this.ready = failed.iterator();
  }

  @Override
  public boolean next() {
    while (!ready.hasNext()) {
      if (slide != null && slide.hasNext()) {
        ready = slide.next().iterator();
      } else if (parts.hasNext()) {
        closeSlide();
        slide = new SlideRows(files, options, rows, parts.next(), counts);
      } else {
        closeSlide();
        return false;
      }
    }
    row = ready.next();
    return true;
  }

  @Override
  public InternalRow get() {
    return row;
  }

  @Override
  public CustomTaskMetric[] currentMetricsValues() {
    return counts.metrics();
  }

  private void closeSlide() {
    if (slide != null) {
      slide.close();
      slide = null;
    }
  }

  @Override
  public void close() {
    closeSlide();
  }
}
