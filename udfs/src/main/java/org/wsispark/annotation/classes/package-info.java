/**
 * Which layer is which class: names, colours and order of classes for whole data sets, from one
 * file, since layers of different pathologists have other ids, names and colours.
 */
package org.wsispark.annotation.classes;
