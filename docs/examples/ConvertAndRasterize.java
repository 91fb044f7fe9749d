import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.LayerMasks;
import org.wsispark.annotation.aperio.AperioDocument;
import org.wsispark.annotation.aperio.AperioEdit;
import org.wsispark.annotation.convert.AnnotationFile;
import org.wsispark.annotation.geojson.GeoJsonExport;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.BitMask;

/**
 * Reads annotations of any format, writes them as GeoJSON, rasterizes each layer, and renames the first layer of an Aperio XML in
 * place. Needs the jar of wsispark-udfs and what it needs at run time; no Spark.
 *
 * <pre>java -cp CLASSPATH ConvertAndRasterize.java IN OUT.geojson</pre>
 */
public final class ConvertAndRasterize {
  private static final int SIDE_PX = 512;

  public static void main(String[] args) throws IOException {
    Path in = Path.of(args[0]);
    byte[] bytes = Files.readAllBytes(in);
    AnnotationFile file = AnnotationFile.read(bytes, in.toString());
    GeoJsonExport export = GeoJsonExport.of(file.document());
    Files.write(Path.of(args[1]), export.json());
    export.losses().forEach(loss -> System.out.println("not carried: " + loss));

    PixelRect window = new PixelRect(0, 0, SIDE_PX, SIDE_PX);
    for (Layer layer : file.document().layers()) {
      BitMask mask = LayerMasks.rasterize(layer, Downsample.of(1), window);
      System.out.println(layer.className() + ": " + mask.count() + " px of " + SIDE_PX + " x " + SIDE_PX);
    }

    AperioDocument document = AperioDocument.of(bytes, in.toString());
    AperioDocument renamed = document.edited(List.of(new AperioEdit.SetLayerField(0, "Name", "renamed")));
    System.out.println(renamed.annotations().layers().get(0).className());
  }
}
