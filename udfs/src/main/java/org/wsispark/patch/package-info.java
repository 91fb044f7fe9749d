/**
 * Which patches a slide has, what they are called, what lies in them, and who makes them: grids,
 * keys, tissue and label fractions, and the plan that shares the work of a cohort out. Everything
 * here is pure: a plan is made from catalogue rows and never opens a slide.
 *
 * <p>A patch is a cell of a regular grid over a {@link org.wsispark.slide.ReadFrame}; cells count
 * from 0 in columns and rows and are whole patches inside the frame. Its name is its level-0
 * top-left corner.
 */
package org.wsispark.patch;
