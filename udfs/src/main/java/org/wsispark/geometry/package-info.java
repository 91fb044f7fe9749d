/**
 * Where a pixel is. The frame of wsispark is level 0 of a slide: origin at the top-left corner of
 * the whole image, x to the right, y down, in pixels. Pixel (i, j) is the square [i, i+1) x [j,
 * j+1); it owns its left and top edge and is sampled at its centre (i+1/2, j+1/2). Rectangles are
 * half-open. A downsample is a rational number per axis, because the levels of real slides have
 * rounded sizes (4443/2221 is not 3567/1783).
 */
package org.wsispark.geometry;
