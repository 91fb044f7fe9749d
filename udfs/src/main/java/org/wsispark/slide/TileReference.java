package org.wsispark.slide;

import org.wsispark.geometry.PixelRect;

/**
 * Where a tile's bytes lie in its slide. {@link EncodedTiles#prefix()} and the bytes of the range,
 * one after the other, are a JPEG stream. A marker of an application in the stored bytes (APPn)
 * would overrule what the prefix says of the colours, so a careful reader leaves those out, as
 * docs/formats.md shows.
 *
 * @param stored the pixels of the stream, in pixels of the level; at the right and lower edge some
 *     lie outside the level and hold whatever the scanner put there
 * @param shown the part of {@code stored} that lies in the level
 * @param range of the slide's bytes, behind the tile's own start marker
 */
public record TileReference(PixelRect stored, PixelRect shown, ByteRange range) {}
