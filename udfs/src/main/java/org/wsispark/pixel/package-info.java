/**
 * Where to look on a slide, and the two picture formats that leave it: tissue masks, their overlay,
 * PNG and JPEG. Array in, array out; nothing here keeps state. A mask or image of this package
 * covers a whole slide or a crop on a grid that the caller names; areas and radii are physical (µm)
 * so that they mean the same on every grid.
 */
package org.wsispark.pixel;
