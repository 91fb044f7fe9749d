/**
 * Aperio ImageScope's XML: read with bounds and without a document type, written in ImageScope's
 * full form. Elements and fields without meaning here are kept, so reading and writing loses
 * nothing but comments, processing instructions, white space between elements, and fields of the
 * elements Attributes, Regions, RegionAttributeHeaders, Vertices and Plots, which have none.
 */
package org.wsispark.annotation.aperio;
