/** JMH benchmarks of the kernels that cohorts spend their time in: {@code wsispark bench kernels}. */
package org.wsispark.kernels;
