/** Cohorts, teams, flavors and the quotas they own. */
package io.headroom.team;
