package org.wsispark.jobs.demo;

import java.util.List;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.LayerMasks;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.pixel.TissueMask;
import org.wsispark.pixel.TissueOverlay;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.FrameReader;
import org.wsispark.slide.ReadFrame;
import org.wsispark.slide.SlideInfo;
import org.wsispark.slide.SlideReader;

/**
 * A picture of the whole slide with outlines of its tissue and of an annotation's layers, and how
 * they lie to each other. Masks are rasterized on the picture's own grid by the rule exact.
 *
 * @param image the picture
 * @param layers all layers of the annotation together, on the picture's grid
 * @param grid level-0 px per px of the picture
 * @param inTissue share of the layers' area that lies in tissue, 0 to 1
 * @param iou intersection over union of the layers with the tissue
 */
record OverlayPicture(
    RgbImage image, BitMask layers, Downsample grid, double inTissue, double iou) {
  private static final int LONGEST_PX = 1_600;

  static OverlayPicture draw(
      SlideReader reader, Mpp mpp, TissueMask tissue, AnnotationDocument document) {
    ReadFrame frame = frame(reader.info(), mpp);
    PixelRect all = new PixelRect(0, 0, frame.width(), frame.height());
    RgbImage picture = new FrameReader(reader, frame).read(all);
    picture = TissueOverlay.draw(picture, tissue.mask());
    BitMask union = new BitMask(all.width(), all.height());
    for (Layer layer : document.layers()) {
      BitMask mask = LayerMasks.rasterize(layer, frame.downsample(), all);
      union.or(mask);
      int rgb = layer.rgb();
      picture = TissueOverlay.draw(picture, mask, rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255);
    }
    return measured(picture, union, tissue, frame.downsample());
  }

  private static OverlayPicture measured(
      RgbImage picture, BitMask layers, TissueMask tissue, Downsample picturePx) {
    long both = 0;
    long tissuePx = 0;
    for (int y = 0; y < layers.height(); y++) {
      for (int x = 0; x < layers.width(); x++) {
        boolean inTissue = at(tissue, picturePx, x, y);
        tissuePx += inTissue ? 1 : 0;
        both += inTissue && layers.get(x, y) ? 1 : 0;
      }
    }
    long layerPx = layers.count();
    long either = tissuePx + layerPx - both;
    return new OverlayPicture(
        picture,
        layers,
        picturePx,
        layerPx == 0 ? 0 : (double) both / layerPx,
        either == 0 ? 0 : (double) both / either);
  }

  /** Intersection over union with a layer of another annotation, 0 to 1. */
  double iouWith(Layer layer) {
    BitMask other =
        LayerMasks.rasterize(layer, grid, new PixelRect(0, 0, layers.width(), layers.height()));
    BitMask both = layers.copy();
    both.and(other);
    other.or(layers);
    return other.count() == 0 ? 0 : (double) both.count() / other.count();
  }

  /** Whether the mask pixel that holds the picture pixel's centre is tissue. */
  private static boolean at(TissueMask tissue, Downsample picturePx, int x, int y) {
    Downsample d = tissue.downsample();
    double level0X = (x + 0.5) * picturePx.x().toDouble();
    double level0Y = (y + 0.5) * picturePx.y().toDouble();
    return tissue
        .mask()
        .get((int) (level0X / d.x().toDouble()), (int) (level0Y / d.y().toDouble()));
  }

  /** The slide at a resolution at which its longer side fits the picture. */
  private static ReadFrame frame(SlideInfo info, Mpp mpp) {
    double downsample =
        Math.max(1, Math.ceil(Math.max(info.width(), info.height()) / (double) LONGEST_PX));
    return ReadFrame.atMpp(info.levels(), mpp, new Mpp(mpp.umPerPx() * downsample), 0);
  }

  /** Names of the layers, for the legend. */
  static List<String> legend(AnnotationDocument document) {
    return document.layers().stream().map(Layer::className).toList();
  }
}
