/** The live pages that put everything together: board, team, lease, and the stream that says what changed. Reads only. */
package io.headroom.board;
