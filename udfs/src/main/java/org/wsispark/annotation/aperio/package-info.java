/**
 * Aperio ImageScope's XML: read with bounds and without a document type, written in ImageScope's
 * full form. Elements and fields without meaning here are kept, so reading and writing loses
 * nothing but comments, processing instructions, white space between elements, and fields of the
 * elements Attributes, Regions, RegionAttributeHeaders, Vertices and Plots, which have none.
 *
 * <p>Two readers stand behind one cursor: the project's own lexer over bytes for plain XML, and the
 * JDK's streaming parser, with all doors shut, for everything else and for saying what is wrong. An
 * {@link org.wsispark.annotation.aperio.AperioDocument} keeps the bytes and loses nothing at all.
 *
 * <p>ASAP's XML is read here, too, since it comes through the same cursor.
 */
package org.wsispark.annotation.aperio;
