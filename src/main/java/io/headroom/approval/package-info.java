/** Who has to approve a request, if anybody: the rules, and the roles that decide. */
package io.headroom.approval;
