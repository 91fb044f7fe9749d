/**
 * Writes pyramidal TIFF and BigTIFF files of either byte order: masks, and slides as scanners write
 * them. {@link org.wsispark.slide.write.SvsWriter} streams the tiles, {@link
 * org.wsispark.slide.write.TileEncoder} makes their bytes.
 */
package org.wsispark.slide.write;
