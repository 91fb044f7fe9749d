/**
 * Masks of whole documents: which value a pixel gets by the rule {@code exact} or by the rules of
 * the PAIP challenges, and PAIP2021's score of lines. Rules answer window by window; none holds the
 * pixels of a slide.
 */
package org.wsispark.annotation.mask;
