/** Asking for GPUs: requests, the approval policy, and the people who decide. */
package io.headroom.request;
