package org.wsispark.spark;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;

import org.apache.spark.sql.catalyst.InternalRow;
import org.wsispark.annotation.aperio.AperioXml;

/** {@code wsi_to_aperio_xml(regions, mpp)}: regions as a document that ImageScope opens. */
final class WsiToAperioXml extends SqlFunction {
  private static final long serialVersionUID = 1L;

  WsiToAperioXml() {
    super(
        "wsi_to_aperio_xml",
        BinaryType,
        "regions as Aperio XML, one layer per class in the order in which the classes are met",
        new Parameter("regions", RegionRows.TYPE, "as wsi_trace gives them"),
        new Parameter("mpp", DoubleType, "um per px of level 0"));
  }

  @Override
  public Object evaluate(InternalRow arguments, OpenSlides slides) {
    return AperioXml.write(RegionRows.document(arguments.getArray(0), arguments.getDouble(1)));
  }
}
