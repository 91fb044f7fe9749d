package org.wsispark.spark;

import static org.apache.spark.sql.types.DataTypes.BinaryType;

import org.apache.spark.sql.catalyst.InternalRow;
import org.wsispark.annotation.aperio.AperioXml;

/** {@code wsi_from_aperio_xml(xml)}: the regions of a document. */
final class WsiFromAperioXml extends SqlFunction {
  private static final long serialVersionUID = 1L;

  WsiFromAperioXml() {
    super(
        "wsi_from_aperio_xml",
        RegionRows.TYPE,
        "the regions of an Aperio XML in its order; class is the layer's name",
        new Parameter("xml", BinaryType, "Aperio XML"));
  }

  @Override
  public Object evaluate(InternalRow arguments, OpenSlides slides) {
    return RegionRows.of(AperioXml.read(arguments.getBinary(0), "the argument xml"));
  }
}
