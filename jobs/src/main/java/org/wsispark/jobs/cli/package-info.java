/** The command line: one class per command, each a thin shell around a job or a reader. */
package org.wsispark.jobs.cli;
