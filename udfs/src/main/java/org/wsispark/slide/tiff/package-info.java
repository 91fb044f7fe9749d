/**
 * The structure of TIFF files, classic and BigTIFF, in both byte orders, read under bounds: every
 * offset is checked against the file's size before anything is allocated for it, and every defect
 * is a {@link org.wsispark.errors.WsiException} that names the directory and the tag. Written from
 * the TIFF 6.0 specification and the BigTIFF layout as libtiff documents it.
 */
package org.wsispark.slide.tiff;
