/**
 * Annotations as GeoJSON in the form that QuPath reads and writes: pixels of level 0 instead of
 * degrees, one feature per region, classes as {@code classification}.
 */
package org.wsispark.annotation.geojson;
