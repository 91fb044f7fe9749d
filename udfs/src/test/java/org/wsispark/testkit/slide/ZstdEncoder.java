package org.wsispark.testkit.slide;

import com.github.luben.zstd.Zstd;
import java.util.List;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.write.TiffTag;
import org.wsispark.slide.write.TileEncoder;

/** Zstandard (50000). It lies in the test kit because production only reads it. */
public record ZstdEncoder() implements TileEncoder {
  @Override
  public List<TiffTag> tags() {
    return List.of(TiffTag.shorts(259, 50_000), TiffTag.shorts(262, 2));
  }

  @Override
  public byte[] encode(RgbImage tile) {
    return Zstd.compress(tile.rgb());
  }
}
