/** Who is signed in and what they may do, read from the identity provider's token. */
package io.headroom.account;
