/** What admins do: edit quotas, rules and policy, with a preview of the effect before it is saved. */
package io.headroom.admin;
