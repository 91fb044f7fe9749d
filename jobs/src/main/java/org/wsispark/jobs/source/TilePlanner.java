package org.wsispark.jobs.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Mpp;
import org.wsispark.jobs.source.SlideDescriber.Described;
import org.wsispark.patch.CellGrid;
import org.wsispark.patch.PatchPlan;
import org.wsispark.patch.PatchPlanner;
import org.wsispark.patch.PlanOptions;
import org.wsispark.patch.Resolution;
import org.wsispark.patch.SlideWork;
import org.wsispark.patch.TileLayout;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RunLength;
import org.wsispark.slide.ReadFrame;
import org.wsispark.slide.SlideDirectory;
import org.wsispark.slide.SlideError;
import org.wsispark.slide.SlideInfo;
import org.wsispark.slide.SlideLevel;

/**
 * Decides from descriptions alone which tiles a query gives, and shares them out by compressed
 * bytes. Slides are added until the limit is reached.
 */
final class TilePlanner {
  /** Fewer rows are not worth a task of their own. */
  private static final int LEAST_ROWS = 16;

  /** Scanner tiles larger than this are strips as wide as the slide; tiles take their place. */
  private static final int LARGEST_TILE_PX = 8_192;

  private static final int PATCH_PX = 256;

  /** Stands for an unknown resolution where only levels count; never shown. */
  private static final Mpp ANY = new Mpp(1);

  private final SourceOptions options;
  private final TileFilter filter;
  private final long limit;
  private final boolean tissueInRows;
  private final Optional<TileReferences> references;
  private final Map<String, Chosen> chosen = new LinkedHashMap<>();
  private final List<FailedSlide> failures = new ArrayList<>();
  private long rows;
  private long dropped;

  private record Chosen(SlideTiles slide, BitMask cells, SlideLevel level) {}

  /**
   * {@code tissueInRows}: whether tasks have to know the tissue, besides the plan; {@code
   * references} the only tiles wanted, where they are named.
   */
  TilePlanner(
      SourceOptions options,
      TileFilter filter,
      long limit,
      boolean tissueInRows,
      Optional<TileReferences> references) {
    this.references = references;
    this.options = options;
    this.filter = filter;
    this.limit = limit;
    this.tissueInRows = tissueInRows;
  }

  boolean isFull() {
    return rows >= limit;
  }

  /** Slides left out because they cannot be read. */
  long dropped() {
    return dropped;
  }

  void add(Described described) {
    if (isFull()) {
      return;
    }
    try {
      if (described.failure() != null) {
        throw described.failure();
      }
      SlideInfo info = SlideDirectory.fromJson(described.directory());
      add(described, info);
    } catch (WsiException e) {
      fail(described.file().uri(), e.inSlide(described.file().uri()));
    }
  }

  private void add(Described described, SlideInfo info) {
    Optional<Mpp> mpp = Optional.ofNullable(options.mppOverride()).or(info::mpp);
    if (mpp.isEmpty() && needsMpp()) {
      throw WsiException.of(SlideError.UNKNOWN_MPP, "the slide does not say its resolution")
          .remedy("Give it by option mppOverride, or read by level and without tissue");
    }
    Resolution at =
        references.map(of -> of.resolution(described.file().uri())).orElse(options.resolution());
    ReadFrame frame = at.frame(info.levels(), mpp.orElse(ANY));
    TileLayout layout = layout(frame, info.levels().get(frame.level()));
    SlideTiles slide =
        new SlideTiles(
            described.file(),
            described.opening(),
            layout,
            mpp.isPresent() ? frame.mpp().umPerPx() : null,
            described.tissue());
    BitMask cells = filter.select(slide);
    references.ifPresent(of -> of.keepOnly(slide, cells));
    if (options.minTissueFraction() > 0) {
      keepTissue(slide, cells);
    }
    cutToLimit(cells);
    if (cells.count() > 0) {
      rows += cells.count();
      SlideTiles sent = tissueInRows ? slide : slide.withoutTissue();
      chosen.put(slide.slide(), new Chosen(sent, cells, info.levels().get(frame.level())));
    }
  }

  private boolean needsMpp() {
    return options.minTissueFraction() > 0 || options.resolution() instanceof Resolution.AtMpp;
  }

  private TileLayout layout(ReadFrame frame, SlideLevel level) {
    int width = level.tiles().tileWidth();
    int height = level.tiles().tileHeight();
    boolean strips = width > LARGEST_TILE_PX || height > LARGEST_TILE_PX;
    int side = options.tileSizePx() == null ? PATCH_PX : options.tileSizePx();
    boolean own = options.tileSizePx() == null && !strips;
    return new TileLayout(
        frame, own ? width : side, own ? height : side, options.overlapPx(), options.edge());
  }

  private void keepTissue(SlideTiles slide, BitMask cells) {
    forEach(
        cells,
        (column, row) -> {
          if (slide.coverage().fraction(column, row) < options.minTissueFraction()) {
            cells.set(column, row, false);
          }
        });
  }

  private void cutToLimit(BitMask cells) {
    if (cells.count() > limit - rows) {
      long[] left = {limit - rows};
      forEach(cells, (column, row) -> cells.set(column, row, left[0]-- > 0));
    }
  }

  private interface Cell {
    void at(int column, int row);
  }

  private static void forEach(BitMask cells, Cell cell) {
    for (int row = 0; row < cells.height(); row++) {
      int column = cells.next(row, 0, true);
      while (column < cells.width()) {
        cell.at(column, row);
        column = cells.next(row, column + 1, true);
      }
    }
  }

  private void fail(String slide, WsiException reason) {
    if (options.mode() == ReadMode.FAILFAST) {
      throw reason;
    }
    FailedSlide failed = new FailedSlide(slide, reason.getMessage());
    if (options.mode() == ReadMode.DROPMALFORMED) {
      dropped++;
    } else if (filter.holds(failed)) {
      failures.add(failed);
      rows++;
    }
  }

  /** Shares out. */
  List<TilePartition> partitions(int cores) {
    PatchPlan plan = new PatchPlanner(shares(cores)).plan(works());
    List<TilePartition> partitions = new ArrayList<>();
    // One array per slide, however many partitions it is shared out to.
    Map<String, byte[]> masks = new HashMap<>();
    for (PatchPlan.Partition partition : plan.partitions()) {
      List<TilePart> parts = new ArrayList<>();
      for (PatchPlan.SlidePart part : partition.slides()) {
        Chosen slide = chosen.get(part.slideId());
        byte[] mask = masks.computeIfAbsent(part.slideId(), id -> RunLength.encode(slide.cells()));
        parts.add(new TilePart(slide.slide(), part.ranges(), mask));
      }
      partitions.add(new TilePartition(parts, List.of()));
    }
    if (!failures.isEmpty()) {
      partitions.add(new TilePartition(List.of(), failures));
    }
    return partitions;
  }

  private List<SlideWork> works() {
    List<SlideWork> works = new ArrayList<>();
    chosen.forEach(
        (uri, slide) -> {
          CellGrid grid = slide.slide().layout();
          works.add(SlideWork.of(uri, grid, slide.level(), Optional.of(slide.cells())));
        });
    return works;
  }

  private PlanOptions shares(int cores) {
    if (options.partitions() > 0) {
      return PlanOptions.fixed(options.partitions());
    }
    PlanOptions usual = PlanOptions.forCores(cores);
    long least = Math.max(1, Math.min(usual.minPartitions(), rows / LEAST_ROWS));
    return new PlanOptions(
        (int) least, usual.maxPartitions(), usual.targetPartitionBytes(), usual.wave());
  }
}
