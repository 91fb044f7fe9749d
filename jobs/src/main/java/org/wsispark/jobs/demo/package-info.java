/** The whole loop on one slide. */
package org.wsispark.jobs.demo;
