/**
 * What pathologists and models draw on a slide: documents of layers of regions in level-0 pixels,
 * their checks and their masks. Formats lie in packages below this one; {@code aperio} reads and
 * writes ImageScope's XML.
 */
package org.wsispark.annotation;
